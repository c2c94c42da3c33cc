"""Which day work may belong to."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken


@dataclass(frozen=True)
class Due:
    """A day by which something is wanted, with the days left until then, or those it is late."""

    day: dt.date
    left: int
    late: int


def due(day: dt.date | None, *, today: dt.date) -> Due | None:
    """How far off a day is; None where nobody waits for it."""
    if day is None:
        return None
    distance = (day - today).days
    return Due(day, left=max(distance, 0), late=max(-distance, 0))


def check_work_date(day: dt.date, *, today: dt.date, issued_on: dt.date | None = None) -> None:
    """Not in the future and not before the slip was issued. Raises RuleBroken."""
    if day > today:
        raise RuleBroken(
            _("%(day)s hasn't come yet. Please look at the work date.") % {"day": day.isoformat()},
            code="future",
            field="work_date",
        )
    if issued_on is not None and day < issued_on:
        raise RuleBroken(
            _("The material was handed out on %(issued)s, so nothing of it was made on %(day)s.")
            % {"issued": issued_on.isoformat(), "day": day.isoformat()},
            code="before_issue",
            field="work_date",
        )


def check_since_opening(day: dt.date, *, opened_on: dt.date, field: str) -> None:
    """Raises RuleBroken for a day before the community's first day here: what was before stands in the old books."""
    if day < opened_on:
        raise RuleBroken(
            _("%(day)s lies before the first day here, %(opened)s. Is the year right?")
            % {"day": day.isoformat(), "opened": opened_on.isoformat()},
            code="before_opening",
            field=field,
        )


def check_not_future(day: dt.date, *, today: dt.date, field: str) -> None:
    """Raises RuleBroken for a day that hasn't come yet."""
    if day > today:
        raise RuleBroken(
            _("%(day)s hasn't come yet.") % {"day": day.isoformat()},
            code="future",
            field=field,
        )
