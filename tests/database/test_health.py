"""`/health/` tells the truth about the database."""

import pytest
from django.db import ConnectionHandler

from microfactory import health


@pytest.mark.django_db
def test_while_the_database_answers(client):
    response = client.get("/health/")
    assert response.status_code == 200
    assert response.json() == {"ok": True, "database": "up"}


def test_while_the_database_is_away(client, monkeypatch, django_db_blocker, tmp_path):
    nowhere = {"ENGINE": "django.db.backends.postgresql", "NAME": "factory", "HOST": str(tmp_path)}
    monkeypatch.setattr(health, "connection", ConnectionHandler({"default": nowhere})["default"])
    with django_db_blocker.unblock():
        response = client.get("/health/")
    assert response.status_code == 503
    assert response.json() == {"ok": False, "database": "down"}
