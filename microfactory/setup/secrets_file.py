"""Writes `.env` with fresh secrets for a checkout on somebody's desk: `python -m microfactory.setup.secrets_file`."""

import os
import secrets
from pathlib import Path

from cryptography.fernet import Fernet

TEMPLATE = """\
# Made by `make setup` for this checkout alone. Never commit it; .env.example says what each line means.
MICROFACTORY_MODE=local
DJANGO_SECRET_KEY={secret_key}
FIELD_ENCRYPTION_KEYS={encryption_key}
FIELD_HASH_KEY={hash_key}
"""


def write_secrets(path: Path) -> bool:
    """Write the file, for its owner's eyes only, unless it is there: the keys in it open the data. Was it written?"""
    if path.exists():
        return False
    text = TEMPLATE.format(
        secret_key=secrets.token_urlsafe(50),
        encryption_key=Fernet.generate_key().decode(),
        hash_key=secrets.token_urlsafe(32),
    )
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    try:
        os.link(unfinished, path)  # in one step, and never over another process's file
    except FileExistsError:
        return False
    finally:
        unfinished.unlink()
    return True


if __name__ == "__main__":
    write_secrets(Path(__file__).resolve().parent.parent.parent / ".env")
