"""Putting a counted entry right: never by changing it, always by rows that point at it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from residents.operations.log import log_moves, moved
from workshops import moves
from workshops.enums import EntrySource, EntryState, IssueKind, MovementKind
from workshops.models import DeliveryAllocation, Issue, PieceEntry
from workshops.operations.entries import check_held, lock_entry
from workshops.operations.freezes import check_not_frozen
from workshops.operations.parts import held_now, move_material, settle_slip
from workshops.queries.duties import INSPECTORS, roles_of
from workshops.rules.corrections import Row, corrections, returned_instead
from workshops.rules.duties import check_inspector, check_not_own
from workshops.rules.quantities import Quantities


@transaction.atomic
def correct_entry(
    *,
    entry: PieceEntry,
    good: int | None = None,
    rework: int | None = None,
    worker_fault: int | None = None,
    material_fault: int | None = None,
    returned: int | None = None,
    rate: Decimal | None = None,
    reason: str,
    actor,
    now: dt.datetime,
) -> list[PieceEntry]:
    """Adds the rows that bring an inspected entry to the right values; what isn't given stays as it is now.

    The rows have the work date of the entry and earn (or take away) like any other. Nothing is added where all is
    right already. Raises RuleBroken with the codes reason_missing, wrong_state, correction, settled_outside,
    own_work, no_right, held_exceeded, delivered, day_slip, disputed.
    """
    if not reason.strip():
        raise RuleBroken(_("Please write the reason in a few words."), code="reason_missing", field="reason")
    issue, entry = lock_entry(entry, "operation__work_order__agreement")
    _check_correctable(entry, actor=actor, today=timezone.localdate(now))
    rows = rows_of(entry)
    counted = sum((row.quantities for row in rows), Quantities())
    given = {"good": good, "rework": rework, "worker_fault": worker_fault, "material_fault": material_fault}
    given["returned"] = returned
    right = replace(counted, **{name: value for name, value in given.items() if value is not None})
    if min(right.as_columns().values()) < 0:
        raise RuleBroken(_("Please give the right figures; they can't be negative."), code="negative", field="good")
    if issue is not None and issue.kind == IssueKind.DAY and returned is None:
        right = returned_instead(counted, right)
    _check_fits(entry, issue, counted, right)
    added = corrections(
        rows,
        right=right,
        rate=rows_rate(rows) if rate is None else rate,
        pays_material_fault=entry.operation.work_order.agreement.pays_material_fault,
    )
    return add_rows(entry=entry, issue=issue, added=added, reason=reason, actor=actor, now=now)


def rows_of(entry: PieceEntry) -> list[Row]:
    """The entry and its corrections so far, as rows of the rules. The entry is locked."""
    found = [entry, *PieceEntry.objects.accepted().filter(corrects=entry).order_by("pk")]
    return [
        Row(
            Quantities(row.good, row.rework, row.worker_fault, row.material_fault, row.returned, row.lost),
            row.paid_faulty,
            row.rate,
        )
        for row in found
    ]


def rows_rate(rows: list[Row]) -> Decimal:
    """The rate at which the entry stands now: that of the last row which added pieces."""
    return next((row.rate for row in reversed(rows) if row.quantities.good > 0), rows[0].rate)


@transaction.atomic
def add_rows(
    *, entry: PieceEntry, issue: Issue | None, added: Iterable[Row], reason: str, actor, now: dt.datetime
) -> list[PieceEntry]:
    """Part of an act: stores correction rows of a locked entry, reopens or finishes its slip, moves its material."""
    stored = PieceEntry.objects.bulk_create([_correction(entry, row, reason, actor, now) for row in added])
    if not stored:
        return []
    lines = [
        moved(row, move="correct", before="", after=row.state, actor=actor, now=now, reason=reason) for row in stored
    ]
    if issue is not None:
        lines += settle_slip(issue, held_now(issue), actor=actor, now=now)
        more = sum(row.returned for row in stored)
        kind = MovementKind.RETURNED if more > 0 else MovementKind.ISSUED
        on = timezone.localdate(now)
        move_material([(issue, abs(more))], kind, on=on, actor=actor, now=now, note=reason.strip()[:200])
    log_moves(lines)
    return stored


def _correction(entry: PieceEntry, row: Row, reason: str, actor, now: dt.datetime) -> PieceEntry:
    return PieceEntry(
        community_id=entry.community_id,
        issue_id=entry.issue_id,
        operation_id=entry.operation_id,
        resident_id=entry.resident_id,
        workshop_id=entry.workshop_id,
        work_date=entry.work_date,
        **row.quantities.as_columns(),
        paid_faulty=row.paid_faulty,
        rate=row.rate,
        state=EntryState.ACCEPTED,
        source=EntrySource.CORRECTION,
        corrects=entry,
        reason=reason.strip()[:200],
        logged_at=now,
        logged_by=actor,
        accepted_at=now,
        accepted_by=actor,
    )


def _check_correctable(entry: PieceEntry, *, actor, today: dt.date) -> None:
    check_not_own(resident_user_id=entry.resident.user_id, actor_id=actor.pk)
    roles = roles_of(actor=actor, community_id=entry.community_id, day=today)
    check_inspector(roles, inspectors=INSPECTORS)
    if entry.source == EntrySource.CORRECTION:
        raise RuleBroken(_("Correct the entry itself, not its correction."), code="correction")
    if entry.settled_outside:
        raise RuleBroken(
            _("This was settled before this system and is history only. Put it right on paper."),
            code="settled_outside",
        )
    if entry.state != EntryState.ACCEPTED:
        raise RuleBroken(
            _("Only an inspected entry is corrected; this one is “%(state)s”.")
            % {"state": moves.ENTRY.states(entry.state).label},
            code="wrong_state",
        )
    check_not_frozen(entry)


def _check_fits(entry: PieceEntry, issue: Issue | None, counted: Quantities, right: Quantities) -> None:
    """More can't be corrected in than is held, nor taken out what the client has."""
    more = right.taken - counted.taken
    if issue is not None and more > 0:
        if issue.kind == IssueKind.DAY:
            raise RuleBroken(
                _("A day slip is for exactly what was logged. Log the %(more)s missing pieces as a new entry.")
                % {"more": more},
                code="day_slip",
                field="good",
            )
        check_held(issue, held_now(issue), more)
    out = DeliveryAllocation.objects.filter(entry=entry).aggregate(out=Sum(F("pieces") - F("taken_back")))["out"] or 0
    if right.good < out:
        raise RuleBroken(
            _("%(out)s of these pieces are with the client, so %(good)s can't be right. Correct the delivery first.")
            % {"out": out, "good": right.good},
            code="delivered",
            field="good",
        )
