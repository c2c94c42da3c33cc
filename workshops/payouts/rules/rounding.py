"""Rounding: exact amounts are added up first and rounded once; the difference is a figure of its own."""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from microfactory.kernel.money import round_fen


class Rounded(NamedTuple):
    """`total` in fen, and what rounding added to (or took from) the exact sum."""

    total: Decimal
    rounding: Decimal


def rounded_once(amounts: Iterable[Decimal]) -> Rounded:
    """Adds up exact amounts and rounds the sum, half up and away from zero (rules-china.md §6.5)."""
    exact = sum(amounts, Decimal(0))
    total = round_fen(exact)
    return Rounded(total, total - exact)
