"""Corrections that would take too much of a resident's pay: the community may bear them."""

import datetime as dt

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from residents.operations.log import log_moves, moved
from workshops.models import EntryClaim, PieceEntry
from workshops.operations.claims import mark_claimed, release_claims
from workshops.payouts.enums import APPROVED
from workshops.payouts.models import BorneCorrection, PayLine
from workshops.payouts.queries.corrections import rows_of_act
from workshops.payouts.rules.amounts import check_reason

REFERENCE = "borne"


@transaction.atomic
def bear_correction(*, entry: PieceEntry, reason: str, actor, now: dt.datetime) -> BorneCorrection:
    """The community bears a correction that waits: it is never taken from the pay that stands. An approver's act.

    All rows of the act of correction are borne together, as they would be taken together: of a wrong rate, the −n at
    the old and the +n at the new. Only a correction that takes money, of work that an approved run pays: a draft may
    be thrown away, and then the correction goes with its work. Raises RuleBroken: reason_missing, not_waiting,
    in_draft, already_claimed.
    """
    reason = check_reason(reason)
    entry = PieceEntry.objects.select_related("community").get(pk=entry.pk)
    rows = list(rows_of_act(entry).locked())
    takes = entry in rows and entry.amount < 0 and sum(row.amount for row in rows) < 0
    # Taken by a run: the entry, or, where it earned nothing itself, an earlier correction of it.
    earlier = Q(entry=entry.corrects_id) | Q(entry__corrects=entry.corrects_id, entry__lt=entry.pk)
    if not takes or not EntryClaim.objects.filter(earlier).exists():
        raise RuleBroken(
            _("Only a correction that takes from pay that a run has taken already can be borne."), code="not_waiting"
        )
    _check_approved(earlier)
    keys = [row.pk for row in rows]
    mark_claimed(community=entry.community, entries=keys, reference=REFERENCE, actor=actor, now=now)
    borne = BorneCorrection.objects.bulk_create(
        BorneCorrection(
            community_id=row.community_id,
            resident_id=row.resident_id,
            correction=row,
            amount=row.amount,
            reason=reason,
            borne_at=now,
            borne_by=actor,
        )
        for row in rows
    )
    log_moves(
        moved(row, move="bear", before=row.state, after=row.state, actor=actor, now=now, reason=reason) for row in rows
    )
    return borne[keys.index(entry.pk)]


@transaction.atomic(savepoint=False)
def take_back_borne(*, community, entries: QuerySet, reason: str, actor, now: dt.datetime) -> list[BorneCorrection]:
    """Part of an act that took pay back: what the community bore of that pay is turned round.

    The work is paid anew with its corrections, so there is nothing left to bear. `entries`: a query of the ids that
    were freed. What was borne of work that another run still pays stays.
    """
    roots = PieceEntry.objects.filter(pk__in=entries).values_list(Coalesce("corrects_id", "pk"))
    root = OuterRef("correction__corrects")
    others = EntryClaim.objects.filter(entry__corrects=root).exclude(reference=REFERENCE)
    gone = BorneCorrection.objects.filter(
        ~Exists(EntryClaim.objects.filter(entry=root)),
        ~Q(correction__corrects__amount=0) | ~Exists(others),
        live=True,
        correction__corrects__in=roots,
    )
    rows = list(gone.select_related("correction").select_for_update(of=("self",), no_key=True).order_by("pk"))
    BorneCorrection.objects.filter(pk__in=[row.pk for row in rows]).update(live=False)
    back = BorneCorrection.objects.bulk_create(
        BorneCorrection(
            community_id=row.community_id,
            resident_id=row.resident_id,
            correction_id=row.correction_id,
            amount=-row.amount,
            reason=reason,
            borne_at=now,
            borne_by=actor,
            live=False,
            reverses=row,
        )
        for row in rows
    )
    keys = [row.correction_id for row in rows]
    release_claims(community=community, entries=keys, reference=REFERENCE, actor=actor, now=now)
    corrections = [row.correction for row in rows]
    log_moves(
        moved(row, move="bear_back", before=row.state, after=row.state, actor=actor, now=now, reason=reason)
        for row in corrections
    )
    return back


def _check_approved(earlier: Q) -> None:
    """Raises RuleBroken (in_draft) where what was taken stands in a run that isn't approved yet."""
    taken = EntryClaim.objects.filter(earlier)
    entries = taken.values("entry_id")
    final = PayLine.objects.filter(entry__in=entries, live=True, slip__run__state__in=APPROVED)
    if final.exists() or BorneCorrection.objects.filter(correction__in=entries, live=True).exists():
        return
    raise RuleBroken(
        _("%(run)s, which pays this work, isn't approved yet. Wait for that, or discard it.")
        % {"run": taken.order_by("pk").values_list("reference", flat=True).first()},
        code="in_draft",
    )
