"""Corrections of paid work: a slip is never negative, and never much less than the work it pays.

Corrections are taken whole, oldest first, while the slip stays at least the floor (a parameter, 80 %) of its positive
lines; the rest wait for the next run, or the approver lets the community bear them.
"""

from collections.abc import Sequence
from decimal import Decimal

FLOOR_KEY, DEFAULT_FLOOR = "pay.correction_floor", Decimal("0.8")


def taken(positive: Decimal, corrections: Sequence[Decimal], floor: Decimal = DEFAULT_FLOOR) -> int:
    """How many of the corrections (negative yuan, oldest first) go into a slip with so much in positive lines."""
    left = positive
    for count, correction in enumerate(corrections):
        left += correction
        if left < positive * floor:
            return count
    return len(corrections)
