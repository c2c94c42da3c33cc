"""Amounts that a person typed."""

from decimal import Decimal

from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from microfactory.kernel.money import round_fen


def check_positive(amount: Decimal, *, field: str = "amount") -> None:
    """Raises RuleBroken unless the amount is more than nothing and in whole fen."""
    if amount <= 0 or amount != round_fen(amount):
        raise RuleBroken(_("Please enter an amount above zero, in yuan and fen."), code="amount", field=field)


def check_reason(reason: str) -> str:
    """The reason without blanks around it. Raises RuleBroken where there is none."""
    if not reason.strip():
        raise RuleBroken(_("Please write the reason in a few words."), code="reason_missing", field="reason")
    return reason.strip()
