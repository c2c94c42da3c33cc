"""Words of the phone: when work is due, and what time it is, as people say them."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from microfactory.kernel.dates import short_moment, spoken_moment
from microfactory.pages.me import words

TODAY = dt.date(2026, 11, 24)  # a Tuesday
SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("days", "said", "tone"),
    [
        (-2, "晚了2天", "bad"),
        (0, "今天交", "wait"),
        (1, "明天交", "wait"),
        (2, "后天交", "wait"),
        (3, "周五交，还有3天", "wait"),
        (6, "周一交，还有6天", "wait"),
        (7, "12月1日交", "ok"),
    ],
)
def test_when_work_is_due(days, said, tone):
    assert words.due(TODAY + dt.timedelta(days=days), TODAY) == (said, tone)


def test_work_without_a_day_is_in_no_hurry():
    assert words.due(None, TODAY) == ("不急", "ok")


@pytest.mark.parametrize(
    ("hour", "minute", "said"),
    [
        (0, 30, "明天夜里0点30分"),
        (9, 5, "明天上午9点05分"),
        (12, 0, "明天下午12点"),
        (14, 0, "明天下午2点"),
        (19, 45, "明天晚上7点45分"),
    ],
)
def test_the_time_is_said_as_people_say_it(hour, minute, said):
    assert spoken_moment(dt.datetime(2026, 11, 25, hour, minute, tzinfo=SHANGHAI), TODAY) == said


def test_a_time_that_is_read_later_has_its_date():
    assert short_moment(dt.datetime(2026, 11, 24, 9, 5, tzinfo=SHANGHAI)) == "11月24日上午9点05分"
