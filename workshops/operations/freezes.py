"""Work that its resident disputes: frozen with all its corrections until she has her answer."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from residents.operations.log import log_move
from workshops.enums import EntryState
from workshops.models import EntryFreeze, PieceEntry


@transaction.atomic
def freeze_entry(
    *, entry: PieceEntry, reference: str, actor, now: dt.datetime, pays_from: dt.date | None = None
) -> EntryFreeze:
    """Freezes an entry: it is neither inspected, undone, corrected nor newly paid. `reference` is who freezes it.

    From `pays_from` on a pay run may take it all the same. Frozen by the same already: only that day is changed.
    Raises RuleBroken: not_counted (undone, a correction, settled before this system), disputed.
    """
    entry = PieceEntry.objects.locked().get(pk=entry.pk)
    if entry.state == EntryState.VOIDED or entry.settled_outside or entry.corrects_id:
        raise RuleBroken(
            _("This work was undone, or settled before this system. Please ask the social worker."),
            code="not_counted",
        )
    frozen, fresh = EntryFreeze.objects.get_or_create(
        entry=entry,
        defaults={
            "community_id": entry.community_id,
            "reference": reference,
            "frozen_at": now,
            "pays_from": pays_from,
        },
    )
    if fresh:
        log_move(entry, move="freeze", before=entry.state, after=entry.state, actor=actor, now=now, reason=reference)
    elif frozen.reference != reference:
        check_not_frozen(entry)
    elif frozen.pays_from != pays_from:
        frozen.pays_from = pays_from
        frozen.save(update_fields=["pays_from"])
    return frozen


@transaction.atomic
def thaw_entry(*, entry: PieceEntry, reference: str, actor, now: dt.datetime) -> None:
    """Gives an entry free that `reference` had frozen. A quiet no-op where it isn't."""
    entry = PieceEntry.objects.locked().get(pk=entry.pk)
    gone, _each = EntryFreeze.objects.filter(entry=entry, reference=reference).delete()
    if gone:
        log_move(entry, move="thaw", before=entry.state, after=entry.state, actor=actor, now=now, reason=reference)


def check_not_frozen(entry: PieceEntry) -> None:
    """Raises RuleBroken (disputed) where its resident disputes this entry."""
    frozen = EntryFreeze.objects.filter(entry=entry).first()
    if frozen is not None:
        raise disputed(frozen.reference)


def frozen_among(entries: Iterable[int]) -> dict[int, str]:
    """Who froze them, by the ids of those entries that are frozen. One query."""
    return dict(EntryFreeze.objects.filter(entry__in=list(entries)).values_list("entry", "reference"))


def disputed(reference: str) -> RuleBroken:
    """What is said of work that `reference` has frozen."""
    return RuleBroken(
        _("She disputes this work (%(number)s): it is put right together with the answer to her.")
        % {"number": reference},
        code="disputed",
    )
