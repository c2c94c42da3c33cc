"""A kind of thing that may wait: whom it concerns, how much of it, in which sentence, where to go."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from microfactory.kernel.scoping import Access
from residents.enums import Role

GRAVE = "bad"
SOON = "wait"


@dataclass(frozen=True)
class Kind:
    """A thing that may wait: whom it concerns, how much of it there is (pieces, or yuan), in which words, and where it
    is done. `facts`: what else the words name."""

    may: Callable[[Access], bool]
    count: Callable[[Any], int | Decimal]
    words: Any
    view: str
    tone: str = ""
    facts: Callable[[Any], dict[str, str]] = lambda _found: {}


def held_by(*roles: Role) -> Callable[[Access], bool]:
    """Whoever holds one of these roles."""
    return lambda access: access.has(*roles)


DESK, OFFICE = (Role.SOCIAL_WORKER, Role.LEADER, Role.STAFF), (Role.SOCIAL_WORKER, Role.STAFF)
