"""Work orders: what a client wants made, by which operations, at which rates."""

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from microfactory.kernel.money import unit_price
from residents.operations.log import log_move
from residents.operations.references import next_number
from workshops import moves
from workshops.enums import OrderState
from workshops.models import Agreement, Operation, PieceRate, WorkOrder
from workshops.queries.closing import Loose, loose_ends, used_since
from workshops.rules.sentences import order_closed, other_community


@transaction.atomic
def open_order(
    *,
    agreement: Agreement,
    workshop,
    product: str,
    specification: str = "",
    due_on: dt.date | None = None,
    requirements: str = "",
    note: str = "",
    actor,
    now: dt.datetime,
) -> WorkOrder:
    """Opens an order of one product under an agreement, with the next number (JG).

    `requirements` are told on every issue slip; `note` is for the office alone.
    """
    if workshop.community_id != agreement.community_id:
        raise other_community()
    if not product.strip():
        raise RuleBroken(_("Please write what is made."), code="product", field="product")
    order = WorkOrder.objects.create(
        community=agreement.community,
        agreement=agreement,
        client_id=agreement.client_id,
        workshop=workshop,
        number=next_number(community=agreement.community, prefix="JG", day=timezone.localdate(now)),
        product=product.strip(),
        specification=specification.strip(),
        due_on=due_on,
        requirements=requirements.strip(),
        note=note.strip(),
        opened_at=now,
        opened_by=actor,
    )
    log_move(order, move="open", before="", after=order.state, actor=actor, now=now)
    return order


@transaction.atomic
def change_order(
    *,
    work_order: WorkOrder,
    specification: str,
    due_on: dt.date | None,
    requirements: str,
    note: str,
    actor,
    now: dt.datetime,
) -> WorkOrder:
    """Changes what may change while work goes on: how it is described, its day, our note. Slips print what holds now.

    Raises RuleBroken (order_closed).
    """
    order = WorkOrder.objects.locked().get(pk=work_order.pk)
    if order.state != OrderState.OPEN:
        raise order_closed(order.product)
    order.specification, order.due_on = specification.strip(), due_on
    order.requirements, order.note = requirements.strip(), note.strip()
    order.save(update_fields=["specification", "due_on", "requirements", "note"])
    log_move(order, move="change", before=order.state, after=order.state, actor=actor, now=now)
    return order


@transaction.atomic
def add_operation(
    *,
    work_order: WorkOrder,
    name: str,
    unit: str,
    client_price: Decimal = Decimal(0),
    planned: int | None = None,
    minutes: Decimal | None = None,
    rate: Decimal | None = None,
    rate_from: dt.date | None = None,
    actor,
    now: dt.datetime,
) -> Operation:
    """Adds an operation, with its first piece rate where one is given (from `rate_from`, else today).

    `client_price` in yuan per unit; 0 makes it a step of the order's priced operation. `minutes` per unit.
    """
    order = WorkOrder.objects.locked().get(pk=work_order.pk)
    if order.state != OrderState.OPEN:
        raise order_closed(order.product)
    if client_price < 0:
        raise RuleBroken(_("A price can't be negative."), code="client_price", field="client_price")
    if Operation.objects.filter(work_order=order, name=name.strip()).exists():
        raise RuleBroken(_("This order has an operation of this name already."), code="name_taken", field="name")
    operation = Operation.objects.create(
        community_id=order.community_id,
        work_order=order,
        name=name.strip(),
        unit=unit.strip(),
        client_price=client_price,
        planned=planned,
        minutes=minutes,
        position=Operation.objects.filter(work_order=order).count() + 1,
    )
    log_move(operation, move="add", before="", after="", actor=actor, now=now)
    if rate is not None:
        starts_on = rate_from or timezone.localdate(now)
        set_rate(operation=operation, rate=rate, starts_on=starts_on, actor=actor, now=now)
    return operation


@transaction.atomic
def set_rate(
    *, operation: Operation, rate: Decimal, starts_on: dt.date, reason: str = "", actor, now: dt.datetime
) -> PieceRate:
    """Sets what a piece earns from a day on; the rate before it ends the day before.

    What was logged keeps the rate it was logged at. A cut can't begin before today where slips were handed out or
    work was logged since: people worked for the higher rate. Raises RuleBroken (negative, cut_backwards).
    """
    if rate < 0:
        raise RuleBroken(_("A rate can't be negative."), code="negative", field="rate")
    operation = Operation.objects.locked().get(pk=operation.pk)
    rates = PieceRate.objects.filter(operation=operation)
    current = rates.in_force(starts_on).order_by("pk").first()
    if current is not None and rate < current.rate and starts_on < timezone.localdate(now):
        if used_since(operation, starts_on):
            raise RuleBroken(
                _("Work was handed out or logged at %(rate)s yuan since that day. A lower rate can begin today.")
                % {"rate": unit_price(current.rate)},
                code="cut_backwards",
                field="starts_on",
            )
    ends_on = None
    if current is not None:
        ends_on = current.ends_on
    elif coming := rates.filter(starts_on__gt=starts_on).order_by("starts_on", "pk").first():
        ends_on = coming.starts_on - dt.timedelta(days=1)
    new = _place_rate(operation, current, rate, starts_on, ends_on)
    before = unit_price(current.rate) if current is not None else ""
    log_move(operation, move="rate", before=before, after=unit_price(rate), actor=actor, now=now, reason=reason)
    return new


@transaction.atomic
def close_order(*, work_order: WorkOrder, reason: str = "", actor, now: dt.datetime) -> WorkOrder:
    """Closes an order that is done: nothing held, nothing waiting, nothing on its way.

    Pieces that were never delivered or material that is left need a reason in words. Raises RuleBroken with the codes
    slips_open, entries_waiting, delivery_open, reason_missing. A closed order stays closed quietly.
    """
    order = WorkOrder.objects.locked().get(pk=work_order.pk)
    if moves.ORDER.done("close", order.state):
        return order
    target = moves.ORDER.check("close", order.state)
    _check_loose(loose_ends(order), order.product, reason)
    log_move(order, move="close", before=order.state, after=target, actor=actor, now=now, reason=reason)
    order.state, order.closed_at, order.closed_by = target, now, actor
    order.save(update_fields=["state", "closed_at", "closed_by"])
    return order


def _place_rate(
    operation: Operation, current: PieceRate | None, rate: Decimal, starts_on: dt.date, ends_on: dt.date | None
) -> PieceRate:
    """Stores the period; one that began the same day is overwritten (its history is kept)."""
    if current is not None and current.starts_on == starts_on:
        current.rate = rate
        current.save(update_fields=["rate"])
        return current
    if current is not None:
        current.ends_on = starts_on - dt.timedelta(days=1)
        current.save(update_fields=["ends_on"])
    return PieceRate.objects.create(
        community_id=operation.community_id, operation=operation, rate=rate, starts_on=starts_on, ends_on=ends_on
    )


def _check_loose(loose: Loose, product: str, reason: str) -> None:
    if loose.held:
        raise RuleBroken(
            _("%(held)s pieces of %(product)s are still with residents. Have them handed in or written off first.")
            % {"held": loose.held, "product": product},
            code="slips_open",
        )
    if loose.waiting:
        raise RuleBroken(
            _("%(count)s entries of %(product)s wait for inspection or were sent back. Finish them first.")
            % {"count": loose.waiting, "product": product},
            code="entries_waiting",
        )
    if loose.deliveries:
        raise RuleBroken(
            _("A delivery of %(product)s isn't accepted by the client yet.") % {"product": product},
            code="delivery_open",
        )
    if (loose.undelivered or loose.material) and not reason.strip():
        raise RuleBroken(
            _("Finished pieces or material of %(product)s are left. Please write what becomes of them.")
            % {"product": product},
            code="reason_missing",
            field="reason",
        )
