"""Dates as people say them, in templates: {% load dates %}{{ issue.due_on|spoken_day:today }}."""

from django import template

from microfactory.kernel import dates

register = template.Library()
register.filter("spoken_day", dates.spoken_day)
register.filter("short_day", dates.short_day)
register.filter("weekday", dates.weekday)
register.filter("month_name", dates.month_name)
register.filter("spoken_moment", dates.spoken_moment)
register.filter("short_moment", dates.short_moment)
register.filter("spoken_time", dates.spoken_time)
