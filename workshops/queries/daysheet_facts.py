"""What storing a day sheet depends on, in a constant number of queries."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from residents.enums import Place
from residents.models import Resident
from workshops.enums import EntrySource, EntryState, IssueKind
from workshops.models import Issue, Operation, PieceEntry
from workshops.queries.facts import day_rate

Pair = tuple[int, int]  # resident id, operation id


@dataclass(frozen=True)
class SheetFacts:
    """By id: people and operations (with `day_rate`, `day_rate_since`); by pair: stored good pieces, the slip due
    first."""

    residents: dict[int, Resident]
    operations: dict[int, Operation]
    stored: dict[Pair, int]
    slips: dict[Pair, int]


def sheet_facts(workshop, *, day: dt.date, residents: Iterable[int], operations: Iterable[int]) -> SheetFacts:
    """Everything about the cells of a sheet. Four queries."""
    people = Resident.objects.filter(community_id=workshop.community_id, pk__in=residents)
    work = Operation.objects.filter(community_id=workshop.community_id, pk__in=operations)
    work = work.select_related("work_order__agreement").annotate(**day_rate("pk", day))
    cells = PieceEntry.objects.filter(
        resident__in=residents, operation__in=operations, work_date=day, source=EntrySource.DAYSHEET
    ).exclude(state=EntryState.VOIDED)
    slips = Issue.objects.open().filter(
        resident__in=residents,
        operation__in=operations,
        kind=IssueKind.TAKE,
        place=Place.WORKSHOP,
        issued_on__lte=day,
    )
    first: dict[Pair, int] = {}
    for pk, resident, operation in slips.due_first().values_list("pk", "resident_id", "operation_id"):
        first.setdefault((resident, operation), pk)
    return SheetFacts(
        residents={row.pk: row for row in people},
        operations={row.pk: row for row in work},
        stored={(r, o): good for r, o, good in cells.values_list("resident_id", "operation_id", "good")},
        slips=first,
    )
