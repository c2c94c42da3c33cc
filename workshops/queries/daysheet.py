"""The day sheet: people down in the order of the paper list, operations across, what is stored already."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from microfactory.kernel.scoping import Access
from residents.enums import Place, ResidentState
from residents.models import Resident
from workshops.enums import EntrySource, EntryState, IssueKind
from workshops.models import DayVisit, Issue, Operation, PieceEntry
from workshops.queries.facts import day_rate


@dataclass
class SheetCell:
    """What is stored for one person and operation on the day: the entries, and what an open workshop slip holds."""

    entries: list[PieceEntry] = field(default_factory=list)
    held: int | None = None

    @property
    def on_sheet(self) -> PieceEntry | None:
        """The entry that the day sheet itself stored: its cell is locked."""
        return next((entry for entry in self.entries if entry.source == EntrySource.DAYSHEET), None)

    @property
    def good(self) -> int:
        """Good pieces stored for the day, from wherever."""
        return sum(entry.good for entry in self.entries)


@dataclass
class SheetRow:
    """One person's line: her cells in the order of the operations, and her visit."""

    resident: Resident
    cells: list[SheetCell]
    visit: DayVisit | None


@dataclass(frozen=True)
class Sheet:
    """The whole sheet."""

    operations: list[Operation]
    rows: list[SheetRow]


def sheet_operations(*, access: Access, workshop, day: dt.date) -> list[Operation]:
    """Operations that can stand across: running, in this workshop, with a rate on the day (`day_rate`). One query."""
    rows = Operation.objects.visible_to(access).running().filter(work_order__workshop=workshop)
    rows = rows.annotate(**day_rate("pk", day)).filter(day_rate__isnull=False).select_related("work_order")
    return list(rows.order_by("work_order__due_on", "work_order_id", "position", "pk"))


def usual_operations(*, workshop, day: dt.date, offered: Sequence[Operation], most: int = 6) -> set[int]:
    """Which of the offered operations to show at first: those of the week before, else the first. One query."""
    week = PieceEntry.objects.filter(workshop=workshop, work_date__range=(day - dt.timedelta(days=7), day)).counted()
    worked = set(week.filter(operation__in=offered).values_list("operation", flat=True).distinct())
    usual = [operation.pk for operation in offered if operation.pk in worked]
    return set((usual or [operation.pk for operation in offered[:3]])[:most])


def grid(*, access: Access, workshop, day: dt.date, operations: Sequence[Operation]) -> Sheet:
    """The sheet of a workshop and day: all who take part, and whoever is on it already. Four queries."""
    on_it = PieceEntry.objects.filter(workshop=workshop, work_date=day).counted()
    people = Resident.objects.visible_to(access).filter(
        Q(workshop=workshop, state=ResidentState.ACTIVE) | Q(pk__in=on_it.values("resident"))
    )
    rows = {person.pk: SheetRow(person, [SheetCell() for _ in operations], None) for person in people.in_paper_order()}
    place = {operation.pk: index for index, operation in enumerate(operations)}
    entries = PieceEntry.objects.filter(workshop=workshop, work_date=day, operation__in=place).originals()
    for entry in entries.exclude(state=EntryState.VOIDED).order_by("pk"):
        if entry.resident_id in rows:
            rows[entry.resident_id].cells[place[entry.operation_id]].entries.append(entry)
    slips = Issue.objects.open().filter(workshop=workshop, operation__in=place, issued_on__lte=day).with_held()
    slips = slips.filter(kind=IssueKind.TAKE, place=Place.WORKSHOP, held__gt=0).due_first()
    for issue in slips:
        if issue.resident_id in rows:
            cell = rows[issue.resident_id].cells[place[issue.operation_id]]
            cell.held = issue.held if cell.held is None else cell.held
    for visit in DayVisit.objects.filter(workshop=workshop, day=day).order_by("pk"):
        if visit.resident_id in rows:
            rows[visit.resident_id].visit = visit
    return Sheet(list(operations), list(rows.values()))
