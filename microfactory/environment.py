"""Typed readers of the environment. A setting that is missing or cannot be read stops the start with a sentence."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def load_file(path: Path) -> None:
    """Put KEY=VALUE lines of a file into the environment; what is already set there wins."""
    if not path.exists():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        key, separator, value = line.strip().partition("=")
        if separator and key and not key.startswith("#"):
            os.environ.setdefault(key.strip(), value.strip())


def text(name: str, default: str | None = None) -> str:
    """The value as it stands. Raises ImproperlyConfigured when it is missing and has no default."""
    value = os.environ.get(name, default)
    if value is None or value == "":
        if default is not None:
            return default
        raise ImproperlyConfigured(f"The environment variable {name} is not set. See .env.example for what it holds.")
    return value


def boolean(name: str, default: bool) -> bool:
    """1/0, true/false, yes/no, on/off. Raises ImproperlyConfigured for anything else."""
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name}={value!r} is neither yes nor no; write 1 or 0.")


def integer(name: str, default: int) -> int:
    """A whole number. Raises ImproperlyConfigured for anything else."""
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    try:
        return int(value)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name}={value!r} is not a whole number.") from error


def words(name: str, default: str | None = None) -> list[str]:
    """A list separated by commas. Raises ImproperlyConfigured when it is missing and has no default."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]
