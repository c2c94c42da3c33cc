"""What can go to which client, and a delivery with those who made its pieces."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from microfactory.kernel.scoping import Access
from residents.models import Resident
from workshops.enums import IssueKind, IssueState, OrderState
from workshops.models import Client, Delivery, DeliveryAllocation, DeliveryLine, Issue, Operation
from workshops.queries.deliverable import Deliverable, deliverable


@dataclass(frozen=True)
class Maker:
    """Somebody whose pieces are in a line, and how many."""

    resident_id: int
    name: str
    house: str
    pieces: int


@dataclass(frozen=True)
class LinePage:
    """A line of a delivery with its makers (the most pieces first) and its repair slips."""

    line: DeliveryLine
    makers: list[Maker]
    repairs: list[Issue]

    @property
    def may_come_back(self) -> int:
        """Pieces rejected for the worker's fault that aren't back yet."""
        return (self.line.rejected_worker or 0) - self.line.came_back

    @property
    def fee(self) -> Decimal:
        """What the company owes for the pieces that it accepted, in exact yuan."""
        return (self.line.accepted or 0) * self.line.client_price

    @property
    def claim(self) -> Decimal:
        """What is claimed for bad material and for pieces that the company says are short, in exact yuan."""
        return ((self.line.rejected_material or 0) + (self.line.short or 0)) * self.line.client_price


def offered(*, access: Access, client: Client | None = None) -> list[Deliverable]:
    """What of the running orders can be delivered, by client and due date; nothing that is zero. Four queries.

    Of a closed order, too, where pieces came back from the client afterwards: they are repaired to be sent again.
    """
    repairs = Issue.objects.exclude(state=IssueState.CANCELLED).filter(kind=IssueKind.REPAIR, operation=OuterRef("pk"))
    later = Exists(repairs.filter(issued_at__gte=OuterRef("work_order__closed_at")))
    rows = Operation.objects.visible_to(access).priced().filter(Q(work_order__state=OrderState.OPEN) | later)
    if client is not None:
        rows = rows.filter(work_order__client=client)
    rows = rows.select_related("work_order__client", "work_order__workshop")
    ordered = list(rows.order_by("work_order__client__name", "work_order__due_on", "work_order_id", "position", "pk"))
    there = deliverable(ordered)
    return [there[operation.pk] for operation in ordered if there[operation.pk].pieces]


def changeable(*, access: Access, delivery: Delivery) -> list[Deliverable]:
    """What a draft may hold: what can go to its company, and what stands on it although nothing more can go."""
    can_go = offered(access=access, client=delivery.client)
    there = {row.operation.pk for row in can_go}
    standing = Operation.objects.filter(delivery_lines__delivery=delivery).exclude(pk__in=there)
    rows = standing.select_related("work_order__client", "work_order__workshop").order_by("pk")
    return [*can_go, *(Deliverable(operation, 0) for operation in rows)]


def deliveries(*, access: Access, state: str = "", work_order=None) -> QuerySet[Delivery]:
    """The deliveries that somebody may see (with pieces of one order), not ordered yet, with `pieces` and
    `lines_count`."""
    rows = Delivery.objects.visible_to(access).select_related("client", "workshop")
    rows = rows.filter(state=state) if state else rows
    if work_order is not None:
        rows = rows.filter(pk__in=DeliveryLine.objects.filter(operation__work_order=work_order).values("delivery"))
    return rows.annotate(pieces=Sum("lines__quantity"), lines_count=Count("lines"))


def delivery_lines(*, delivery: Delivery) -> list[LinePage]:
    """The lines of a delivery with whoever made them. Three queries."""
    lines = DeliveryLine.objects.filter(delivery=delivery).select_related("operation__work_order").order_by("pk")
    makers: dict[int, list[Maker]] = {}
    rows = DeliveryAllocation.objects.filter(line__delivery=delivery).order_by()
    columns = ("line", "entry__resident", "entry__resident__name", "entry__resident__house")
    for line, *who, pieces in rows.values_list(*columns).annotate(pieces=Sum("pieces")).order_by("-pieces", "line"):
        makers.setdefault(line, []).append(Maker(*who, pieces))
    repairs: dict[int, list[Issue]] = {}
    slips = Issue.objects.filter(repairs_line__delivery=delivery).select_related("resident").with_held()
    for slip in slips.order_by("pk"):
        repairs.setdefault(slip.repairs_line_id, []).append(slip)
    return [LinePage(line, makers.get(line.pk, []), repairs.get(line.pk, [])) for line in lines]


def repairers(*, access: Access, delivery: Delivery, page: LinePage) -> QuerySet[Resident]:
    """Who can repair pieces of a line that came back: whoever made them and is still there, and all of the workshop
    that delivered them, by name. One query."""
    made = Q(pk__in=[maker.resident_id for maker in page.makers])
    return Resident.objects.visible_to(access).active().filter(made | Q(workshop=delivery.workshop_id)).by_name()
