"""On which day money may be booked."""

import datetime as dt

from workshops.rules.days import check_not_future, check_since_opening


def check_day(day: dt.date, *, opened_on: dt.date, today: dt.date, field: str = "on") -> None:
    """Raises RuleBroken for a day before the community's first day here (before_opening) or still to come (future)."""
    check_not_future(day, today=today, field=field)
    check_since_opening(day, opened_on=opened_on, field=field)
