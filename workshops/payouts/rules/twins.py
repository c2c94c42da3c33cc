"""What seems to be booked twice."""

import datetime as dt
from decimal import Decimal

from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from microfactory.kernel.money import yuan


def booked_already(*, who: str, whose: str, amount: Decimal, day: dt.date, at: dt.datetime) -> RuleBroken:
    """The question whether this is another one: who booked the same, `at` as the clock on the wall had it."""
    sentence = _(
        "%(who)s booked %(amount)s of %(whose)s for %(day)s already, at %(when)s."
        " If this is another one, press once more."
    )
    return RuleBroken(
        sentence
        % {"who": who, "whose": whose, "amount": yuan(amount), "day": day.isoformat(), "when": f"{at:%m-%d %H:%M}"},
        code="twin",
    )
