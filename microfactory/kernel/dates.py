"""Dates as people say them. The exact date stands beside it (on hover, on paper)."""

import datetime as dt

from django.utils.dateformat import format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from microfactory.kernel import periods


def weekday(day: dt.date) -> str:
    """周一 … 周日."""
    return [_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun")][day.weekday()]


def short_day(day: dt.date, today: dt.date | None = None) -> str:
    """11月24日, with the year where it isn't this one."""
    today = today or periods.today()
    if day.year == today.year:
        return format(day, pgettext("format of a date", "j M"))
    return format(day, pgettext("format of a date", "j M Y"))


def spoken_day(day: dt.date, today: dt.date | None = None) -> str:
    """今天, 昨天, 明天; a weekday name inside the coming six days; else the date."""
    today = today or periods.today()
    distance = (day - today).days
    near = {0: _("today"), -1: _("yesterday"), 1: _("tomorrow"), 2: _("the day after tomorrow")}
    if distance in near:
        return near[distance]
    if 2 < distance < 7:
        return weekday(day)
    return short_day(day, today)


def month_name(first: dt.date, today: dt.date | None = None) -> str:
    """10月, with the year where it isn't this one."""
    today = today or periods.today()
    if first.year == today.year:
        return format(first, pgettext("format of a date", "F"))
    return format(first, pgettext("format of a date", "F Y"))
