"""What waits for somebody in production today."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q

from microfactory.kernel.scoping import Access
from workshops.enums import DeliveryState, EntryState, OrderState
from workshops.models import Delivery, Issue, PieceEntry, WorkOrder


@dataclass(frozen=True)
class Waiting:
    """Counts of rows that wait for an act."""

    overdue: int
    due_today: int
    to_inspect: int
    sent_back: int
    to_send: int
    to_accept: int
    orders_due: int


def waiting(access: Access, day: dt.date) -> Waiting:
    """What waits in the workshops that this person may see; four queries."""
    issues = Issue.objects.visible_to(access).open()
    entries = PieceEntry.objects.visible_to(access).filter(state__in=[EntryState.PENDING, EntryState.SENT_BACK])
    deliveries = Delivery.objects.visible_to(access).filter(state__in=[DeliveryState.DRAFT, DeliveryState.SENT])
    orders = WorkOrder.objects.visible_to(access).filter(state=OrderState.OPEN)
    return Waiting(
        **issues.aggregate(overdue=Count("pk", filter=Q(due_on__lt=day)), due_today=Count("pk", filter=Q(due_on=day))),
        **entries.aggregate(
            to_inspect=Count("pk", filter=Q(state=EntryState.PENDING)),
            sent_back=Count("pk", filter=Q(state=EntryState.SENT_BACK)),
        ),
        **deliveries.aggregate(
            to_send=Count("pk", filter=Q(state=DeliveryState.DRAFT)),
            to_accept=Count("pk", filter=Q(state=DeliveryState.SENT)),
        ),
        **orders.aggregate(orders_due=Count("pk", filter=Q(due_on__lte=day + dt.timedelta(days=7)))),
    )
