"""What a resident earned, by the month of the work, and how far each yuan has come."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q, Sum
from django.db.models.functions import TruncMonth

from microfactory.kernel.periods import Month
from workshops.enums import EntryState
from workshops.models import PieceEntry
from workshops.payouts.enums import SlipState
from workshops.payouts.models import PayLine, Payslip

NOTHING = Decimal(0)
ALL = Q()
ARRIVED = (SlipState.PAID, SlipState.CONFIRMED)


@dataclass(frozen=True)
class Earned:
    """Yuan, exact: not inspected yet, inspected and not paid yet, paid. `total` is all three."""

    counting: Decimal = NOTHING
    waiting: Decimal = NOTHING
    got: Decimal = NOTHING

    @property
    def total(self) -> Decimal:
        return self.counting + self.waiting + self.got


@dataclass(frozen=True)
class MonthEarned:
    """What the work of one month came to."""

    month: Month
    earned: Earned
    days: int


@dataclass(frozen=True)
class DayEarned:
    """What was handed in on one day."""

    day: dt.date
    entries: list[PieceEntry]
    total: Decimal


def _entries(resident):
    """Entries that count for this resident, each with `paid`: whether its money has arrived."""
    paid = PayLine.objects.filter(entry=OuterRef("pk"), live=True, slip__state__in=ARRIVED)
    return PieceEntry.objects.counted().filter(resident=resident, settled_outside=False).annotate(paid=Exists(paid))


def _sums(condition: Q = ALL) -> dict:
    accepted = Q(state=EntryState.ACCEPTED)
    return {
        "counting": Sum("amount", filter=Q(state=EntryState.PENDING) & condition, default=NOTHING),
        "waiting": Sum("amount", filter=accepted & Q(paid=False) & condition, default=NOTHING),
        "got": Sum("amount", filter=accepted & Q(paid=True) & condition, default=NOTHING),
    }


def month_earned(resident, month: Month) -> tuple[Earned, Decimal]:
    """What the work of this month came to, and what of all earlier work is not paid yet (yuan, exact); one query."""
    this_month = Q(work_date__gte=month.first)
    earlier = Sum("amount", filter=Q(work_date__lt=month.first, paid=False), default=NOTHING)
    sums = _entries(resident).filter(work_date__lte=month.last).aggregate(earlier=earlier, **_sums(this_month))
    return Earned(sums["counting"], sums["waiting"], sums["got"]), sums["earlier"]


def months_earned(resident, year: int) -> list[MonthEarned]:
    """The months of one year in which she handed something in, newest first; one query."""
    rows = (
        _entries(resident)
        .filter(work_date__year=year)
        .annotate(month=TruncMonth("work_date"))
        .values("month")
        .annotate(days=Count("work_date", distinct=True), **_sums())
        .order_by("-month")
    )
    return [
        MonthEarned(Month.of(row["month"]), Earned(row["counting"], row["waiting"], row["got"]), row["days"])
        for row in rows
    ]


def years(resident) -> list[int]:
    """The years in which she handed something in, newest first; one query."""
    days = _entries(resident).dates("work_date", "year", order="DESC")
    return [day.year for day in days]


def days_earned(resident, month: Month) -> list[DayEarned]:
    """The days of a month, newest first, with each entry; one query."""
    rows = (
        _entries(resident)
        .filter(work_date__range=(month.first, month.last))
        .select_related("operation__work_order", "issue")
        .order_by("-work_date", "-pk")
    )
    by_day: dict[dt.date, list[PieceEntry]] = {}
    for entry in rows:
        by_day.setdefault(entry.work_date, []).append(entry)
    return [DayEarned(day, entries, _total(entries)) for day, entries in by_day.items()]


def _total(entries: Iterable[PieceEntry]) -> Decimal:
    return sum((entry.amount for entry in entries), NOTHING)


def slips_of(resident):
    """Her slips of runs that stand, newest pay day first."""
    return Payslip.objects.standing().filter(resident=resident).select_related("run").order_by("-run__pay_date", "-pk")


def unanswered_slip(resident) -> Payslip | None:
    """The newest slip whose money has arrived and about which she hasn't said anything; one query."""
    return slips_of(resident).filter(state=SlipState.PAID, answers__isnull=True).first()


@dataclass(frozen=True)
class SlipGroup:
    """All lines of a slip for one operation at one rate."""

    product: str
    step: str
    unit: str
    rate: Decimal
    pieces: int
    amount: Decimal


def slip_groups(slip: Payslip) -> list[SlipGroup]:
    """The lines of a slip, added up by operation and rate; corrections are in it. One query."""
    return groups_of([slip])[slip.pk]


def groups_of(slips: Iterable[Payslip]) -> dict[int, list[SlipGroup]]:
    """The same of many slips, by slip. One query."""
    found: dict[int, list[SlipGroup]] = {slip.pk: [] for slip in slips}
    rows = (
        PayLine.objects.filter(slip__in=found, entry__isnull=False, reverses__isnull=True)
        .values(
            "slip_id",
            "entry__operation__work_order__product",
            "entry__operation__name",
            "entry__operation__unit",
            "entry__rate",
        )
        .annotate(good=Sum("entry__good"), paid_faulty=Sum("entry__paid_faulty"), total=Sum("amount"))
        .order_by("slip_id", "-total", "entry__operation__work_order__product", "entry__rate")
    )
    for row in rows:
        group = SlipGroup(
            product=row["entry__operation__work_order__product"],
            step=row["entry__operation__name"],
            unit=row["entry__operation__unit"],
            rate=row["entry__rate"],
            pieces=row["good"] + row["paid_faulty"],
            amount=row["total"],
        )
        found[row["slip_id"]].append(group)
    return found
