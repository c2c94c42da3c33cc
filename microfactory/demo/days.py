"""The demo's calendar: the last months, always ending today."""

import datetime as dt
from collections.abc import Iterator

from django.utils import timezone

from microfactory.kernel.periods import Month

SUNDAY = 6


def at(day: dt.date, hour: int, minute: int = 0) -> dt.datetime:
    """A moment of a local day."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time(hour, minute)))


def workdays(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """The days from first to last that aren't Sundays."""
    day = first
    while day <= last:
        if day.weekday() != SUNDAY:
            yield day
        day += dt.timedelta(days=1)


def last_workday(month: Month) -> dt.date:
    """The last day of a month that isn't a Sunday."""
    return max(workdays(month.first, month.last))
