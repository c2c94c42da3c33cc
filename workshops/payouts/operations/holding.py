"""Parts of acts that end a run, or draw one up: who was held back stays held back, until somebody releases her."""

import datetime as dt
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import QuerySet

from residents.operations.log import log_moves, moved
from workshops.payouts.enums import UNAPPROVED, SlipState
from workshops.payouts.models import PayRun, Payslip


def held_back(run: PayRun) -> dict[str, str]:
    """Why residents are held back in a run, by id (as JSON keeps it): those with a slip, and those noted without."""
    rows = Payslip.objects.filter(run=run, state=SlipState.HELD).order_by("pk")
    slips = {str(resident): reason for resident, reason in rows.values_list("resident_id", "held_reason")}
    return {**(run.held_over or {}), **slips}


@transaction.atomic(savepoint=False)
def note_held(*, run: PayRun, slips: Iterable[Payslip], actor, now: dt.datetime) -> None:
    """Part of an act that takes slips of a locked run back: who of them was held back is noted for the next run."""
    held = {str(slip.resident_id): slip.held_reason for slip in slips if slip.state == SlipState.HELD}
    if held:
        run.held_over = {**(run.held_over or {}), **held}
        run.save(update_fields=["held_over"])


def noting_held(community: int) -> QuerySet[PayRun]:
    """The runs of a community (its id), no drafts any more, in which it is noted who was held back."""
    return PayRun.objects.filter(community=community, held_over__isnull=False).exclude(state__in=UNAPPROVED)


@transaction.atomic(savepoint=False)
def take_over_held(*, community: int, actor, now: dt.datetime) -> dict[str, str]:
    """Part of an act that draws a run up: who was noted in runs of this community (its id) that are no drafts any
    more, the newest reason of each. The notes go with whoever asks."""
    ended = list(noting_held(community).locked())
    held = {key: reason for run in ended for key, reason in run.held_over.items()}
    PayRun.objects.filter(pk__in=[run.pk for run in ended]).update(held_over=None)
    return held


@transaction.atomic(savepoint=False)
def hold_again(*, run: PayRun, held: Mapping[str, str], actor, now: dt.datetime) -> None:
    """Part of an act: holds the new slips of residents back who were held back before; the others stay noted."""
    slips = list(
        Payslip.objects.filter(run=run, resident__in=[int(key) for key in held], state=SlipState.DUE).locked()
    )
    lines = []
    for slip in slips:
        reason = held[str(slip.resident_id)]
        lines.append(
            moved(slip, move="hold", before=slip.state, after=SlipState.HELD, actor=actor, now=now, reason=reason)
        )
        slip.state, slip.held_reason = SlipState.HELD, reason
    Payslip.objects.bulk_update(slips, ["state", "held_reason"])
    log_moves(lines)
    found = {str(slip.resident_id) for slip in slips}
    run.held_over = {key: reason for key, reason in held.items() if key not in found} or None
    run.save(update_fields=["held_over"])
