"""Personal numbers and files at rest: encrypted with rotating keys; a keyed hash finds equal ones without decrypting.

Whatever is sealed stands in a field of this module: a change of keys finds it there, whichever app it belongs to.
"""

import functools
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
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


def blind_digest(content: bytes) -> str:
    """A keyed hash of a file (64 hex digits): whether it is still what it was, without opening anything else."""
    return hmac.new(settings.FIELD_HASH_KEY.encode(), content, hashlib.sha256).hexdigest()


class _Sealed:
    """What stands in a sealed column: a token that only the keys open."""

    __slots__ = ("token",)

    def __init__(self, token):
        self.token = token

    def __bool__(self) -> bool:
        return bool(self.token)

    def __eq__(self, other) -> bool:
        return type(other) is type(self) and other.token == self.token

    def __hash__(self) -> int:
        return hash(self.token)

    def __str__(self) -> str:
        return "****" if self.token else ""

    __repr__ = __str__


class Secret(_Sealed):
    """An encrypted text that shows itself to nobody by accident: printed it is stars, `reveal()` gives the text."""

    __slots__ = ()
    EMPTY = ""

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


class SealedBytes(_Sealed):
    """An encrypted file (a recorded voice, say); `reveal()` gives its bytes."""

    __slots__ = ()
    EMPTY = b""

    @classmethod
    def seal(cls, content: bytes) -> "SealedBytes":
        """Encrypts a file; an empty one stays empty."""
        return cls(_fernet().encrypt(content) if content else b"")

    def reveal(self) -> bytes:
        """The file in clear. Whoever calls it for a person's eyes or ears logs a SensitiveRead."""
        return _fernet().decrypt(self.token) if self.token else b""

    def holds(self, digest: str) -> bool:
        """Whether it opens, and its bytes still have that `blind_digest`."""
        try:
            return hmac.compare_digest(blind_digest(self.reveal()), digest)
        except InvalidToken:
            return False

    def rotated(self) -> "SealedBytes":
        """The same file under the first key."""
        return SealedBytes(_fernet().rotate(self.token) if self.token else b"")


class SealedField(models.Field):
    """A column that holds a cipher. Its python value is of the class `seals`; a plain value is sealed on the way in.

    `at_once`: how many rows a change of keys takes into memory.
    """

    seals: type[_Sealed]
    at_once: int

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("blank", True)
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value, expression, connection):
        return self.seals(type(self.seals.EMPTY)(value or self.seals.EMPTY))

    def to_python(self, value):
        return value if isinstance(value, self.seals) else self.seals.seal(value or self.seals.EMPTY)

    def get_prep_value(self, value):
        return self.to_python(value).token

    def get_default(self):
        return self.seals(self.seals.EMPTY)


class EncryptedField(SealedField, models.TextField):
    """A text kept as cipher: a `Secret`."""

    seals = Secret
    at_once = 500

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)


class SealedBytesField(SealedField, models.BinaryField):
    """A file kept as cipher: `SealedBytes`."""

    seals = SealedBytes
    at_once = 5
