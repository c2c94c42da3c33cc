"""Dated amounts of law and custom in words: each app tells of those it counts with, and which values make sense."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from microfactory.kernel.errors import RuleBroken
from microfactory.kernel.money import round_fen, unit_price, yuan

MOST_DAYS = 365


class AmountKind(TextChoices):
    """What a value is counted in; the words are its unit."""

    YUAN = "yuan", gettext_lazy("yuan")
    SHARE = "share", gettext_lazy("share")
    DAYS = "days", gettext_lazy("days")


@dataclass(frozen=True, slots=True)
class KnownAmount:
    """One amount: its name, what it is counted in, and what it does, in a sentence."""

    name: object
    kind: AmountKind
    does: object

    def check(self, value: Decimal) -> None:
        """Raises RuleBroken (odd_amount) for a value that this kind doesn't have."""
        if self.kind == AmountKind.YUAN and not (value >= 0 and value == round_fen(value)):
            raise RuleBroken(_("An amount of yuan has two decimals at most: 800 or 800.50."), code="odd_amount")
        if self.kind == AmountKind.SHARE and not 0 <= value <= 1:
            raise RuleBroken(_("A share lies between 0 and 1: 0.8 for eighty in a hundred."), code="odd_amount")
        if self.kind == AmountKind.DAYS and not (1 <= value <= MOST_DAYS and value == int(value)):
            said = _("Days are a whole number from 1 to %(most)s.") % {"most": MOST_DAYS}
            raise RuleBroken(said, code="odd_amount")

    def shown(self, value: Decimal) -> str:
        """A value with its unit: ¥800.00, 20%, 7 days."""
        if self.kind == AmountKind.YUAN:
            return yuan(value)
        if self.kind == AmountKind.SHARE:
            return f"{unit_price(value * 100)}%"
        return f"{unit_price(value)} {self.kind.label}"


_known: dict[str, KnownAmount] = {}


def tell(amounts: Mapping[str, KnownAmount]) -> None:
    """Adds what amounts are, by their keys."""
    _known.update(amounts)


def known_amounts() -> Mapping[str, KnownAmount]:
    """Every amount that somebody counts with, by its key, in the order in which they were told of."""
    return _known


def in_words(key: str, value: Decimal, unit: str) -> str:
    """A value with its unit; of a key that nobody counts with, as it was written down."""
    known = _known.get(key)
    return known.shown(value) if known else f"{value.normalize():f} {unit}".strip()


def name_of(key: str) -> str:
    """What an amount is called; its key where nobody counts with it."""
    return str(_known[key].name) if key in _known else key
