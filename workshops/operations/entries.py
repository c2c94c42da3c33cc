"""Handing in: pieces are counted, logged, and where a social worker does it, inspected in the same act."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from microfactory.kernel.composed import Composed
from microfactory.kernel.errors import RuleBroken
from residents.enums import Role
from residents.operations.log import log_moves, moved
from residents.operations.references import next_number
from workshops.enums import EntrySource, EntryState, IssueKind, IssueState, MovementKind
from workshops.models import Issue, Material, PieceEntry
from workshops.operations.parts import move_material, settle_slip
from workshops.queries.duties import INSPECTORS
from workshops.queries.facts import SlipFacts, slip_facts
from workshops.rules.days import check_work_date
from workshops.rules.duties import check_inspector, check_not_own, may_inspect
from workshops.rules.pay import paid_faulty, rate_that_counts, require_rate
from workshops.rules.quantities import Quantities, check_reported
from workshops.rules.sentences import held_exceeded

LEADERS = frozenset({Role.LEADER})
# What acts on a slip need of what it hangs on; anything else would be a query of its own.
_HANGS_ON = (
    "resident__name",
    "resident__user",
    "operation__name",
    "operation__unit",
    "operation__client_price",
    "operation__work_order__product",
    "operation__work_order__agreement__pays_material_fault",
)


def _locked(slip):
    rows = Issue.objects.filter(pk=slip).locked().select_related("resident", "operation__work_order__agreement")
    return rows.only(*(field.name for field in Issue._meta.concrete_fields), *_HANGS_ON)


_LOCKED = Composed(_locked, slip=int)


@transaction.atomic
def log_entry(
    *,
    issue: Issue,
    good: int = 0,
    rework: int = 0,
    worker_fault: int = 0,
    material_fault: int = 0,
    returned: int = 0,
    work_date: dt.date | None = None,
    actor,
    now: dt.datetime,
) -> PieceEntry:
    """Logs what was handed in on a slip. The work date is today unless said otherwise.

    A social worker's (or staff's) entry is accepted at once, a leader's waits for inspection. Raises RuleBroken with
    the codes held_exceeded, own_work, no_right, no_rate, future, before_issue, nothing_entered, negative, cancelled.
    """
    quantities = Quantities(good, rework, worker_fault, material_fault, returned)
    return log_on_slip(issue=issue, quantities=quantities, work_date=work_date, actor=actor, now=now)


@transaction.atomic(savepoint=False)
def log_on_slip(
    *, issue: Issue, quantities: Quantities, work_date: dt.date | None, actor, now: dt.datetime
) -> PieceEntry:
    """Part of an act: logs what was handed in on a slip, as `log_entry` says."""
    check_reported(quantities)
    today = timezone.localdate(now)
    day = work_date or today
    number = return_number(issue, today) if quantities.returned else ""
    issue = lock_slip(issue)
    check_not_own(resident_user_id=issue.resident.user_id, actor_id=actor.pk)
    check_work_date(day, today=today, issued_on=issue.issued_on)
    facts = slip_facts(issue, day=day, today=today, actor=actor)
    check_held(issue, facts.held, quantities.reported)
    inspected = may_inspect(facts.roles, inspectors=INSPECTORS, helpers=LEADERS)
    entry = new_entry(issue, quantities, rate=rate_for(issue, facts, day), day=day, actor=actor, now=now)
    if inspected:
        accept(entry, actor=actor, now=now)
    entry.save(force_insert=True)
    lines = [moved(entry, move="log", before="", after=entry.state, actor=actor, now=now)]
    log_moves(lines + settle_slip(issue, facts.held - quantities.taken, actor=actor, now=now))
    move_material([(issue, quantities.returned)], MovementKind.RETURNED, on=today, actor=actor, now=now, number=number)
    return entry


@transaction.atomic
def report_lost(*, issue: Issue, pieces: int, reason: str, actor, now: dt.datetime) -> PieceEntry:
    """Writes off pieces that will never come back (somebody died or moved away). Social worker or staff, with a
    reason; nothing is paid or charged. Raises RuleBroken (held_exceeded, no_right, own_work, reason_missing)."""
    quantities = Quantities(lost=pieces)
    check_reported(quantities)
    if not reason.strip():
        raise RuleBroken(_("Please write the reason in a few words."), code="reason_missing", field="reason")
    today = timezone.localdate(now)
    issue = lock_slip(issue)
    check_not_own(resident_user_id=issue.resident.user_id, actor_id=actor.pk)
    facts = slip_facts(issue, day=today, today=today, actor=actor)
    check_inspector(facts.roles, inspectors=INSPECTORS)
    check_held(issue, facts.held, pieces, field="pieces")
    entry = new_entry(issue, quantities, rate=issue.rate, day=today, actor=actor, now=now)
    entry.reason = reason.strip()[:200]
    accept(entry, actor=actor, now=now)
    entry.save(force_insert=True)
    lines = [moved(entry, move="report_lost", before="", after=entry.state, actor=actor, now=now, reason=reason)]
    log_moves(lines + settle_slip(issue, facts.held - pieces, actor=actor, now=now))
    move_material([(issue, pieces)], MovementKind.LOST, on=today, actor=actor, now=now, note=entry.reason)
    return entry


def return_number(issue: Issue, today: dt.date) -> str:
    """The number of the note about material that comes back; none where no material is counted.

    Part of an act, before its other locks: numbers stand first in their order.
    """
    if issue.kind == IssueKind.REPAIR or not Material.objects.filter(operation=issue.operation_id).exists():
        return ""
    return next_number(community=issue.community, prefix="TL", day=today)


def lock_slip(issue: Issue) -> Issue:
    """The slip anew, locked, with what an act on it needs. Raises RuleBroken for a cancelled one."""
    (issue,) = _LOCKED(slip=issue.pk)
    if issue.state == IssueState.CANCELLED:
        raise RuleBroken(
            _("Issue slip %(number)s was cancelled, nothing can be handed in on it.") % {"number": issue.number},
            code="cancelled",
        )
    return issue


def lock_entry(entry: PieceEntry, *related: str) -> tuple[Issue | None, PieceEntry]:
    """Its slip (an imported entry has none) and the entry, locked in this order; with its resident and `related`."""
    issue = lock_slip(entry.issue) if entry.issue_id else None
    return issue, PieceEntry.objects.locked().select_related("resident", *related).get(pk=entry.pk)


def check_held(issue: Issue, held: int, asked: int, *, field: str = "good") -> None:
    """Raises RuleBroken where more was laid on the table than the resident holds."""
    if asked > held:
        operation = issue.operation
        raise held_exceeded(
            name=issue.resident.name,
            held=held,
            asked=asked,
            unit=operation.unit,
            product=operation.full_name,
            field=field,
        )


def rate_for(issue: Issue, facts: SlipFacts, day: dt.date):
    """Yuan per piece for work of `day` on the slip. Raises RuleBroken where there is no rate."""
    rate = rate_that_counts(
        day_rate=facts.rate,
        day_rate_since=facts.rate_since,
        slip_rate=issue.rate,
        slip_issued_on=issue.issued_on,
        repair=issue.kind == IssueKind.REPAIR,
    )
    return require_rate(rate, operation=issue.operation.full_name, day=day)


def new_entry(issue: Issue, quantities: Quantities, *, rate, day: dt.date, actor, now: dt.datetime) -> PieceEntry:
    """An entry of a slip, not stored and not inspected yet."""
    agreement = issue.operation.work_order.agreement
    return PieceEntry(
        community_id=issue.community_id,
        issue=issue,
        operation=issue.operation,
        resident=issue.resident,
        workshop_id=issue.workshop_id,
        work_date=day,
        **quantities.as_columns(),
        paid_faulty=paid_faulty(quantities.material_fault, pays_material_fault=agreement.pays_material_fault),
        rate=rate,
        state=EntryState.PENDING,
        source=EntrySource.COUNTER,
        logged_at=now,
        logged_by=actor,
    )


def accept(entry: PieceEntry, *, actor, now: dt.datetime) -> None:
    """Marks an entry as inspected, without storing it."""
    entry.state, entry.accepted_at, entry.accepted_by = EntryState.ACCEPTED, now, actor
