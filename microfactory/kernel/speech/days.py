"""Days and months as people say them, in recorded words: 十二月|五|号, 今天, 周五. The rules are kernel.dates'."""

import datetime as dt

from microfactory.kernel.speech.numbers import digits, number

MONTHS = tuple(f"{name}月" for name in ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"))
WEEKDAYS = tuple(f"周{name}" for name in "一二三四五六日")
NEAR = {-1: "昨天", 0: "今天", 1: "明天", 2: "后天"}
YEARS = {-1: "去年", 1: "明年"}
YEAR, DAY = "年", "号"
CLIPS = (*MONTHS, DAY, *NEAR.values(), *WEEKDAYS, *YEARS.values(), YEAR)


def month(first: dt.date, today: dt.date) -> list[str]:
    """十一月, with the year where it isn't this one: 去年十一月, 二零二四年三月."""
    distance = first.year - today.year
    if not distance:
        return [MONTHS[first.month - 1]]
    year = [YEARS[distance]] if distance in YEARS else [*digits(str(first.year)), YEAR]
    return [*year, MONTHS[first.month - 1]]


def date(day: dt.date, today: dt.date) -> list[str]:
    """十二月五号, with the year where it isn't this one."""
    return [*month(day, today), *number(day.day), DAY]


def near(day: dt.date, today: dt.date) -> list[str]:
    """今天, 昨天, 明天, 后天; a weekday inside the coming six days; else the date."""
    distance = (day - today).days
    if distance in NEAR:
        return [NEAR[distance]]
    return [WEEKDAYS[day.weekday()]] if 2 < distance < 7 else date(day, today)
