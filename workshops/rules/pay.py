"""What a piece earns: the rate that counts, and which pieces are paid."""

import datetime as dt
from decimal import Decimal

from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken


def rate_that_counts(
    *,
    day_rate: Decimal | None,
    day_rate_since: dt.date | None,
    slip_rate: Decimal,
    slip_issued_on: dt.date,
    repair: bool = False,
) -> Decimal | None:
    """Yuan per piece for work of a day: the rate in force that day, or the slip's where that was cut since.

    A cut never reaches slips issued before it (domain, invariant 7). A repair that was promised at 0 stays at 0.
    None where no rate is in force.
    """
    if repair and not slip_rate:
        return Decimal(0)
    if day_rate is None or day_rate_since is None:
        return None
    return max(slip_rate, day_rate) if slip_issued_on < day_rate_since else day_rate


def require_rate(rate: Decimal | None, *, operation: str, day: dt.date) -> Decimal:
    """The rate, or RuleBroken where the operation has none on that day."""
    if rate is None:
        raise RuleBroken(
            _("%(operation)s has no piece rate on %(day)s. Enter the rate on the order's page first.")
            % {"operation": operation, "day": day.isoformat()},
            code="no_rate",
        )
    return rate


def paid_faulty(material_fault: int, *, pays_material_fault: bool) -> int:
    """How many pieces spoilt by the material are paid: all of them where the agreement says so, else none."""
    return material_fault if pays_material_fault else 0
