"""Personal numbers at rest: encrypted with rotating keys; a keyed hash finds duplicates without decrypting."""

import functools
import hashlib
import hmac

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import models


@functools.cache
def _fernet() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.FIELD_ENCRYPTION_KEYS])


def blind_index(text: str) -> str:
    """A keyed hash of a number (64 hex digits; nothing for nothing): equal numbers, equal hashes, no way back."""
    if not text:
        return ""
    return hmac.new(settings.FIELD_HASH_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()


def seal_bytes(content: bytes) -> bytes:
    """Encrypts a file (a recorded voice, say) for a column of its own."""
    return _fernet().encrypt(content)


def open_bytes(sealed: bytes) -> bytes:
    """The file in clear. Whoever calls it for a person's eyes or ears logs a SensitiveRead."""
    return _fernet().decrypt(bytes(sealed))


def reseal_bytes(sealed: bytes) -> bytes:
    """The same file under the first key."""
    return _fernet().rotate(bytes(sealed))


def blind_digest(content: bytes) -> str:
    """A keyed hash of a file (64 hex digits): whether it is still what it was, without opening anything else."""
    return hmac.new(settings.FIELD_HASH_KEY.encode(), content, hashlib.sha256).hexdigest()


class Secret:
    """An encrypted text that shows itself to nobody by accident: printed it is stars, `reveal()` gives the text."""

    __slots__ = ("token",)

    def __init__(self, token: str):
        self.token = token

    @classmethod
    def seal(cls, text: str) -> "Secret":
        """Encrypts a text; an empty one stays empty."""
        return cls(_fernet().encrypt(text.encode()).decode() if text else "")

    def reveal(self) -> str:
        """The text in clear. Whoever calls it for a person's eyes logs a SensitiveRead."""
        return _fernet().decrypt(self.token.encode()).decode() if self.token else ""

    def rotated(self) -> "Secret":
        """The same text under the first key."""
        return Secret(_fernet().rotate(self.token.encode()).decode() if self.token else "")

    def __bool__(self) -> bool:
        return bool(self.token)

    def __eq__(self, other) -> bool:
        return isinstance(other, Secret) and other.token == self.token

    def __hash__(self) -> int:
        return hash(self.token)

    def __str__(self) -> str:
        return "****" if self.token else ""

    __repr__ = __str__


class EncryptedField(models.TextField):
    """A text kept as cipher. Its python value is a `Secret`; a plain string given to it is sealed on the way in."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("default", "")
        kwargs.setdefault("blank", True)
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value, expression, connection):
        return Secret(value or "")

    def to_python(self, value):
        return value if isinstance(value, Secret) else Secret.seal(value or "")

    def get_prep_value(self, value):
        return self.to_python(value).token

    def get_default(self):
        return Secret("")
