"""One entry, and one slip, with everything that hangs on it; the list of slips."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet, Sum

from microfactory.kernel.scoping import Access
from workshops.models import DeliveryAllocation, EntryClaim, Issue, PieceEntry
from workshops.models.fields import QUANTITIES
from workshops.queries.history import HistoryLine, history


@dataclass(frozen=True)
class EntryPage:
    """An entry, its corrections (or the one it corrects), where its pieces went, its claim, its history."""

    entry: PieceEntry
    corrections: list[PieceEntry]
    allocations: list[DeliveryAllocation]
    claim: EntryClaim | None
    history: list[HistoryLine]

    @property
    def net_good(self) -> int:
        """Good pieces with all corrections."""
        return self.entry.good + sum(row.good for row in self.corrections)

    @property
    def may_undo(self) -> bool:
        """Whether nothing stands on it yet."""
        return not (self.claim or self.allocations or self.corrections or self.entry.corrects_id)


@dataclass(frozen=True)
class SlipPage:
    """An issue slip with what is held, its entries and its history."""

    issue: Issue
    entries: list[PieceEntry]
    history: list[HistoryLine]


def entry_page(*, entry: PieceEntry) -> EntryPage:
    """Everything about one entry. Four queries."""
    corrections = PieceEntry.objects.accepted().filter(corrects=entry).select_related("logged_by").order_by("pk")
    allocations = DeliveryAllocation.objects.filter(entry=entry).select_related("line__delivery").order_by("pk")
    return EntryPage(
        entry=entry,
        corrections=list(corrections),
        allocations=list(allocations),
        claim=EntryClaim.objects.filter(pk=entry.pk).first(),
        history=history(entry),
    )


def slips(*, access: Access, state: str = "", resident=None, operation=None, work_order=None) -> QuerySet[Issue]:
    """Issue slips that somebody may see, narrowed, with `held`; not ordered yet."""
    given = {
        "state": state or None,
        "resident": resident,
        "operation": operation,
        "operation__work_order": work_order,
    }
    rows = Issue.objects.visible_to(access).filter(**{k: v for k, v in given.items() if v is not None})
    return rows.with_held().select_related("resident", "operation__work_order")


def slip_page(*, issue: Issue) -> SlipPage:
    """A slip with its entries and history. Three queries."""
    rows = Issue.objects.with_held().select_related("resident", "operation__work_order__agreement", "issued_by")
    entries = PieceEntry.objects.filter(issue=issue).select_related("logged_by").order_by("work_date", "pk")
    return SlipPage(
        issue=rows.get(pk=issue.pk),
        entries=list(entries),
        history=history(issue),
    )


def right_rate(entry: PieceEntry) -> Decimal:
    """The rate of an entry with all its corrections: that of the last one that added pieces. One query."""
    added = PieceEntry.objects.accepted().filter(corrects=entry, good__gt=0).order_by("-pk")
    rate = added.values_list("rate", flat=True).first()
    return entry.rate if rate is None else rate


def right_figures(entry: PieceEntry) -> dict[str, int]:
    """The quantities of an entry with all its corrections: what is right as far as anybody knows. One query."""
    corrections = PieceEntry.objects.accepted().filter(corrects=entry)
    sums = corrections.aggregate(**{f"more_{name}": Sum(name, default=0) for name in QUANTITIES})
    return {name: getattr(entry, name) + sums[f"more_{name}"] for name in QUANTITIES}
