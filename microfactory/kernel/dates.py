"""Dates as people say them. The exact date stands beside it (on hover, on paper)."""

import datetime as dt

from django.utils import timezone
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


def spoken_moment(moment: dt.datetime, today: dt.date | None = None) -> str:
    """A time as people say it: tomorrow, five past two in the afternoon."""
    return _at(spoken_day(timezone.localdate(moment), today), moment)


def short_moment(moment: dt.datetime) -> str:
    """The same by its date, for what is read on another day."""
    return _at(short_day(timezone.localdate(moment)), moment)


def _at(day: str, moment: dt.datetime) -> str:
    return _("%(day)s, %(time)s") % {"day": day, "time": spoken_time(moment)}


def spoken_time(moment: dt.datetime) -> str:
    """The time alone: five past two in the afternoon."""
    local = timezone.localtime(moment)
    figures = {"hour": local.hour if local.hour < 13 else local.hour - 12, "minute": f"{local.minute:02d}"}
    time = (_("%(hour)s:%(minute)s") if local.minute else _("%(hour)s o'clock")) % figures
    if local.hour < 6:
        return _("%(time)s at night") % {"time": time}
    if local.hour < 12:
        return _("%(time)s in the morning") % {"time": time}
    if local.hour < 18:
        return _("%(time)s in the afternoon") % {"time": time}
    return _("%(time)s in the evening") % {"time": time}
