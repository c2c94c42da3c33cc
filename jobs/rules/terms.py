"""What the terms of a posting must say."""

import datetime as dt
from decimal import Decimal

from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken


def check_pay(*, low: Decimal | None, high: Decimal | None, unit: str) -> None:
    """Figures of the pay (yuan) hang together. Raises RuleBroken: `pay_no_start`, `pay_order`, `pay_no_unit`."""
    if low is None and (high is not None or unit):
        raise RuleBroken(_("Write the lower figure too: the pay begins there."), code="pay_no_start", field="pay_low")
    if low is not None and low <= 0:
        raise RuleBroken(_("The pay must be above 0."), code="pay_order", field="pay_low")
    if high is not None and high < low:
        raise RuleBroken(
            _("The higher figure (%(high)s) is below the lower one (%(low)s). Swap them?")
            % {"high": high, "low": low},
            code="pay_order",
            field="pay_high",
        )
    if low is not None and not unit:
        raise RuleBroken(_("Is that per month, day, hour or piece? Choose one."), code="pay_no_unit", field="pay_unit")


def check_shown(*, phone: str, pay_low: Decimal | None, pay_text: str, apply_by: dt.date, today: dt.date) -> None:
    """What the public must be told. Raises RuleBroken: `no_phone`, `no_pay`, `too_late`."""
    if not phone:
        raise RuleBroken(_("Write down a telephone number that people can ask at."), code="no_phone", field="phone")
    if pay_low is None and not pay_text.strip():
        raise RuleBroken(
            _("Write down what the job pays; where that is open, say in words how it is settled."),
            code="no_pay",
            field="pay_text",
        )
    if apply_by < today:
        raise RuleBroken(
            _("The last day to apply (%(day)s) is over. Write a later one.") % {"day": apply_by},
            code="too_late",
            field="apply_by",
        )
