"""A sentence made of recorded words: what is shown is the same words put together."""

from collections.abc import Iterable
from dataclasses import dataclass

MARKS = frozenset("，。？：")
APART, OPTIONAL = "|", "~"  # how a sentence is written for the player, see static/js/listen.js
LONGEST_NAME = 40


class Name(str):
    """A name out of the data (a product, an unusual unit). Not recorded, it is left out: of speech and text alike."""

    def __new__(cls, text: str):
        plain = text.replace(APART, " ").strip(f"{OPTIONAL}{''.join(MARKS)} \n\t")
        return super().__new__(cls, " ".join(plain.split())[:LONGEST_NAME].strip())


@dataclass(frozen=True)
class Sentence:
    """Words, names and marks in the order in which they are said."""

    parts: tuple[str, ...]

    @property
    def text(self) -> str:
        """What is shown, and what a synthetic voice is given."""
        return "".join(self.parts)

    @property
    def words(self) -> list[str]:
        """The clips without which it can't be said, in order."""
        return [part for part in self.parts if part not in MARKS and not isinstance(part, Name)]

    @property
    def names(self) -> list[str]:
        """The clips that may be missing, in order."""
        return [str(part) for part in self.parts if isinstance(part, Name)]

    @property
    def script(self) -> str:
        """The parts for the player: `十一月|交的活|，|~宠物梳`, names marked."""
        return APART.join(OPTIONAL + part if isinstance(part, Name) else part for part in self.parts)

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.parts)


def say(*pieces: str | Iterable[str]) -> Sentence:
    """Puts words and lists of words (`amount(…)`, another sentence's parts) together; empty ones are left out."""
    parts: list[str] = []
    for piece in pieces:
        parts += [piece] if isinstance(piece, str) else piece
    return Sentence(tuple(part for part in parts if part))
