"""Issue slips: work is handed out with a limit; a day's work in the workshop makes its own slip."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from residents.enums import Place, ResidentState
from residents.operations.log import log_move, log_moves, moved
from residents.operations.references import next_number
from workshops import moves
from workshops.enums import IssueKind, IssueState, MovementKind, OrderState
from workshops.models import Issue, Operation, PieceEntry
from workshops.operations.entries import LEADERS, accept, lock_slip, new_entry, rate_for
from workshops.operations.parts import move_material, move_slip
from workshops.queries.duties import INSPECTORS
from workshops.queries.facts import SlipFacts, work_facts
from workshops.rules.days import check_not_future, check_work_date
from workshops.rules.duties import check_not_own, may_inspect
from workshops.rules.pay import require_rate
from workshops.rules.quantities import MOST, Quantities, check_reported
from workshops.rules.sentences import order_closed, other_community, resident_left


@transaction.atomic
def issue_work(
    *,
    resident,
    operation: Operation,
    quantity: int,
    due_on: dt.date | None = None,
    place: str | None = None,
    issued_on: dt.date | None = None,
    actor,
    now: dt.datetime,
) -> Issue:
    """Hands out material for `quantity` pieces. The rate in force that day is copied onto the slip: a promise.

    More than planned is allowed (the page warns). Raises RuleBroken with the codes quantity, order_closed,
    resident_left, own_work, no_right, no_rate, future, due_before_issue.
    """
    today = timezone.localdate(now)
    day = issued_on or today
    check_not_future(day, today=today, field="issued_on")
    if not 0 < quantity <= MOST:
        raise RuleBroken(_("Please enter how many pieces are handed out."), code="quantity", field="quantity")
    if due_on is not None and due_on < day:
        raise RuleBroken(_("It can't be due before it is handed out."), code="due_before_issue", field="due_on")
    operation = _open_operation(resident, operation)
    check_not_own(resident_user_id=resident.user_id, actor_id=actor.pk)
    facts = work_facts(operation, day=day, today=today, actor=actor)
    may_inspect(facts.roles, inspectors=INSPECTORS, helpers=LEADERS)
    issue = _new_slip(resident, operation, IssueKind.TAKE, quantity, facts, day=day, actor=actor, now=now)
    issue.place, issue.due_on = place or resident.usual_place, due_on
    issue.save(force_insert=True)
    log_move(issue, move="issue", before="", after=issue.state, actor=actor, now=now)
    move_material([(issue, quantity)], MovementKind.ISSUED, on=day, actor=actor, now=now, number=issue.number)
    return issue


@transaction.atomic
def issue_day_slip(
    *,
    resident,
    operation: Operation,
    good: int = 0,
    rework: int = 0,
    worker_fault: int = 0,
    material_fault: int = 0,
    work_date: dt.date | None = None,
    actor,
    now: dt.datetime,
) -> PieceEntry:
    """Logs a day's work in the workshop, done without a slip: makes a slip of exactly the reported pieces and logs
    them on it, in one act. `entry.issue` is the slip.

    Raises RuleBroken as `log_entry` and `issue_work` do, except that nothing can be more than is held.
    """
    quantities = Quantities(good, rework, worker_fault, material_fault)
    check_reported(quantities)
    today = timezone.localdate(now)
    day = work_date or today
    check_work_date(day, today=today)
    operation = _open_operation(resident, operation)
    check_not_own(resident_user_id=resident.user_id, actor_id=actor.pk)
    facts = work_facts(operation, day=day, today=today, actor=actor)
    inspected = may_inspect(facts.roles, inspectors=INSPECTORS, helpers=LEADERS)
    issue = _new_slip(resident, operation, IssueKind.DAY, quantities.reported, facts, day=day, actor=actor, now=now)
    issue.place = Place.WORKSHOP
    issue.state = IssueState.FINISHED if not rework else IssueState.OPEN
    issue.save(force_insert=True)
    slip = SlipFacts(facts.rate, facts.rate_since, facts.roles, held=issue.quantity)
    entry = new_entry(issue, quantities, rate=rate_for(issue, slip, day), day=day, actor=actor, now=now)
    if inspected:
        accept(entry, actor=actor, now=now)
    entry.save(force_insert=True)
    log_moves(
        [
            moved(issue, move="issue", before="", after=issue.state, actor=actor, now=now),
            moved(entry, move="log", before="", after=entry.state, actor=actor, now=now),
        ]
    )
    move_material([(issue, issue.quantity)], MovementKind.ISSUED, on=day, actor=actor, now=now, number=issue.number)
    return entry


@transaction.atomic
def cancel_issue(*, issue: Issue, reason: str = "", actor, now: dt.datetime) -> Issue:
    """Cancels a slip on which nothing was handed in; its material is in the store again.

    Raises RuleBroken: handed_in (something was), own_work, repair. A cancelled slip stays cancelled quietly.
    """
    if moves.ISSUE.done("cancel", Issue.objects.values_list("state", flat=True).get(pk=issue.pk)):
        return issue
    issue = lock_slip(issue)
    check_not_own(resident_user_id=issue.resident.user_id, actor_id=actor.pk)
    if PieceEntry.objects.counted().filter(issue=issue).exists():
        raise RuleBroken(
            _("Something was handed in on %(number)s already. Undo that first, or have the rest handed in unused.")
            % {"number": issue.number},
            code="handed_in",
        )
    if issue.kind == IssueKind.REPAIR:
        raise RuleBroken(
            _("These pieces came back from the client: they stay on this slip until they are repaired or lost."),
            code="repair",
        )
    log_moves([move_slip(issue, "cancel", actor=actor, now=now, reason=reason)])
    on = timezone.localdate(now)
    move_material([(issue, issue.quantity)], MovementKind.RETURNED, on=on, actor=actor, now=now, note=reason.strip())
    return issue


def _open_operation(resident, operation: Operation) -> Operation:
    """The operation with its order and agreement, where this resident may be given it."""
    operation = Operation.objects.select_related("work_order__agreement", "community").get(pk=operation.pk)
    if resident.community_id != operation.community_id:
        raise other_community()
    if operation.work_order.state != OrderState.OPEN:
        raise order_closed(operation.work_order.product)
    if resident.state != ResidentState.ACTIVE:
        raise resident_left(resident.name)
    return operation


def _new_slip(
    resident, operation: Operation, kind: str, quantity: int, facts, *, day: dt.date, actor, now: dt.datetime
) -> Issue:
    """A slip with the next number, not stored yet."""
    rate = require_rate(facts.rate, operation=operation.full_name, day=day)
    today = timezone.localdate(now)
    return Issue(
        community_id=operation.community_id,
        number=next_number(community=operation.community, prefix="LL", day=today),
        operation=operation,
        resident=resident,
        workshop_id=operation.work_order.workshop_id,
        kind=kind,
        quantity=quantity,
        rate=rate,
        issued_on=day,
        state=IssueState.OPEN,
        issued_at=now,
        issued_by=actor,
    )
