"""What a resident may say is wrong: lines of her slips, and work that isn't paid yet, counted or not."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce

from workshops.enums import EntryState
from workshops.models import PieceEntry
from workshops.payouts.enums import APPROVED, DisputeAbout
from workshops.payouts.models import Dispute, PayLine, Payslip

SHOWN_TO_CHOOSE = 40
STANDS = (EntryState.PENDING, EntryState.SENT_BACK, EntryState.ACCEPTED)


def lines_to_choose(slip: Payslip) -> list[PayLine]:
    """The lines of a slip that she may say something about, each with `disputed`: the open dispute. One query."""
    open_ = Dispute.objects.unsettled().filter(entry=OuterRef("root"))
    rows = slip.lines.filter(live=True, entry__isnull=False).annotate(root=Coalesce("entry__corrects_id", "entry_id"))
    rows = rows.select_related("entry__operation__work_order").annotate(disputed=Subquery(open_.values("pk")[:1]))
    return list(rows.order_by("-entry__work_date", "-entry_id", "pk"))


@dataclass(frozen=True, slots=True)
class Product:
    """The lines of a slip for one order: `key` is the order's id, `amount` in yuan."""

    key: int
    name: str
    amount: Decimal
    lines: list[PayLine]


def products_of(lines: Iterable[PayLine]) -> list[Product]:
    """The lines of a slip by what was made, the largest sum first."""
    by_order: dict[int, list[PayLine]] = {}
    for line in lines:
        by_order.setdefault(line.work_order_id, []).append(line)
    found = [
        Product(key, rows[0].entry.operation.work_order.product, sum((row.amount for row in rows), Decimal(0)), rows)
        for key, rows in by_order.items()
    ]
    return sorted(found, key=lambda product: (-product.amount, product.key))


def line_of(resident, slip: int, line: int) -> PayLine | None:
    """A line of a slip of hers that stands."""
    rows = PayLine.objects.filter(slip__resident=resident, slip__run__state__in=APPROVED, live=True)
    rows = rows.filter(slip=slip, entry__isnull=False)
    return rows.select_related("slip__run", "entry__operation__work_order").filter(pk=line).first()


def unpaid_entries(resident) -> list[PieceEntry]:
    """Work of hers that isn't on a slip of an approved run, newest first; each with `disputed`. One query."""
    paid = PayLine.objects.filter(entry=OuterRef("pk"), live=True, slip__run__state__in=APPROVED)
    rows = _hers(resident).filter(amount__gt=0).annotate(paid=Subquery(paid.values("pk")[:1]))
    return list(rows.filter(paid__isnull=True).order_by("-work_date", "-pk")[:SHOWN_TO_CHOOSE])


def entries_of_day(resident, day: dt.date) -> list[PieceEntry]:
    """Work of hers of one day, paid or not; each with `disputed`. One query."""
    return list(_hers(resident).filter(work_date=day).order_by("pk")[:SHOWN_TO_CHOOSE])


def _hers(resident):
    open_ = Dispute.objects.unsettled().filter(entry=OuterRef("pk"))
    rows = PieceEntry.objects.originals().filter(resident=resident, state__in=STANDS, settled_outside=False)
    rows = rows.annotate(disputed=Subquery(open_.values("pk")[:1]))
    return rows.select_related("operation__work_order")


def entry_of(resident, pk: int) -> PieceEntry | None:
    """A piece of work of hers (the entry that was logged first)."""
    return _hers(resident).filter(pk=pk).first()


def open_about(entry: PieceEntry) -> Dispute | None:
    """What its resident says is wrong with this work (or the work that it corrects) and isn't settled. One query."""
    return Dispute.objects.unsettled().filter(entry=entry.corrects_id or entry.pk).first()


def choices_of(resident) -> dict[str, PayLine | PieceEntry | Payslip | None]:
    """What she may name at the counter, by key: `entry-9`, `line-7` and the sum (`total-3`) of her last three slips,
    `missing`."""
    slips = list(Payslip.objects.standing().filter(resident=resident).order_by("-run__pay_date", "-pk")[:3])
    found = {f"entry-{entry.pk}": entry for entry in unpaid_entries(resident) if not entry.disputed}
    open_ = Dispute.objects.unsettled().filter(entry=OuterRef("root"))
    lines = PayLine.objects.filter(slip__in=slips, live=True, entry__isnull=False)
    lines = lines.annotate(root=Coalesce("entry__corrects_id", "entry_id"))
    lines = lines.annotate(disputed=Subquery(open_.values("pk")[:1])).filter(disputed__isnull=True)
    lines = lines.select_related("slip", "entry__operation__work_order").order_by("-slip", "-entry__work_date", "-pk")
    said = wrong_totals(resident)
    totals = {f"total-{slip.pk}": slip for slip in slips if slip.pk not in said}
    return {**found, **{f"line-{line.pk}": line for line in lines}, **totals, "missing": None}


def wrong_totals(resident) -> dict[int, int]:
    """Disputes about a whole slip of hers that aren't settled, by the slip. One query."""
    rows = Dispute.objects.unsettled().filter(resident=resident, about=DisputeAbout.TOTAL)
    return dict(rows.values_list("slip", "pk"))
