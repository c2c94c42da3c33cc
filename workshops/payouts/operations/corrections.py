"""Corrections that would take too much of a resident's pay: the community may bear them."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from residents.operations.log import log_move
from workshops.models import EntryClaim, PieceEntry
from workshops.operations.claims import mark_claimed
from workshops.payouts.models import BorneCorrection
from workshops.payouts.rules.amounts import check_reason

REFERENCE = "borne"


@transaction.atomic
def bear_correction(*, entry: PieceEntry, reason: str, actor, now: dt.datetime) -> BorneCorrection:
    """The community bears a correction that waits, for good: it is never taken from pay. An approver's act.

    Only a correction that takes money, of work that a run has taken. Raises RuleBroken: reason_missing,
    not_waiting, already_claimed.
    """
    reason = check_reason(reason)
    entry = PieceEntry.objects.locked().select_related("community").get(pk=entry.pk)
    if not entry.corrects_id or entry.amount >= 0 or not EntryClaim.objects.filter(entry=entry.corrects_id).exists():
        raise RuleBroken(
            _("Only a correction that takes from pay that a run has taken already can be borne."), code="not_waiting"
        )
    mark_claimed(community=entry.community, entries=[entry.pk], reference=REFERENCE, actor=actor, now=now)
    borne = BorneCorrection.objects.create(
        community_id=entry.community_id,
        resident_id=entry.resident_id,
        correction=entry,
        amount=entry.amount,
        reason=reason,
        borne_at=now,
        borne_by=actor,
    )
    log_move(entry, move="bear", before=entry.state, after=entry.state, actor=actor, now=now, reason=reason)
    return borne
