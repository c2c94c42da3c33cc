"""Days and months as people live and say them."""

import datetime as dt

import pytest

from microfactory.kernel.dates import short_day, spoken_day
from microfactory.kernel.periods import Month, day_in_month

TODAY = dt.date(2026, 11, 21)  # a Saturday


@pytest.mark.parametrize(
    ("distance", "said"),
    [(0, "今天"), (-1, "昨天"), (1, "明天"), (2, "后天"), (3, "周二"), (6, "周五"), (7, "11月28日"), (-2, "11月19日")],
)
def test_days_are_said_as_people_say_them(distance, said):
    assert spoken_day(TODAY + dt.timedelta(days=distance), TODAY) == said


def test_another_year_is_named():
    assert short_day(dt.date(2027, 1, 5), TODAY) == "2027年1月5日"


def test_a_month_knows_its_days_and_its_neighbours():
    month = Month.parse("2026-02")
    assert (month.first, month.last) == (dt.date(2026, 2, 1), dt.date(2026, 2, 28))
    assert str(month.shifted(-2)) == "2025-12"
    assert dt.date(2026, 2, 28) in month
    assert dt.date(2026, 3, 1) not in month


@pytest.mark.parametrize("text", ["2026-13", "2026", "十月", "2026-00"])
def test_what_is_no_month_is_refused(text):
    with pytest.raises(ValueError):
        Month.parse(text)


def test_a_pay_day_beyond_a_short_month_is_its_last_day():
    assert day_in_month(Month(2026, 2), 31) == dt.date(2026, 2, 28)
    assert day_in_month(Month(2026, 2), 15) == dt.date(2026, 2, 15)
