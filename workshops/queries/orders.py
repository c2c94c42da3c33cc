"""An order on one page: where its pieces and its material are, and whether that adds up. And the list of orders."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from microfactory.kernel.scoping import Access
from workshops.models import Operation, WorkOrder
from workshops.queries.deliverable import deliverable
from workshops.queries.figures import Pieces, Stuff, figures, stuff
from workshops.rules.days import Due, due


@dataclass(frozen=True)
class Stations:
    """An order's way, without money. `product` sums its priced operations; `steps` are the others."""

    product: Pieces
    unit: str
    planned: int | None
    materials: list[Stuff]
    operations: list[Pieces]
    steps: list[Pieces]
    deliverable: int
    held_up_by: str


@dataclass(frozen=True)
class Equation:
    """What must add up: `left` = the sum of `parts` (label, value). `ok` where it does; `off` is what is left over."""

    subject: str
    unit: str
    label: str
    left: Decimal | int
    parts: list[tuple[str, Decimal | int]]

    @property
    def off(self) -> Decimal | int:
        """What is unexplained; 0 where all is well."""
        return self.left - sum(value for _label, value in self.parts)

    @property
    def ok(self) -> bool:
        """Whether it adds up, with no part below zero."""
        return self.off == 0 and all(value >= 0 for _label, value in self.parts)


@dataclass(frozen=True)
class OrderRow:
    """An order in the list, with the pieces of its priced operations, and how far off its day is (if it has one)."""

    order: WorkOrder
    pieces: Pieces
    unit: str
    planned: int | None
    due: Due | None


_SUMMED = [name for name, kind in Pieces.__annotations__.items() if kind is int]


@dataclass(frozen=True)
class Known:
    """The figures of an order's operations and materials, read once for all that is told of them."""

    pieces: dict[int, Pieces]
    materials: list[Stuff]


def known(work_order: WorkOrder) -> Known:
    """Reads the figures of an order. Seven queries, whatever its size."""
    operations = list(Operation.objects.filter(work_order=work_order).order_by("position", "pk"))
    for operation in operations:
        operation.work_order = work_order
    pieces = figures(operations)
    return Known(pieces, list(stuff(pieces).values()))


def stations(*, work_order: WorkOrder, read: Known | None = None) -> Stations:
    """Where the pieces and the material of an order are. Two queries where its figures were `read`, else nine."""
    read = read or known(work_order)
    found = read.pieces
    priced = [row for row in found.values() if not row.operation.is_step]
    there = deliverable([row.operation for row in priced])
    return Stations(
        product=_total(priced),
        unit=priced[0].operation.unit if priced else "",
        planned=_planned(priced),
        materials=read.materials,
        operations=priced,
        steps=[row for row in found.values() if row.operation.is_step],
        deliverable=sum(row.pieces for row in there.values()),
        held_up_by=next((row.held_up_by for row in there.values() if row.held_up_by), ""),
    )


def balance(*, work_order: WorkOrder, read: Known | None = None) -> list[Equation]:
    """Does it add up: each material, the pieces in hand, the deliveries. No query where its figures were `read`."""
    read = read or known(work_order)
    equations = [equation for row in read.materials for equation in _of_material(row)]
    for row in read.pieces.values():
        equations += _of_pieces(row)
    return [equation for equation in equations if equation.left or not equation.ok]


def order_list(*, access: Access, state: str = "") -> QuerySet[WorkOrder]:
    """The orders that somebody may see, not ordered yet; `state` narrows."""
    rows = WorkOrder.objects.visible_to(access).select_related("client", "agreement", "workshop")
    return rows.filter(state=state) if state else rows


def order_rows(orders: Iterable[WorkOrder], *, today: dt.date) -> list[OrderRow]:
    """The figures of a page of orders. Four queries, whatever their number."""
    orders = list(orders)
    operations = Operation.objects.priced().filter(work_order__in=orders).order_by("position", "pk")
    by_order: dict[int, list[Pieces]] = {}
    for row in figures(operations).values():
        by_order.setdefault(row.operation.work_order_id, []).append(row)
    return [
        OrderRow(
            order=order,
            pieces=_total(rows),
            unit=rows[0].operation.unit if rows else "",
            planned=_planned(rows),
            due=due(order.due_on, today=today),
        )
        for order in orders
        for rows in [by_order.get(order.pk, [])]
    ]


def _total(rows: list[Pieces]) -> Pieces:
    """The sum over priced operations (normally there is one)."""
    total = Pieces(rows[0].operation if rows else None)
    for row in rows:
        for name in _SUMMED:
            setattr(total, name, getattr(total, name) + getattr(row, name))
    return total


def _planned(rows: list[Pieces]) -> int | None:
    planned = [row.operation.planned for row in rows if row.operation.planned is not None]
    return sum(planned) if planned else None


def _of_material(row: Stuff) -> list[Equation]:
    """Came = in the store + out; out = made into pieces + in hand + lost."""
    name, unit = row.material.name, row.material.unit
    out = row.issued - row.returned
    return [
        Equation(
            name,
            unit,
            _("received"),
            row.received,
            [
                (_("in the store"), row.in_store),
                (_("with residents, net"), out),
                (_("lost in the store"), row.lost_in_store),
                (_("sent back"), row.sent_back),
            ],
        ),
        Equation(
            name,
            unit,
            _("with residents, net"),
            out,
            [(_("made into pieces"), row.used), (_("in hand"), row.held), (_("lost"), row.lost_by_residents)],
        ),
    ]


def _of_pieces(row: Pieces) -> list[Equation]:
    """Handed out = handed in by outcome + in hand; delivered = by outcome; after an import, good = by source."""
    name, unit = row.operation.full_name, row.operation.unit
    handed_in = Equation(
        name,
        unit,
        _("handed out"),
        row.given,
        [
            (_("good"), row.good),
            (_("spoilt, by hand or by material"), row.worker_fault + row.material_fault),
            (_("returned unused"), row.returned),
            (_("lost"), row.lost),
            (_("in hand"), row.held_open),
        ],
    )
    delivered = Equation(
        name,
        unit,
        _("delivered"),
        row.delivered,
        [
            (_("accepted"), row.accepted),
            (_("rejected"), row.rejected),
            (_("short"), row.short),
            (_("on the way"), row.on_the_way),
        ],
    )
    if not row.imported:
        return [handed_in, delivered]
    sources = [(_("on slips"), row.good), (_("from a spreadsheet"), row.imported)]
    return [handed_in, Equation(name, unit, _("good"), row.made, sources), delivered]
