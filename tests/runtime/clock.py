"""The day on which the tests happen: Tuesday, the 24th of November 2026."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

NOW = dt.datetime(2026, 11, 24, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))


class Clock:
    """What timezone.now() says: it stands still until a test moves it."""

    def __init__(self, now: dt.datetime):
        self.now = now

    def __call__(self) -> dt.datetime:
        return self.now

    def forward(self, **span) -> dt.datetime:
        """Later by timedelta(**span)."""
        self.now += dt.timedelta(**span)
        return self.now

    def on(self, day: dt.date) -> dt.datetime:
        """The same time of another day."""
        self.now = self.now.replace(year=day.year, month=day.month, day=day.day)
        return self.now


@pytest.fixture
def clock(monkeypatch) -> Clock:
    """Stops the clock that pages read; operations are given their `now` anyway."""
    clock = Clock(NOW)
    monkeypatch.setattr(timezone, "now", clock)
    return clock


@pytest.fixture
def now(clock) -> dt.datetime:
    """The time of the test."""
    return clock.now
