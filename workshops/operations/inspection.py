"""What happens to an entry before it counts: accepted, sent back, sent again."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from microfactory.kernel.errors import RuleBroken
from residents.models import MoveLog
from residents.operations.log import log_moves, moved
from workshops import moves
from workshops.enums import EntryState, IssueKind, MovementKind
from workshops.models import Issue, PieceEntry
from workshops.operations.entries import LEADERS, accept, check_held, lock_entry, rate_for, return_number
from workshops.operations.freezes import check_not_frozen, disputed, frozen_among
from workshops.operations.parts import held_now, move_material, settle_slip, undo_material
from workshops.queries.duties import INSPECTORS, roles_column, roles_of
from workshops.queries.facts import slip_facts
from workshops.rules.days import check_work_date
from workshops.rules.duties import check_not_logger, check_not_own, may_inspect
from workshops.rules.pay import paid_faulty
from workshops.rules.quantities import Quantities, check_reported


@dataclass(frozen=True)
class Refusal:
    """Why one of many wasn't done."""

    code: str
    sentence: str


@dataclass(frozen=True)
class Inspected:
    """Ids of the entries that are accepted now, and of the others with the reason."""

    accepted: list[int]
    refused: dict[int, Refusal]


@transaction.atomic
def accept_entries(*, community, entries: Iterable[int], actor, now: dt.datetime) -> Inspected:
    """Inspects leaders' entries, given by their ids: from now on they earn.

    A social worker or staff may accept any, another leader those that she didn't log, nobody her own work. What its
    resident disputes is inspected by whoever answers her. What can't be accepted is given back with its sentence; what
    is accepted already stays so. A constant number of statements.
    """
    today = timezone.localdate(now)
    rows = PieceEntry.objects.filter(community=community, pk__in=list(entries)).locked().select_related("resident")
    rows = list(rows.annotate(roles=roles_column(actor=actor, community_id=community.pk, day=today)))
    inspects = bool(rows) and may_inspect(frozenset(rows[0].roles), inspectors=INSPECTORS, helpers=LEADERS)
    frozen = frozen_among(entry.pk for entry in rows)
    good, lines, done, refused = [], [], [], {}
    for entry in rows:
        if moves.ENTRY.done("accept", entry.state):
            done.append(entry.pk)
            continue
        try:
            target = moves.ENTRY.check("accept", entry.state)
            _check_inspects(entry, inspects, actor=actor)
            if entry.pk in frozen:
                raise disputed(frozen[entry.pk])
        except RuleBroken as error:
            refused[entry.pk] = Refusal(error.code, str(error))
            continue
        lines.append(moved(entry, move="accept", before=entry.state, after=target, actor=actor, now=now))
        good.append(entry.pk)
    PieceEntry.objects.filter(pk__in=good).update(state=EntryState.ACCEPTED, accepted_at=now, accepted_by=actor)
    log_moves(lines)
    return Inspected(sorted(done + good), refused)


@transaction.atomic
def send_back_entry(*, entry: PieceEntry, reason: str, actor, now: dt.datetime) -> PieceEntry:
    """Gives a waiting entry back to the leader: its pieces are the resident's again until she sends it anew.

    Whoever may accept it may send it back, with a reason; not while she disputes it.
    """
    issue, entry = lock_entry(entry)
    if moves.ENTRY.done("send_back", entry.state):
        return entry
    target = moves.ENTRY.check("send_back", entry.state, reason)
    roles = roles_of(actor=actor, community_id=entry.community_id, day=timezone.localdate(now))
    _check_inspects(entry, may_inspect(roles, inspectors=INSPECTORS, helpers=LEADERS), actor=actor)
    check_not_frozen(entry)
    line = moved(entry, move="send_back", before=entry.state, after=target, actor=actor, now=now, reason=reason)
    entry.state, entry.sent_back_at, entry.sent_back_by = target, now, actor
    entry.sent_back_reason = reason.strip()[:200]
    entry.save(update_fields=["state", "sent_back_at", "sent_back_by", "sent_back_reason"])
    log_moves([line, *settle_slip(issue, held_now(issue), actor=actor, now=now)])
    undo_material(issue, entry, actor=actor, now=now)
    return entry


@transaction.atomic
def resubmit_entry(
    *,
    entry: PieceEntry,
    good: int = 0,
    rework: int = 0,
    worker_fault: int = 0,
    material_fault: int = 0,
    returned: int = 0,
    work_date: dt.date | None = None,
    actor,
    now: dt.datetime,
) -> PieceEntry:
    """Sends an entry that was sent back once more, with the figures put right. The work date stays unless changed.

    As with a new entry, a leader's waits for inspection, a social worker's (or staff's) is accepted at once, unless
    its resident disputes it. Raises RuleBroken as `log_entry` does. A day slip follows its entry: it is for exactly
    the reported pieces.
    """
    quantities = Quantities(good, rework, worker_fault, material_fault, returned)
    check_reported(quantities)
    today = timezone.localdate(now)
    number = return_number(entry.issue, today) if returned and entry.issue_id else ""
    issue, entry = lock_entry(entry)
    target = moves.ENTRY.check("resubmit", entry.state)
    check_not_own(resident_user_id=entry.resident.user_id, actor_id=actor.pk)
    day = work_date or entry.work_date
    check_work_date(day, today=today, issued_on=issue.issued_on)
    facts = slip_facts(issue, day=day, today=today, actor=actor)
    inspects = may_inspect(facts.roles, inspectors=INSPECTORS, helpers=LEADERS)
    held = facts.held
    if issue.kind == IssueKind.DAY:
        held = _fit_day_slip(issue, quantities.reported, actor=actor, now=now)
    check_held(issue, held, quantities.reported)
    lines = [moved(entry, move="resubmit", before=entry.state, after=target, actor=actor, now=now)]
    for name, value in quantities.as_columns().items():
        setattr(entry, name, value)
    pays = issue.operation.work_order.agreement.pays_material_fault
    entry.paid_faulty = paid_faulty(material_fault, pays_material_fault=pays)
    entry.work_date, entry.rate, entry.state = day, rate_for(issue, facts, day), target
    entry.sent_back_at = entry.sent_back_by = None
    entry.sent_back_reason = ""
    changed = ["work_date", "rate", "state", "sent_back_at", "sent_back_by", "sent_back_reason", "paid_faulty"]
    entry.save(update_fields=[*changed, *quantities.as_columns()])
    if inspects:
        lines += _inspected(entry, actor=actor, now=now)
    log_moves(lines + settle_slip(issue, held - quantities.taken, actor=actor, now=now))
    move_material([(issue, returned)], MovementKind.RETURNED, on=today, actor=actor, now=now, number=number)
    return entry


def _inspected(entry: PieceEntry, *, actor, now: dt.datetime) -> list[MoveLog]:
    """Accepts a waiting entry that an inspector counted herself; what to log. Nothing while it is disputed."""
    if frozen_among([entry.pk]):
        return []
    target = moves.ENTRY.check("accept", entry.state)
    line = moved(entry, move="accept", before=entry.state, after=target, actor=actor, now=now)
    accept(entry, actor=actor, now=now)
    entry.save(update_fields=["state", "accepted_at", "accepted_by"])
    return [line]


def _check_inspects(entry: PieceEntry, inspects: bool, *, actor) -> None:
    """Nobody inspects her own work, nor a leader what she logged."""
    check_not_own(resident_user_id=entry.resident.user_id, actor_id=actor.pk)
    if not inspects:
        check_not_logger(logged_by_id=entry.logged_by_id, actor_id=actor.pk)


def _fit_day_slip(issue: Issue, pieces: int, *, actor, now: dt.datetime) -> int:
    """Makes a day slip exactly as large as its entry; the material follows. What is held then."""
    more, on = pieces - issue.quantity, timezone.localdate(now)
    kind = MovementKind.ISSUED if more > 0 else MovementKind.RETURNED
    move_material([(issue, abs(more))], kind, on=on, actor=actor, now=now, number=issue.number)
    issue.quantity = pieces
    issue.save(update_fields=["quantity"])
    return pieces
