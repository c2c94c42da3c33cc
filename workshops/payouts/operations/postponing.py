"""A run that was approved and not paid in its month gets a new pay day: reversed, and drawn up again."""

import datetime as dt

from django.db import transaction
from django.db.models import Q

from workshops.payouts import moves
from workshops.payouts.models import PayRun
from workshops.payouts.operations.holding import noting_held
from workshops.payouts.operations.locking import lock_drafting
from workshops.payouts.operations.reversal import reverse_run
from workshops.payouts.operations.runs import draft_run


@transaction.atomic
def postpone_run(*, run: PayRun, pay_date: dt.date, reason: str, actor, now: dt.datetime) -> PayRun:
    """Reverses an approved run of which nothing was sent, and draws it up again as a draft with a new pay day.

    The new run has a number of its own and the old cut-off; its tax is that of the new month, so it is handed in and
    approved anew. Who was held back stays so. Raises RuleBroken: wrong_state, reason_missing, same_person (whoever
    prepared or approved it), already_sent, file_out, past, cut_off, nothing_payable.
    """
    lock_drafting(community=run.community_id)
    # The draft asks these runs who was held back, when the reversal has locked the fund already: so they come first.
    runs = PayRun.objects.filter(Q(pk=run.pk) | Q(pk__in=noting_held(run.community_id).values("pk")))
    run = {row.pk: row for row in runs.locked().select_related("community")}[run.pk]
    moves.RUN.check("reverse", run.state, reason)
    reverse_run(run=run, reason=reason, actor=actor, now=now)
    return draft_run(community=run.community, pay_date=pay_date, cut_off=run.cut_off, actor=actor, now=now)
