"""The demo's clock: whenever it is written, nothing of today lies ahead."""

import datetime as dt
from itertools import pairwise

import pytest
from django.utils import timezone

from microfactory.demo.days import at

TODAY = dt.date(2026, 11, 23)


def _clock(hour: int, minute: int = 0) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(TODAY, dt.time(hour, minute)))


@pytest.mark.parametrize("now", [_clock(0, 1), _clock(6, 59), _clock(7, 1), _clock(9), _clock(17, 59)])
def test_nothing_of_today_lies_ahead_and_all_of_it_stands_in_order(monkeypatch, now):
    monkeypatch.setattr(timezone, "now", lambda: now)
    moments = [at(TODAY, hour) for hour in (7, 8, 9, 11, 14, 18)]
    assert all(first < second for first, second in pairwise(moments))
    assert _clock(0) <= moments[0] and moments[-1] <= now


def test_in_the_evening_and_of_other_days_the_clock_is_told_as_it_is(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: _clock(18))
    assert at(TODAY, 11, 5) == _clock(11, 5)
    monkeypatch.setattr(timezone, "now", lambda: _clock(1))
    assert at(TODAY - dt.timedelta(days=1), 18) == _clock(18) - dt.timedelta(days=1)
