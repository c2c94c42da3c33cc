"""Who has what in hand, and until when."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import QuerySet

from microfactory.kernel.composed import Composed
from microfactory.kernel.scoping import Access
from workshops.models import Issue, Operation, WorkOrder
from workshops.queries.figures import figures


def _with_all(slips: QuerySet) -> QuerySet:
    """Open slips on which something is held, with all that a line about them shows, the one due first first."""
    rows = slips.open().with_held().filter(held__gt=0)
    return rows.select_related("resident", "operation__work_order").due_first()


_OF_RESIDENT = Composed(lambda resident: _with_all(Issue.objects.filter(resident=resident)), resident=int)


def open_slips(*, resident, today: dt.date) -> list[Issue]:
    """What a resident has in hand: slips with `held`, `done` (no longer in her hands) and `days_late` (0 for none).
    One query."""
    return with_lateness(_OF_RESIDENT(resident=resident.pk), today)


def open_slips_of(residents: Iterable, today: dt.date) -> dict[int, list[Issue]]:
    """The same of many residents, by resident. One query."""
    found: dict[int, list[Issue]] = {resident.pk: [] for resident in residents}
    for issue in with_lateness(_with_all(Issue.objects.filter(resident__in=found)), today):
        found[issue.resident_id].append(issue)
    return found


def who_holds_what(*, work_order: WorkOrder, today: dt.date, limit: int = 30) -> list[Issue]:
    """Who has pieces of an order in hand, the same; not more than `limit` slips. One query."""
    return with_lateness(_with_all(Issue.objects.filter(operation__work_order=work_order))[:limit], today)


def to_ask(*, access: Access, today: dt.date, work_order: WorkOrder | None = None, limit: int = 50) -> list[Issue]:
    """Slips overdue or due today (of one order), the latest first: a friendly question. One query."""
    rows = Issue.objects.visible_to(access).filter(due_on__lte=today)
    rows = rows.filter(operation__work_order=work_order) if work_order else rows
    return with_lateness(_with_all(rows)[:limit], today)


def more_than_planned(operation: Operation) -> int:
    """How many pieces beyond the plan are handed out, net of what came back; 0 within it. Three queries."""
    there = figures([operation])[operation.pk]
    return max(there.issued - there.returned - operation.planned, 0) if operation.planned else 0


def with_lateness(slips: Iterable[Issue], today: dt.date) -> list[Issue]:
    """Slips with `held`, each with `done` (no longer in her hands) and `days_late` (0 for none)."""
    rows = list(slips)
    for issue in rows:
        issue.done = issue.quantity - issue.held
        issue.days_late = max((today - issue.due_on).days, 0) if issue.due_on else 0
    return rows
