"""The record card (加工记录卡) that a resident carries: what she took, brought and still holds, day by day."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, Q, Sum

from microfactory.kernel.periods import Month
from workshops.enums import EntryState, IssueState
from workshops.models import Issue, Operation, PieceEntry

ZERO = Decimal(0)


@dataclass(slots=True)
class CardLine:
    """One kind of work on one day: pieces taken, brought, good among them, what they earn (exact yuan, inspected work
    only), and how many she holds when the day ends."""

    day: date
    operation: Operation
    taken: int = 0
    brought: int = 0
    good: int = 0
    amount: Decimal = ZERO
    left: int = 0


def record_card(resident, month: Month) -> list[CardLine]:
    """The lines of a month, in the order of days. Three queries."""
    lines: dict[tuple, CardLine] = {}
    moved: dict[tuple, int] = defaultdict(int)  # pieces that came into her hands less those that left, by work and day
    for work, day, pieces in _taken(resident, month):
        _line(lines, work, day).taken = pieces
        moved[work, day] += pieces
    for work, day, good, brought, out, amount in _brought(resident, month):
        line = _line(lines, work, day)
        line.good, line.brought, line.amount = good, brought, amount or ZERO
        moved[work, day] -= out or 0
    operations = Operation.objects.select_related("work_order").in_bulk({work for work, _day in lines})
    held: dict[int, int] = defaultdict(int)
    for (work, day), change in sorted(moved.items(), key=lambda item: item[0][1]):
        held[work] += change
        lines[work, day].left = held[work]
    for (work, _day), line in lines.items():
        line.operation = operations[work]
    return sorted(
        (line for line in lines.values() if line.day in month), key=lambda line: (line.day, line.operation.pk)
    )


def _line(lines: dict[tuple, CardLine], work: int, day: date) -> CardLine:
    return lines.setdefault((work, day), CardLine(day, None))


def _taken(resident, month: Month):
    """What she took up to the month's end: (work step, day, pieces)."""
    slips = Issue.objects.filter(resident=resident, issued_on__lte=month.last)
    rows = slips.exclude(state=IssueState.CANCELLED).values_list("operation_id", "issued_on")
    return rows.annotate(pieces=Sum("quantity")).order_by("issued_on", "operation_id")


def _brought(resident, month: Month):
    """What she brought up to then: (work step, day, good, all brought, what left her hands, what it earns).

    Imported work was never taken on a slip, so it leaves nobody's hands.
    """
    entries = PieceEntry.objects.counted().filter(resident=resident, work_date__lte=month.last)
    spoilt = F("worker_fault") + F("material_fault")
    return (
        entries.values_list("operation_id", "work_date")
        .annotate(
            goods=Sum("good"),
            brought=Sum(F("good") + F("rework") + spoilt),
            out=Sum(F("good") + spoilt + F("returned") + F("lost"), filter=Q(issue__isnull=False)),
            earned=Sum("amount", filter=Q(state=EntryState.ACCEPTED)),
        )
        .order_by("work_date", "operation_id")
    )
