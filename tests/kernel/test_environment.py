"""Settings come from the environment and fail loudly."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from microfactory import environment
from microfactory.database_url import parse


def test_a_missing_secret_stops_the_start_and_is_named(monkeypatch):
    monkeypatch.delenv("DJANGO_SECRET_KEY", raising=False)
    with pytest.raises(ImproperlyConfigured, match="DJANGO_SECRET_KEY"):
        environment.text("DJANGO_SECRET_KEY")


def test_what_cannot_be_read_is_refused(monkeypatch):
    monkeypatch.setenv("PORTS", "eight")
    monkeypatch.setenv("SWITCH", "maybe")
    with pytest.raises(ImproperlyConfigured, match="whole number"):
        environment.integer("PORTS", 1)
    with pytest.raises(ImproperlyConfigured, match="neither yes nor no"):
        environment.boolean("SWITCH", False)


def test_a_file_never_overrides_the_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("GIVEN", "outside")
    monkeypatch.delenv("ONLY_IN_FILE", raising=False)
    file = tmp_path / ".env"
    file.write_text("# a comment\nGIVEN=file\nONLY_IN_FILE=a=b\n", encoding="utf-8")
    environment.load_file(file)
    assert environment.text("GIVEN") == "outside"
    assert environment.text("ONLY_IN_FILE") == "a=b"
    monkeypatch.delenv("ONLY_IN_FILE")


def test_an_address_of_postgresql_is_read_whole():
    settings = parse("postgres://app:p%40ss@db.example:6432/factory?sslmode=require")
    assert settings["ENGINE"] == "django.db.backends.postgresql"
    assert (settings["USER"], settings["PASSWORD"]) == ("app", "p@ss")
    assert (settings["HOST"], settings["PORT"], settings["NAME"]) == ("db.example", "6432", "factory")
    assert settings["OPTIONS"]["sslmode"] == "require"


@pytest.mark.parametrize("url", ["mysql://a/b", "postgres://host", "factory"])
def test_any_other_database_is_refused(url):
    with pytest.raises(ImproperlyConfigured):
        parse(url)
