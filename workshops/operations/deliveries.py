"""Delivering: pieces are put together for a client, and leave with the names of those who made them."""

import datetime as dt
from collections.abc import Sequence

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from residents.operations.log import log_move
from residents.operations.references import next_number
from workshops import moves
from workshops.enums import DeliveryState
from workshops.models import Client, Delivery, DeliveryLine, Operation
from workshops.queries.deliverable import deliverable
from workshops.rules.days import check_not_future
from workshops.rules.quantities import MOST

Wanted = Sequence[tuple[Operation, int]]

_FREE = """
    e.good + COALESCE((SELECT SUM(c.good) FROM workshops_pieceentry c
        WHERE c.corrects_id = e.id AND c.state = 'accepted'), 0)
    - COALESCE((SELECT SUM(a.pieces - a.taken_back) FROM workshops_deliveryallocation a WHERE a.entry_id = e.id), 0)
"""
_DELIVERABLE = """e.state = 'accepted' AND e.source <> 'correction' AND NOT e.settled_outside"""
_LOCK = f"""
    SELECT e.id FROM workshops_pieceentry e
    WHERE e.operation_id = ANY(%s) AND {_DELIVERABLE} AND {_FREE} > 0
    ORDER BY e.id FOR NO KEY UPDATE OF e
"""
# Each line wants its quantity of its operation and of every step of the order; where two lines share a step, the
# second begins where the first ends. Each entry offers what it has, oldest work date first.
_ALLOCATE = f"""
    WITH wanted AS (
        SELECT l.id AS line_id, o.id AS operation_id, l.quantity,
            SUM(l.quantity) OVER (PARTITION BY o.id ORDER BY l.id) - l.quantity AS start
        FROM workshops_deliveryline l
        JOIN workshops_operation p ON p.id = l.operation_id
        JOIN workshops_operation o ON o.id = p.id OR (o.work_order_id = p.work_order_id AND o.client_price = 0)
        WHERE l.delivery_id = %s
    ), free AS (
        SELECT e.id, e.operation_id, e.work_date, {_FREE} AS pieces
        FROM workshops_pieceentry e
        WHERE e.operation_id IN (SELECT operation_id FROM wanted) AND {_DELIVERABLE}
    ), running AS (
        SELECT id, operation_id, work_date, pieces,
            SUM(pieces) OVER (PARTITION BY operation_id ORDER BY work_date, id) AS upto
        FROM free WHERE pieces > 0
    )
    INSERT INTO workshops_deliveryallocation (community_id, line_id, entry_id, pieces, named, taken_back)
    SELECT %s, w.line_id, r.id,
        LEAST(r.upto, w.start + w.quantity) - GREATEST(r.upto - r.pieces, w.start), 0, 0
    FROM wanted w JOIN running r ON r.operation_id = w.operation_id
    WHERE r.upto > w.start AND r.upto - r.pieces < w.start + w.quantity
    ORDER BY w.line_id, r.operation_id, r.work_date, r.id
"""


@transaction.atomic
def draft_delivery(*, workshop, client: Client, lines: Wanted, note: str = "", actor, now: dt.datetime) -> Delivery:
    """Puts a delivery together under the next number (SH): (operation, pieces) pairs. Nothing is reserved yet.

    Raises RuleBroken with the codes nothing_entered, quantity, wrong_client, not_priced, twice, not_enough.
    """
    _check_lines(lines, workshop=workshop, client=client)
    delivery = Delivery.objects.create(
        community_id=client.community_id,
        number=next_number(community=client.community, prefix="SH", day=timezone.localdate(now)),
        client=client,
        workshop=workshop,
        note=note.strip(),
        drafted_at=now,
        drafted_by=actor,
    )
    _store_lines(delivery, lines)
    log_move(delivery, move="draft", before="", after=delivery.state, actor=actor, now=now)
    return delivery


@transaction.atomic
def change_draft(*, delivery: Delivery, lines: Wanted, note: str = "", actor, now: dt.datetime) -> Delivery:
    """Replaces the lines of a delivery that is still being put together. Raises RuleBroken as `draft_delivery`."""
    delivery = Delivery.objects.locked().select_related("workshop", "client").get(pk=delivery.pk)
    moves.DELIVERY.check("send", delivery.state)
    _check_lines(lines, workshop=delivery.workshop, client=delivery.client)
    DeliveryLine.objects.filter(delivery=delivery).delete()
    _store_lines(delivery, lines)
    delivery.note = note.strip()
    delivery.save(update_fields=["note"])
    log_move(delivery, move="change", before=delivery.state, after=delivery.state, actor=actor, now=now)
    return delivery


@transaction.atomic
def send_delivery(*, delivery: Delivery, sent_on: dt.date | None = None, actor, now: dt.datetime) -> Delivery:
    """The delivery leaves: each line takes the oldest pieces, of its operation and of each step, and names them.

    Raises RuleBroken (not_enough, naming the number) where it doesn't fit any more. Sent once; the second call is
    quiet. A constant number of statements.
    """
    day = sent_on or timezone.localdate(now)
    check_not_future(day, today=timezone.localdate(now), field="sent_on")
    lines = DeliveryLine.objects.filter(delivery=delivery).values_list("operation__work_order", flat=True)
    orders = sorted(set(lines))
    operations = [row.pk for row in Operation.objects.filter(work_order__in=orders).locked()]
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [operations])
    delivery = Delivery.objects.locked().get(pk=delivery.pk)
    if delivery.state in (DeliveryState.SENT, DeliveryState.ACCEPTED):
        return delivery
    target = moves.DELIVERY.check("send", delivery.state)
    stored = list(
        DeliveryLine.objects.filter(delivery=delivery).select_related("operation__work_order").order_by("pk")
    )
    _check_enough([(line.operation, line.quantity) for line in stored])
    with connection.cursor() as cursor:
        cursor.execute(_ALLOCATE, [delivery.pk, delivery.community_id])
    log_move(delivery, move="send", before=delivery.state, after=target, actor=actor, now=now)
    delivery.state, delivery.sent_on, delivery.sent_at, delivery.sent_by = target, day, now, actor
    delivery.save(update_fields=["state", "sent_on", "sent_at", "sent_by"])
    return delivery


@transaction.atomic
def cancel_delivery(*, delivery: Delivery, reason: str = "", actor, now: dt.datetime) -> Delivery:
    """Cancels a delivery that never left; its number stays used."""
    delivery = Delivery.objects.locked().get(pk=delivery.pk)
    if moves.DELIVERY.done("cancel", delivery.state):
        return delivery
    target = moves.DELIVERY.check("cancel", delivery.state, reason)
    log_move(delivery, move="cancel", before=delivery.state, after=target, actor=actor, now=now, reason=reason)
    delivery.state, delivery.cancelled_at, delivery.cancelled_by = target, now, actor
    delivery.save(update_fields=["state", "cancelled_at", "cancelled_by"])
    return delivery


def _store_lines(delivery: Delivery, lines: Wanted) -> None:
    DeliveryLine.objects.bulk_create(
        DeliveryLine(
            community_id=delivery.community_id,
            delivery=delivery,
            operation=operation,
            quantity=quantity,
            client_price=operation.client_price,
        )
        for operation, quantity in lines
    )


def _check_lines(lines: Wanted, *, workshop, client: Client) -> None:
    if not lines:
        raise RuleBroken(_("Please enter what is delivered."), code="nothing_entered")
    if len({operation.pk for operation, _quantity in lines}) < len(lines):
        raise RuleBroken(_("The same product stands on this delivery twice."), code="twice")
    for operation, quantity in lines:
        order = operation.work_order
        if order.client_id != client.pk or order.workshop_id != workshop.pk:
            raise RuleBroken(
                _("%(product)s isn't made in this workshop for this client.") % {"product": order.product},
                code="wrong_client",
            )
        if operation.is_step:
            raise RuleBroken(
                _("%(name)s is a step: it is delivered within the product.") % {"name": operation.name},
                code="not_priced",
            )
        if not 0 < quantity <= MOST:
            raise RuleBroken(_("Please enter how many pieces are delivered."), code="quantity")
    _check_enough(lines)


def _check_enough(lines: Wanted) -> None:
    """Raises RuleBroken where less is there than a line wants, naming the numbers and the step that holds it up."""
    there = deliverable([operation for operation, _quantity in lines])
    wanted: dict[int, int] = {}
    for operation, quantity in lines:
        free = there[operation.pk]
        wanted[operation.work_order_id] = wanted.get(operation.work_order_id, 0) + quantity
        if quantity > free.pieces or (free.held_up_by and wanted[operation.work_order_id] > free.pieces):
            raise _not_enough(operation, quantity, free.pieces, free.held_up_by)


def _not_enough(operation: Operation, wanted: int, there: int, step: str) -> RuleBroken:
    said = {
        "product": operation.full_name,
        "there": there,
        "wanted": wanted,
        "unit": operation.unit,
        "step": step,
    }
    if step:
        sentence = _(
            "Only %(there)s %(unit)s of %(product)s can be delivered, not %(wanted)s: "
            "of the step %(step)s no more are finished."
        )
    else:
        sentence = _("Only %(there)s %(unit)s of %(product)s are there to be delivered, not %(wanted)s.")
    return RuleBroken(sentence % said, code="not_enough")
