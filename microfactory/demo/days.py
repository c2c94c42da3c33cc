"""The demo's calendar: the last months, always ending today."""

import datetime as dt
from collections.abc import Iterator

from django.utils import timezone

from microfactory.kernel.periods import Month

SUNDAY = 6


MORNING, EVENING = 7, 18


def at(day: dt.date, hour: int, minute: int = 0) -> dt.datetime:
    """A moment of a local day. Of today none lies ahead: before the evening the working hours stand closer together,
    in their order."""
    moment, now = _on_the_clock(day, hour, minute), timezone.now()
    begun, ended = _on_the_clock(day, MORNING), _on_the_clock(day, EVENING)
    if now < begun:
        begun = _on_the_clock(day, 0)
    if day != timezone.localdate(now) or now >= ended or moment <= begun:
        return moment
    return begun + (now - begun) * min(1, (moment - begun) / (ended - begun))


def _on_the_clock(day: dt.date, hour: int, minute: int = 0) -> dt.datetime:
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
