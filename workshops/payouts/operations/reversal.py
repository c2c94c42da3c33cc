"""Taking approved pay back before any money left: by a third person, with rows that turn the old ones round."""

import datetime as dt
from decimal import Decimal

from django.db import connection, transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from microfactory.kernel.money import round_fen
from residents.operations.log import log_moves, moved
from workshops.operations.claims import release_claims
from workshops.payouts import moves
from workshops.payouts.enums import AccountKind, Act, PaymentState, RunState, SlipState
from workshops.payouts.models import JournalEntry, JournalLine, PayLine, Payment, PayRun, Payslip
from workshops.payouts.operations.corrections import take_back_borne
from workshops.payouts.operations.dispute_answers import note_taken_back
from workshops.payouts.operations.fronting import update_fronting
from workshops.payouts.operations.holding import note_held
from workshops.payouts.operations.ledger import Posting, post
from workshops.payouts.operations.unsent import take_back_unsent
from workshops.payouts.queries.bank_files import files_out
from workshops.payouts.rules.amounts import check_reason
from workshops.payouts.rules.paying import check_no_file_out

_ON_ITS_WAY = (PaymentState.SENT, PaymentState.DONE)


@transaction.atomic
def reverse_run(*, run: PayRun, reason: str, actor, now: dt.datetime) -> PayRun:
    """Reverses an approved run of which nothing was sent: its work can be paid by another run, which holds back again
    who was held back.

    Raises RuleBroken: wrong_state, reason_missing, same_person (whoever prepared or approved it), already_sent,
    file_out (a file for the bank was made and not taken back).
    """
    run = PayRun.objects.locked().select_related("community").get(pk=run.pk)
    if moves.RUN.done("reverse", run.state):
        return run
    target = moves.RUN.check("reverse", run.state, reason)
    _check_third(run, actor)
    if Payment.objects.filter(slip__run=run, sent_at__isnull=False).exists():
        raise RuleBroken(_("A payment of this run was sent already. Reverse single slips."), code="already_sent")
    check_no_file_out(files_out(Payment.objects.filter(slip__run=run)))
    slips = Payslip.objects.filter(run=run).exclude(state=SlipState.REVERSED)
    _take_back(run, list(slips.locked()), reason.strip(), actor, now)
    line = moved(run, move="reverse", before=run.state, after=target, actor=actor, now=now, reason=reason)
    run.state, run.reversed_at, run.reversed_by = target, now, actor
    run.save(update_fields=["state", "reversed_at", "reversed_by"])
    log_moves([line])
    return run


@transaction.atomic
def reverse_slip(*, slip: Payslip, reason: str, actor, now: dt.datetime) -> Payslip:
    """Reverses one slip whose money never arrived (not collected before the month ended, say): another run pays it.

    If she was held back, the next run holds her back again. Raises RuleBroken: wrong_state, reason_missing,
    same_person, already_sent, file_out.
    """
    run = PayRun.objects.locked().select_related("community").get(pk=slip.run_id)
    slip = Payslip.objects.locked().get(pk=slip.pk)
    if moves.SLIP.done("reverse", slip.state):
        return slip
    if run.state not in (RunState.APPROVED, RunState.PAYING, RunState.CLOSED):
        raise RuleBroken(_("Only a slip of an approved run can be reversed."), code="wrong_state")
    moves.SLIP.check("reverse", slip.state, reason)
    _check_third(run, actor)
    if slip.payments.filter(state__in=_ON_ITS_WAY).exists():
        raise RuleBroken(
            _("The money of this slip is on its way. Enter first what became of it."), code="already_sent"
        )
    check_no_file_out(files_out(slip.payments))
    _take_back(run, [slip], check_reason(reason), actor, now, slip=slip)
    slip.refresh_from_db()
    return slip


def _check_third(run: PayRun, actor) -> None:
    if actor.pk in run.deciders:
        raise RuleBroken(_("Pay is reversed by somebody who neither prepared nor approved it."), code="same_person")


def _take_back(run: PayRun, slips: list[Payslip], reason: str, actor, now: dt.datetime, **subject) -> None:
    """Posts the approval of these slips with its sides swapped, withdraws unsent payments, frees the work."""
    on = timezone.localdate(now)
    keys = [slip.pk for slip in slips]
    note_taken_back(slips=keys, actor=actor, now=now, reason=reason)
    lines = PayLine.objects.filter(slip__in=keys, live=True)
    orders = dict(lines.values_list("work_order_id").annotate(Sum("amount")).order_by("work_order_id"))
    costs = _costs(run, slips, orders)
    approval = JournalEntry.objects.get(run=run, act=Act.RUN)
    post(
        community=run.community,
        act=Act.REVERSAL,
        on=on,
        lines=_swapped(slips, costs),
        actor=actor,
        now=now,
        narrative=reason,
        reverses=approval,
        run=run,
        **subject,
    )
    _free(run, keys, reason, actor, now)
    take_back_unsent(payments=Payment.objects.ready().filter(slip__in=keys).locked(), actor=actor, now=now)
    log_moves(
        moved(slip, move="reverse", before=slip.state, after=SlipState.REVERSED, actor=actor, now=now, reason=reason)
        for slip in slips
    )
    note_held(run=run, slips=slips, actor=actor, now=now)
    Payslip.objects.filter(pk__in=keys).update(state=SlipState.REVERSED, held_reason="")
    # Costs may name an order that these slips don't: the last of a run take what rounding left of the others.
    touched = {*orders, *costs}
    # A correction that these slips took off an order's cost is open again, so the fund may front a little more there.
    # What undoes pay isn't refused for that.
    update_fronting(
        community=run.community, orders=touched, on=on, actor=actor, now=now, checked=False, run=run, **subject
    )


def _costs(run: PayRun, slips: list[Payslip], orders: dict[int, Decimal]) -> dict[int, Decimal]:
    """What to take off each order's cost: with the last slips of a run, all that is left of its approval."""
    left = run.slips.exclude(state=SlipState.REVERSED).exclude(pk__in=[slip.pk for slip in slips])
    if left.exists():
        return {order: round_fen(amount) for order, amount in orders.items()}
    posted = JournalLine.objects.filter(entry__run=run, entry__act__in=[Act.RUN, Act.REVERSAL])
    posted = posted.filter(account__kind=AccountKind.COST).values_list("account__work_order_id")
    return {order: amount for order, amount in posted.annotate(Sum("amount")).order_by() if amount}


def _swapped(slips: list[Payslip], costs: dict[int, Decimal]) -> list[Posting]:
    gross = sum((slip.gross for slip in slips), Decimal(0))
    return [
        *(Posting(AccountKind.COST, order, -amount) for order, amount in costs.items()),
        Posting(AccountKind.ROUNDING, None, sum(costs.values(), Decimal(0)) - gross),
        *(Posting(AccountKind.PAYABLE, slip.resident_id, slip.net) for slip in slips),
        Posting(AccountKind.TAX, None, sum((slip.tax for slip in slips), Decimal(0))),
    ]


_TURN_ROUND = """
    WITH taken AS (
        UPDATE payouts_payline SET live = FALSE WHERE slip_id = ANY(%s) AND live
        RETURNING id, community_id, slip_id, kind, entry_id, work_order_id, amount
    )
    INSERT INTO payouts_payline (community_id, slip_id, kind, entry_id, work_order_id, amount, live, reverses_id)
    SELECT community_id, slip_id, kind, entry_id, work_order_id, -amount, FALSE, id FROM taken
"""


def _free(run: PayRun, slips: list[int], reason: str, actor, now: dt.datetime) -> None:
    """Turns the lines of the slips round and gives their entries free; what was borne of them isn't any more."""
    with connection.cursor() as cursor:
        cursor.execute(_TURN_ROUND, [slips])
    entries = PayLine.objects.filter(slip__in=slips, entry__isnull=False, reverses__isnull=True).values("entry_id")
    release_claims(community=run.community, entries=entries, reference=run.number, actor=actor, now=now)
    take_back_borne(community=run.community, entries=entries, reason=reason, actor=actor, now=now)
