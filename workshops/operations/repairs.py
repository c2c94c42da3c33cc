"""Pieces that come back from the client and are repaired."""

import datetime as dt
from decimal import Decimal

from django.db import connection, transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from residents.enums import ResidentState
from residents.operations.log import log_move
from residents.operations.references import next_number
from workshops.enums import DeliveryState, IssueKind, IssueState
from workshops.models import Delivery, DeliveryAllocation, DeliveryLine, Issue
from workshops.operations.entries import LEADERS
from workshops.queries.duties import INSPECTORS
from workshops.queries.facts import work_facts
from workshops.rules.duties import check_not_own, may_inspect
from workshops.rules.pay import require_rate
from workshops.rules.sentences import other_community, resident_left

# The steps of the pieces that came back are in hand again, the newest first; the product's own pieces stay
# delivered, and the repaired ones are counted anew.
_STEPS_BACK = """
    WITH room AS (
        SELECT a.id, a.rejected_worker - a.taken_back AS pieces,
            SUM(a.rejected_worker - a.taken_back)
                OVER (PARTITION BY e.operation_id ORDER BY e.work_date DESC, e.id DESC) AS upto
        FROM workshops_deliveryallocation a JOIN workshops_pieceentry e ON e.id = a.entry_id
        WHERE a.line_id = %s AND e.operation_id <> %s AND a.rejected_worker > a.taken_back
    )
    UPDATE workshops_deliveryallocation a
    SET taken_back = a.taken_back + LEAST(room.pieces, %s - (room.upto - room.pieces))
    FROM room WHERE a.id = room.id AND room.upto - room.pieces < %s
"""


@transaction.atomic
def take_back(
    *,
    line: DeliveryLine,
    pieces: int,
    resident,
    due_on: dt.date | None = None,
    place: str | None = None,
    actor,
    now: dt.datetime,
) -> Issue:
    """Takes pieces that the client rejected for the worker's fault back, on a repair slip for `resident` (LL).

    Whoever is known to have made them repairs them for nothing, anybody else at the operation's rate of today, at the
    community's cost. The repaired pieces can be delivered again. Raises RuleBroken with the codes quantity,
    not_accepted, came_back, mixed_makers, resident_left, own_work, no_right, no_rate.
    """
    today = timezone.localdate(now)
    operation = line.operation
    if resident.community_id != line.community_id:
        raise other_community()
    if resident.state != ResidentState.ACTIVE:
        raise resident_left(resident.name)
    check_not_own(resident_user_id=resident.user_id, actor_id=actor.pk)
    facts = work_facts(operation, day=today, today=today, actor=actor)
    may_inspect(facts.roles, inspectors=INSPECTORS, helpers=LEADERS)
    number = next_number(community=operation.community, prefix="LL", day=today)
    delivery = Delivery.objects.locked().get(pk=line.delivery_id)
    line = DeliveryLine.objects.get(pk=line.pk)
    _check_back(delivery, line, pieces)
    hers = _named(line, resident)
    if hers and pieces > hers:
        raise RuleBroken(
            _("Of these pieces %(hers)s were made by %(name)s. Please write a slip for those, and one for the others.")
            % {"hers": hers, "name": resident.name},
            code="mixed_makers",
            field="pieces",
        )
    rate = Decimal(0) if hers else require_rate(facts.rate, operation=operation.full_name, day=today)
    issue = Issue.objects.create(
        community_id=line.community_id,
        number=number,
        operation=operation,
        resident=resident,
        workshop_id=delivery.workshop_id,
        kind=IssueKind.REPAIR,
        place=place or resident.usual_place,
        quantity=pieces,
        rate=rate,
        issued_on=today,
        due_on=due_on,
        state=IssueState.OPEN,
        issued_at=now,
        issued_by=actor,
        repairs_line=line,
    )
    line.came_back += pieces
    line.save(update_fields=["came_back"])
    with connection.cursor() as cursor:
        cursor.execute(_STEPS_BACK, [line.pk, line.operation_id, pieces, pieces])
    log_move(issue, move="take_back", before="", after=issue.state, actor=actor, now=now)
    return issue


def _check_back(delivery: Delivery, line: DeliveryLine, pieces: int) -> None:
    if delivery.state != DeliveryState.ACCEPTED:
        raise RuleBroken(_("First record what the client said to this delivery."), code="not_accepted")
    if pieces < 1:
        raise RuleBroken(_("Please enter how many pieces came back."), code="quantity", field="pieces")
    left = line.rejected_worker - line.came_back
    if pieces > left:
        raise RuleBroken(
            _("Of the pieces rejected for the worker's fault only %(left)s can still come back, not %(pieces)s.")
            % {"left": left, "pieces": pieces},
            code="came_back",
            field="pieces",
        )


def _named(line: DeliveryLine, resident) -> int:
    """Pieces of the line known to be this resident's fault that she doesn't have in hand already."""
    rows = DeliveryAllocation.objects.filter(line=line, entry__resident=resident)
    named = rows.aggregate(named=Sum("named") - Sum("taken_back"))["named"] or 0
    slips = Issue.objects.filter(repairs_line=line, resident=resident).exclude(state=IssueState.CANCELLED)
    return max(named - (slips.aggregate(total=Sum("quantity"))["total"] or 0), 0)
