"""The settings of production, as a process of its own reads them from the environment."""

import json
import os
import subprocess
import sys

import pytest

from tests.database.elsewhere import ROOT

ASK = """
import json
from microfactory import settings
print(json.dumps({name: getattr(settings, name) for name in dir(settings) if name.startswith("SECURE_")}
    | {"DATABASE": settings.DATABASES["default"]}))
"""
GIVEN = {
    "MICROFACTORY_MODE": "production",
    "DJANGO_SECRET_KEY": "x" * 50,
    "FIELD_ENCRYPTION_KEYS": "x",
    "FIELD_HASH_KEY": "x",
    "ALLOWED_HOSTS": "factory.example",
    "PUBLIC_ADDRESS": "https://factory.example",
    "DATABASE_URL": "postgres://app:secret@db.invalid/factory",
}


def settings(**more: str) -> dict:
    """The settings of security and of the database, with these variables set."""
    done = subprocess.run(
        [sys.executable, "-c", ASK],
        cwd=ROOT,
        env=os.environ | GIVEN | more,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def usual() -> dict:
    return settings()


def test_a_connection_that_died_is_noticed_before_it_is_used(usual):
    assert usual["DATABASE"]["ENGINE"] == "django.db.backends.postgresql"
    assert usual["DATABASE"]["CONN_MAX_AGE"] > 0
    assert usual["DATABASE"]["CONN_HEALTH_CHECKS"] is True


def test_pages_come_by_https_alone_and_browsers_remember(usual):
    assert (usual["SECURE_SSL_REDIRECT"], usual["SECURE_HSTS_SECONDS"]) == (True, 31_536_000)
    assert usual["SECURE_HSTS_INCLUDE_SUBDOMAINS"] is True


def test_nobodys_domain_is_built_into_browsers_unasked(usual):
    assert usual["SECURE_HSTS_PRELOAD"] is False
    assert settings(SECURE_HSTS_PRELOAD="1")["SECURE_HSTS_PRELOAD"] is True
