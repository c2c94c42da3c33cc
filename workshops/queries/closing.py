"""What stands in the way of closing an order, or of cutting a rate."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import F, Sum

from workshops.enums import DeliveryState, EntryState, IssueState
from workshops.models import Delivery, Issue, Material, Operation, PieceEntry, WorkOrder
from workshops.queries.deliverable import deliverable
from workshops.queries.materials import in_store


@dataclass(frozen=True)
class Loose:
    """Pieces held by residents, entries not inspected, deliveries on their way, pieces and material left over."""

    held: int
    waiting: int
    deliveries: int
    undelivered: int
    material: bool


def loose_ends(order: WorkOrder) -> Loose:
    """What of an order isn't finished."""
    slips = Issue.objects.open().filter(operation__work_order=order).with_held()
    waiting = PieceEntry.objects.filter(
        operation__work_order=order, state__in=[EntryState.PENDING, EntryState.SENT_BACK]
    )
    on_the_way = Delivery.objects.filter(
        lines__operation__work_order=order, state__in=[DeliveryState.DRAFT, DeliveryState.SENT]
    )
    priced = Operation.objects.priced().filter(work_order=order)
    return Loose(
        held=slips.aggregate(total=Sum(F("held")))["total"] or 0,
        waiting=waiting.count(),
        deliveries=on_the_way.distinct().count(),
        undelivered=sum(free.pieces for free in deliverable(priced).values()),
        material=any(in_store(material) for material in Material.objects.filter(work_order=order).order_by("pk")),
    )


def used_since(operation: Operation, day: dt.date) -> bool:
    """Whether slips were handed out or work was logged on the operation on that day or later."""
    slips = Issue.objects.filter(operation=operation, issued_on__gte=day).exclude(state=IssueState.CANCELLED)
    work = PieceEntry.objects.filter(operation=operation, work_date__gte=day).exclude(state=EntryState.VOIDED)
    return slips.exists() or work.exists()
