"""One driver, one launcher: what must not creep in."""

import importlib.util
import os
import subprocess
import sys

from django.db.backends.postgresql import base

from tests.database.elsewhere import ROOT


def test_there_is_no_second_driver():
    """Django quietly prefers psycopg 3 where anything installs it."""
    assert importlib.util.find_spec("psycopg") is None
    assert base.Database.__name__ == "psycopg2"


def test_with_an_address_given_the_launcher_is_not_even_imported():
    code = """
import sys
import django
django.setup()
from django.conf import settings
assert settings.DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql"
assert not [name for name in sys.modules if name.split(".")[:2] == ["microfactory", "database"]]
"""
    environment = os.environ | {
        "DATABASE_URL": "postgres://user:secret@db.invalid/factory",
        "DJANGO_SETTINGS_MODULE": "microfactory.settings",
    }
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
