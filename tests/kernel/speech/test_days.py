"""Days as people say them."""

import datetime as dt

import pytest

from microfactory.kernel import dates
from microfactory.kernel.speech import days
from residents.rules.voice import REQUIRED
from tests.kernel.speech import reading

TODAY = dt.date(2026, 11, 24)  # a Tuesday


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-12-05", "十二月五号"),
        ("2026-01-02", "一月二号"),
        ("2026-10-31", "十月三十一号"),
        ("2027-02-12", "明年二月十二号"),
        ("2025-12-20", "去年十二月二十号"),
        ("2024-03-22", "二零二四年三月二十二号"),
    ],
)
def test_a_date(day, words):
    assert "".join(days.date(dt.date.fromisoformat(day), TODAY)) == words


@pytest.mark.parametrize(
    ("distance", "words"),
    [
        (-2, "十一月二十二号"),
        (-1, "昨天"),
        (0, "今天"),
        (1, "明天"),
        (2, "后天"),
        (3, "周五"),
        (6, "周一"),
        (7, "十二月一号"),
    ],
)
def test_a_day_near_by(distance, words):
    assert "".join(days.near(TODAY + dt.timedelta(days=distance), TODAY)) == words


def test_a_month():
    assert days.month(dt.date(2026, 11, 1), TODAY) == ["十一月"]
    assert days.month(dt.date(2025, 11, 1), TODAY) == ["去年", "十一月"]


def heard(day: dt.date, text: str) -> bool:
    """Whether the spoken text means the day that the page shows."""
    shown = dates.spoken_day(day, TODAY)
    if "月" not in shown:
        return text == shown
    _year, _, rest = text.rpartition("年")
    month, _, number = rest.removesuffix("号").partition("月")
    same_year = day.year == TODAY.year
    return (reading.number(month), reading.number(number), "年" in text) == (day.month, day.day, not same_year)


def test_every_day_of_three_years_is_the_one_that_is_shown():
    for distance in range(-700, 700):
        day = TODAY + dt.timedelta(days=distance)
        spoken = days.near(day, TODAY)
        assert heard(day, "".join(spoken)), day
        assert set(spoken) <= set(REQUIRED)
