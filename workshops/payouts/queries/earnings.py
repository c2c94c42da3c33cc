"""What a resident earned, by the month of the work, and how far each yuan has come."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, DecimalField, Exists, F, OuterRef, Q, Sum, Value
from django.db.models.functions import ExtractYear, TruncMonth

from microfactory.kernel.composed import Composed
from microfactory.kernel.money import round_fen
from microfactory.kernel.periods import Month
from workshops.enums import EntryState
from workshops.models import PieceEntry
from workshops.payouts.enums import SlipState
from workshops.payouts.models import PayLine, Payslip

NOTHING = Decimal(0)
_NO_YUAN = Value(NOTHING, output_field=DecimalField())
ALL = Q()
ARRIVED = (SlipState.PAID, SlipState.CONFIRMED)


@dataclass(frozen=True)
class Earned:
    """Yuan, exact: not inspected yet, inspected and not paid yet, paid. `total` is all three.

    `tax`: what was withheld of `got`, to the fen. A slip over the work of two months is taxed by what each earned.
    """

    counting: Decimal = NOTHING
    waiting: Decimal = NOTHING
    got: Decimal = NOTHING
    tax: Decimal = NOTHING

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


def _counted(resident, first, last):
    """Her entries of these days that count."""
    rows = PieceEntry.objects.counted().filter(resident=resident, settled_outside=False)
    return rows.filter(work_date__range=(first, last))


def _arrived(resident, first, last):
    """The lines of her slips whose money has arrived, for entries of these days."""
    lines = PayLine.objects.filter(slip__resident=resident, slip__state__in=ARRIVED, live=True)
    return lines.filter(entry__work_date__range=(first, last), entry__settled_outside=False)


def _sum(name: str, condition: Q = ALL) -> Sum:
    return Sum(name, filter=condition, default=NOTHING)


def _tax(condition: Q = ALL) -> Sum:
    """The share of their slips' tax that falls on these lines."""
    share = F("entry__amount") * F("slip__tax") / F("slip__gross_exact")
    return Sum(share, filter=condition, default=NOTHING, output_field=DecimalField())


def _of_month(resident, since, first, last):
    """What she made, and less what of it arrived: a row of each, where there is any. Their sums are what is asked."""
    made = {
        "counting": _sum("amount", Q(state=EntryState.PENDING, work_date__gte=first)),
        "waiting": _sum("amount", Q(state=EntryState.ACCEPTED, work_date__gte=first)),
        "got": _NO_YUAN,
        "tax": _NO_YUAN,
        "before": _sum("amount", Q(work_date__lt=first)),
    }
    got = _sum("entry__amount", Q(entry__work_date__gte=first))
    came = {
        "counting": _NO_YUAN,
        "waiting": -got,
        "got": got,
        "tax": _tax(Q(entry__work_date__gte=first)),
        "before": -_sum("entry__amount", Q(entry__work_date__lt=first)),
    }
    rows = _counted(resident, since, last).values("resident").annotate(**made).order_by().values_list(*made)
    less = _arrived(resident, since, last).values("slip__resident").annotate(**came).order_by().values_list(*came)
    return rows.union(less, all=True)


def _by_month(resident, first, last):
    sums = {
        "days": Count("work_date", distinct=True),
        "counting": _sum("amount", Q(state=EntryState.PENDING)),
        "accepted": _sum("amount", Q(state=EntryState.ACCEPTED)),
    }
    rows = _counted(resident, first, last).annotate(month=TruncMonth("work_date")).values("month")
    return rows.annotate(**sums).order_by("-month").values_list("month", *sums)


def _got_by_month(resident, first, last):
    rows = _arrived(resident, first, last).annotate(month=TruncMonth("entry__work_date")).values("month")
    return rows.annotate(got=_sum("entry__amount")).order_by().values_list("month", "got")


_DAYS = {"resident": int, "first": dt.date, "last": dt.date}
_OF_MONTH = Composed(_of_month, **_DAYS, since=dt.date)
_BY_MONTH, _GOT_BY_MONTH = (Composed(compose, **_DAYS) for compose in (_by_month, _got_by_month))


def month_earned(resident, month: Month) -> tuple[Earned, Decimal]:
    """What the work of this month came to, and what of all earlier work is not paid yet (yuan, exact); one query."""
    rows = _OF_MONTH(resident=resident.pk, since=dt.date.min, first=month.first, last=month.last)
    nothing = [NOTHING] * 5
    counting, waiting, got, tax, before = map(sum, zip(nothing, *rows, strict=True))
    return Earned(counting, waiting, got, round_fen(tax)), before


def taxed_of_month(residents, month: Month) -> dict[int, Decimal]:
    """The same tax by resident, for many at once; one query."""
    lines = PayLine.objects.filter(slip__resident__in=residents, slip__state__in=ARRIVED, live=True, slip__tax__gt=0)
    lines = lines.filter(entry__work_date__range=(month.first, month.last), entry__settled_outside=False)
    rows = lines.values("slip__resident").annotate(tax=_tax()).order_by("slip__resident")
    return {row["slip__resident"]: round_fen(row["tax"]) for row in rows}


def months_earned(resident, year: int) -> list[MonthEarned]:
    """The months of one year in which she handed something in, newest first; two queries."""
    asked = {"resident": resident.pk, "first": dt.date(year, 1, 1), "last": dt.date(year, 12, 31)}
    got = dict(_GOT_BY_MONTH(**asked))
    return [
        MonthEarned(
            Month.of(first), Earned(counting, accepted - got.get(first, NOTHING), got.get(first, NOTHING)), days
        )
        for first, days, counting, accepted in _BY_MONTH(**asked)
    ]


_YEARS = Composed(
    lambda resident: (
        PieceEntry.objects.counted()
        .filter(resident=resident, settled_outside=False)
        .annotate(year=ExtractYear("work_date"))
        .order_by("-year")
        .values_list("year", flat=True)
        .distinct()
    ),
    resident=int,
)


def years(resident) -> list[int]:
    """The years in which she handed something in, newest first; one query."""
    return _YEARS(resident=resident.pk)


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
