"""What an adapter is given, and what it gives back."""

from dataclasses import dataclass

from residents.enums import TryOutcome


@dataclass(frozen=True)
class Parcel:
    """A text for one telephone. `key` is the same at every try, so that a gateway can tell a repetition.

    `demo` marks a message of invented people: no adapter takes it.
    """

    key: str
    phone: str
    text: str
    demo: bool


@dataclass(frozen=True)
class Answer:
    """What became of a try, and what the gateway said (at most 200 signs)."""

    outcome: TryOutcome
    text: str


class DemoNeverSends(RuntimeError):
    """Somebody tried to send a message of a demo community: a defect of ours."""
