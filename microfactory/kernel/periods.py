"""Days and months as the community lives them: local dates, Asia/Shanghai."""

import calendar
import datetime as dt
from dataclasses import dataclass

from django.utils import timezone


def today() -> dt.date:
    """The local date now."""
    return timezone.localdate()


@dataclass(frozen=True, order=True)
class Month:
    """A calendar month. `str(Month(2026, 10))` is `2026-10`."""

    year: int
    number: int

    @classmethod
    def of(cls, day: dt.date) -> "Month":
        """The month a day lies in."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> "Month":
        """Reads `YYYY-MM`. Raises ValueError for anything else."""
        year, _, number = text.strip().partition("-")
        month = cls(int(year), int(number))
        dt.date(month.year, month.number, 1)
        return month

    @property
    def first(self) -> dt.date:
        """Its first day."""
        return dt.date(self.year, self.number, 1)

    @property
    def last(self) -> dt.date:
        """Its last day."""
        return dt.date(self.year, self.number, calendar.monthrange(self.year, self.number)[1])

    def shifted(self, months: int) -> "Month":
        """The month so many months later (or earlier)."""
        count = self.year * 12 + self.number - 1 + months
        return Month(count // 12, count % 12 + 1)

    def __contains__(self, day: dt.date) -> bool:
        return (day.year, day.month) == (self.year, self.number)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"


def day_in_month(month: Month, day: int) -> dt.date:
    """That day of the month, or its last day where the month is shorter."""
    return min(dt.date(month.year, month.number, 1) + dt.timedelta(days=day - 1), month.last)
