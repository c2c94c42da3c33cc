"""Approving a run: the second pair of eyes. From here on residents are owed, and nothing of it is changed any more."""

import datetime as dt

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from residents.operations.log import log_move
from workshops.payouts import moves
from workshops.payouts.models import PayLine, PayRun
from workshops.payouts.operations.approval_sql import EATEN, LOCK_PEOPLE, POSTING, TAX_AND_ACCOUNTS
from workshops.payouts.operations.fronting import update_fronting
from workshops.payouts.operations.taking_out import DISPUTED, check_nothing_disputed
from workshops.payouts.queries import planning
from workshops.payouts.queries.tax import tax_month
from workshops.payouts.rules.paying import check_month_of_approval


@transaction.atomic
def approve_run(*, run: PayRun, actor, now: dt.datetime) -> PayRun:
    """Approves a run: computes the tax of the month of payment anew, posts costs, pay, tax and what the fund fronts.

    The residents' rows are locked by id, so two runs of one month agree about the tax. A constant number of
    statements. Raises RuleBroken: wrong_state, same_person (whoever prepared it), disputed, front_cap,
    other_month (the month that it is taxed in is over), nothing_left.
    """
    run = PayRun.objects.locked().annotate(disputed=DISPUTED).select_related("community").get(pk=run.pk)
    if moves.RUN.done("approve", run.state):
        return run
    target = moves.RUN.check("approve", run.state)
    if actor.pk in run.preparers:
        raise RuleBroken(_("Whoever prepared a pay run can't approve it. Ask another approver."), code="same_person")
    check_nothing_disputed(run)
    check_month_of_approval(day=timezone.localdate(now), pay_date=run.pay_date)
    _post(run, actor, now)
    before, run.state = run.state, target
    run.approved_at, run.approved_by, run.front_cap = now, actor, run.community.front_cap
    run.save(update_fields=["state", "approved_at", "approved_by", "front_cap"])
    orders = PayLine.objects.filter(slip__run=run).order_by().values("work_order_id").distinct()
    update_fronting(community=run.community, orders=orders, on=run.pay_date, actor=actor, now=now, run=run)
    log_move(run, move="approve", before=before, after=target, actor=actor, now=now)
    return run


def _post(run: PayRun, actor, now: dt.datetime) -> None:
    """Taxes and the journal, in one round trip. Raises RuleBroken (nothing_left) where the month's tax, rounded, eats
    all of a slip: at most a fen."""
    written = planning.hashed(LOCK_PEOPLE, TAX_AND_ACCOUNTS, POSTING)
    parts = {"community": run.community_id, "run": run.pk, "on": run.pay_date, "actor": actor.pk, "at": now}
    with connection.cursor() as cursor:
        cursor.execute(f"{written}; {EATEN}", parts | tax_month(run.community, run.pay_date))
        eaten = cursor.fetchone()
    if eaten:
        raise RuleBroken(
            _("The tax leaves nothing of %(name)s's pay. Send the run back: drawn up again, it waits for more.")
            % {"name": eaten[0]},
            code="nothing_left",
        )
