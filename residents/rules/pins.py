"""What goes with a card or a telephone number: digits or pictures, drawn at random, none that everybody tries."""

import datetime as dt
import secrets

from residents.enums import Picture, PinKind

CARD_DIGITS, PHONE_DIGITS = 4, 6
# Wrong tries in a row that lock. Two pictures make 72 pairs: whoever found a card has one chance in 24 before it
# locks; with the five tries of digits it would be one in 14. Four digits are 10,000: one in 2,000.
WRONG_TRIES = {PinKind.DIGITS: 5, PinKind.PICTURES: 3}
WRONG_IN_ALL = 12  # since the counter lifted the last lock: right ones in between don't make room for more
WRONG_PHONE_TRIES = 5
_TOO_EASY = {"0123", "1234", "2345", "3456", "4567", "5678", "6789", "9876", "4321", "1314", "2580"}
# What lists of leaked PINs begin with, and numbers that sound like words (520 1314: love you for ever).
_POPULAR = frozenset(
    "112233 123123 123321 131420 135790 147258 147852 159357 159753 168168 246810 258369 456123 518518 520131 521521 "
    "561561 741852 789456 963852".split()
)


def new_pin(kind: str = PinKind.DIGITS) -> str:
    """A PIN for a card: four digits, or two different pictures in their order (`fish sun`)."""
    if kind == PinKind.PICTURES:
        first, second = secrets.SystemRandom().sample(Picture.values, 2)
        return Picture.pin(first, second)
    while True:
        pin = f"{secrets.randbelow(10**CARD_DIGITS):0{CARD_DIGITS}d}"
        if len(set(pin)) > 1 and pin not in _TOO_EASY:
            return pin


def new_phone_pin(*, phone: str, born_on: dt.date | None) -> str:
    """Six digits that aren't weak."""
    while True:
        pin = f"{secrets.randbelow(10**PHONE_DIGITS):0{PHONE_DIGITS}d}"
        if not is_weak(pin, phone=phone, born_on=born_on):
            return pin


def is_weak(pin: str, *, phone: str, born_on: dt.date | None) -> bool:
    """Whether six digits are among the first that somebody tries who knows her number and her birthday."""
    if len(pin) != PHONE_DIGITS or not (pin.isascii() and pin.isdecimal()):
        return True
    steps = {(int(later) - int(earlier)) % 10 for earlier, later in zip(pin, pin[1:], strict=False)}
    few = len(set(pin)) < 3
    repeated = pin[:3] == pin[3:] or pin[:2] * 3 == pin or pin == pin[::-1]
    return few or repeated or steps <= {1} or steps <= {9} or pin in _POPULAR or pin in phone or pin in _days(born_on)


def _days(born_on: dt.date | None) -> set[str]:
    """A birthday as six digits, in the orders that people write it."""
    forms = ("%y%m%d", "%d%m%y", "%m%d%y", "%Y%m", "%m%Y")
    return {born_on.strftime(form) for form in forms} if born_on else set()
