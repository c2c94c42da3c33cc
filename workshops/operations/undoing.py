"""Undoing an entry while nothing stands on it yet."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from residents.models import MoveLog
from residents.operations.log import log_moves, moved
from workshops import moves
from workshops.enums import EntrySource, EntryState, IssueKind, MovementKind
from workshops.models import DeliveryAllocation, EntryClaim, Issue, PieceEntry
from workshops.operations.entries import LEADERS, lock_entry
from workshops.operations.freezes import check_not_frozen
from workshops.operations.parts import held_now, move_material, move_slip, settle_slip, undo_material
from workshops.queries.duties import INSPECTORS, roles_of
from workshops.rules.duties import check_not_own, may_inspect


@transaction.atomic
def void_entry(*, entry: PieceEntry, reason: str = "", actor, now: dt.datetime) -> PieceEntry:
    """Undoes an entry as if it had never been logged; its pieces are the resident's again.

    Only before it is claimed by a pay run and before it is delivered; a leader only what she logged and what isn't
    inspected yet. Raises RuleBroken with the codes claimed, delivered, corrected, correction, not_hers, own_work,
    disputed.
    """
    issue, entry = lock_entry(entry)
    if moves.ENTRY.done("void", entry.state):
        return entry
    target = moves.ENTRY.check("void", entry.state, reason)
    check_not_own(resident_user_id=entry.resident.user_id, actor_id=actor.pk)
    _check_may_void(entry, actor=actor, today=timezone.localdate(now))
    _check_still_free(entry)
    before, counted = entry.state, entry.state in (EntryState.PENDING, EntryState.ACCEPTED)
    entry.state, entry.voided_at, entry.voided_by = target, now, actor
    entry.save(update_fields=["state", "voided_at", "voided_by"])
    lines = [moved(entry, move="void", before=before, after=target, actor=actor, now=now, reason=reason)]
    if issue is not None:
        lines += settle_slip(issue, held_now(issue), actor=actor, now=now)
        if counted:
            undo_material(issue, entry, actor=actor, now=now)
        lines += _drop_day_slip(issue, actor=actor, now=now)
    log_moves(lines)
    return entry


def _drop_day_slip(issue: Issue, *, actor, now: dt.datetime) -> list[MoveLog]:
    """Cancels a day slip whose only entry was undone: nothing was ever taken along."""
    if issue.kind != IssueKind.DAY or PieceEntry.objects.filter(issue=issue).exclude(state=EntryState.VOIDED).exists():
        return []
    on, note = timezone.localdate(now), _("undone")
    move_material([(issue, issue.quantity)], MovementKind.RETURNED, on=on, actor=actor, now=now, note=note)
    return [move_slip(issue, "undo", actor=actor, now=now)]


def _check_may_void(entry: PieceEntry, *, actor, today: dt.date) -> None:
    roles = roles_of(actor=actor, community_id=entry.community_id, day=today)
    inspects = may_inspect(roles, inspectors=INSPECTORS, helpers=LEADERS)
    if not inspects and (entry.logged_by_id != actor.pk or entry.state == EntryState.ACCEPTED):
        raise RuleBroken(
            _("A leader can undo what she logged herself, before it is inspected. Please ask the social worker."),
            code="not_hers",
        )


def _check_still_free(entry: PieceEntry) -> None:
    """Raises RuleBroken where something stands on the entry already: then it is corrected, not undone."""
    if entry.source == EntrySource.CORRECTION:
        raise RuleBroken(
            _("A correction isn't undone. Correct the entry again, to the right figures."), code="correction"
        )
    if EntryClaim.objects.filter(pk=entry.pk).exists():
        raise RuleBroken(
            _("This entry is in a pay run already, so it can't be undone. Correct it instead."), code="claimed"
        )
    if DeliveryAllocation.objects.filter(entry=entry).exists():
        raise RuleBroken(
            _("These pieces were delivered to the client already, so this can't be undone. Correct it instead."),
            code="delivered",
        )
    if PieceEntry.objects.filter(corrects=entry).exists():
        raise RuleBroken(
            _("This entry was corrected already, so it can't be undone. Correct it again instead."), code="corrected"
        )
    check_not_frozen(entry)
