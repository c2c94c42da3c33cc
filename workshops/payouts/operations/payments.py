"""Paying: sent to the bank, arrived or failed, made again, or counted out in cash. Paid is what has arrived."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from residents.models import BankAccount
from residents.operations.log import log_move, log_moves, moved
from residents.operations.references import next_number, next_numbers
from workshops.payouts import moves
from workshops.payouts.enums import LIVE_PAYMENT, AccountKind, Act, Method, PaymentState, RunState, SlipState
from workshops.payouts.models import BankFile, JournalEntry, Payment, PayRun, Payslip
from workshops.payouts.operations.ledger import Posting, post
from workshops.payouts.operations.telling import tell_money_failed, tell_money_sent
from workshops.payouts.queries.bank_files import first_tries, refused_before
from workshops.payouts.rules.amounts import check_reason
from workshops.payouts.rules.paying import check_approved, check_month, check_payer
from workshops.rules.days import check_not_future

_PURSE = {Method.BANK: AccountKind.BANK, Method.CASH: AccountKind.CASH}


@transaction.atomic
def mark_sent(*, bank_file: BankFile, actor, now: dt.datetime, sent_on: dt.date | None = None) -> list[Payment]:
    """Notes that the bank has got a file. Repeated: nothing.

    Raises RuleBroken: wrong_state (withdrawn), same_person (whoever approved the run), future, other_month.
    """
    run = PayRun.objects.locked().select_related("community").get(pk=bank_file.run_id)
    check_approved(run.state)
    payments = list(Payment.objects.filter(bank_file=bank_file).locked())
    if payments and all(payment.sent_at for payment in payments):
        return payments
    for payment in payments:
        moves.PAYMENT.check("send", payment.state)
    day = sent_on or timezone.localdate(now)
    check_not_future(day, today=timezone.localdate(now), field="sent_on")
    check_payer(approved_by=run.approved_by_id, payer=actor.pk)
    check_month(sent_on=day, pay_date=run.pay_date, first_try=first_tries(payments))
    _send(payments, day, actor, now)
    _begin_paying(run, actor, now)
    return payments


@transaction.atomic
def mark_done(*, run: PayRun, payments: Iterable[int], actor, now: dt.datetime) -> list[Payment]:
    """Notes that sent payments (ids) of a run arrived: only now their slips are paid. Those that arrived already stay.

    Raises RuleBroken: wrong_state (not sent, or failed), same_person.
    """
    run = PayRun.objects.locked().select_related("community").get(pk=run.pk)
    check_payer(approved_by=run.approved_by_id, payer=actor.pk)
    found = list(Payment.objects.filter(slip__run=run, pk__in=list(payments)).locked().select_related("slip"))
    found = [payment for payment in found if payment.state != PaymentState.DONE]
    for payment in found:
        moves.PAYMENT.check("arrive", payment.state)
    _arrive(run, found, timezone.localdate(now), actor, now)
    return found


@transaction.atomic
def mark_failed(*, payment: Payment, reason: str, actor, now: dt.datetime) -> Payment:
    """Notes that the bank refused a payment, or returned one that had arrived; or that cash was never counted out.

    What had arrived is posted back and the slip is due again; whom the bank couldn't pay is asked to look at her
    account's number. Raises RuleBroken: wrong_state, reason_missing, same_person, confirmed (she said she has it).
    """
    reason = check_reason(reason)
    run = PayRun.objects.locked().select_related("community").get(pk=payment.slip.run_id)
    check_payer(approved_by=run.approved_by_id, payer=actor.pk)
    slip = Payslip.objects.locked().get(pk=payment.slip_id)
    payment = Payment.objects.locked().select_related("slip__resident__community").get(pk=payment.pk)
    if payment.state == PaymentState.FAILED:
        return payment
    if payment.method == Method.CASH and slip.state == SlipState.CONFIRMED:
        name = {"name": payment.slip.resident.name}
        raise RuleBroken(_("%(name)s said already that this cash has arrived.") % name, code="confirmed")
    came_back = payment.state == PaymentState.DONE
    name = "come_back" if came_back else "fail"
    target = moves.PAYMENT.check(name, payment.state, reason)
    lines = [moved(payment, move=name, before=payment.state, after=target, actor=actor, now=now, reason=reason)]
    if came_back:
        payment.back_entry = _post(run, [payment], Act.PAID_BACK, -1, timezone.localdate(now), actor, now)
        due = moves.SLIP.check("come_back", slip.state, reason)
        lines.append(moved(slip, move="come_back", before=slip.state, after=due, actor=actor, now=now, reason=reason))
        # A run that is wound up lists what is left due with its reason; now that is why the money came back.
        left_due = reason if run.state == RunState.CLOSED else ""
        Payslip.objects.filter(pk=slip.pk).update(state=due, left_due_reason=left_due)
    payment.state, payment.failed_reason = target, reason
    payment.failed_at, payment.failed_by = now, actor
    payment.save(update_fields=["state", "failed_reason", "failed_at", "failed_by", "back_entry"])
    log_moves(lines)
    tell_money_failed(payment=payment, actor=actor, now=now)
    return payment


@transaction.atomic
def pay_again(*, payment: Payment, actor, now: dt.datetime) -> Payment:
    """Makes a failed payment again under a new number, to the account as it is now; the tax stays as it was.

    It goes into the next bank file of the run. Where the slip is paid in cash by now, pay_cash is the next step
    instead. Raises RuleBroken: wrong_state, same_person, on_its_way, no_account.
    """
    run = payment.slip.run
    number = next_number(community=run.community, prefix="FK", day=timezone.localdate(now))
    run = PayRun.objects.locked().get(pk=run.pk)
    check_payer(approved_by=run.approved_by_id, payer=actor.pk)
    slip = Payslip.objects.locked().select_related("resident").get(pk=payment.slip_id)
    payment = Payment.objects.locked().get(pk=payment.pk)
    if payment.state != PaymentState.FAILED or slip.state != SlipState.DUE:
        raise RuleBroken(_("Only a failed payment of a slip that is due is made again."), code="wrong_state")
    if slip.payments.filter(state__in=LIVE_PAYMENT).exists():
        raise RuleBroken(_("This slip has a payment on its way already."), code="on_its_way")
    account = BankAccount.objects.live().filter(resident=slip.resident_id).first()
    if account is None:
        raise RuleBroken(
            _("No account yet: %(names)s. Enter it, pay in cash, or hold the slip back.")
            % {"names": slip.resident.name},
            code="no_account",
        )
    made = {"number": number, "attempt": slip.payments.count() + 1, "made_at": now, "made_by": actor}
    again = Payment.to_account(slip, account, approved_by_id=run.approved_by_id, **made)
    again.save(force_insert=True)
    log_move(again, move="make", before="", after=again.state, actor=actor, now=now)
    return again


@transaction.atomic
def pay_cash(
    *,
    run: PayRun,
    slips: Iterable[int],
    actor,
    now: dt.datetime,
    paid_on: dt.date | None = None,
    collected_by: str = "",
) -> list[Payment]:
    """Notes cash that was counted out and signed for: slips (ids) of an approved run that are due.

    `collected_by` names whoever fetched it for the resident, with her papers. Raises RuleBroken: wrong_state,
    same_person, future, other_month, on_its_way.
    """
    keys = set(slips)
    day = paid_on or timezone.localdate(now)
    check_not_future(day, today=timezone.localdate(now), field="paid_on")
    numbers = next_numbers(community=run.community, prefix="FK", day=timezone.localdate(now), count=len(keys))
    run = PayRun.objects.locked().select_related("community").get(pk=run.pk)
    check_approved(run.state)
    check_payer(approved_by=run.approved_by_id, payer=actor.pk)
    found = list(Payslip.objects.filter(run=run, pk__in=keys).locked())
    if len(found) != len(keys) or any(slip.state != SlipState.DUE for slip in found):
        raise RuleBroken(_("Only slips of this run that are due can be paid out."), code="wrong_state")
    if Payment.objects.live().filter(slip__in=keys).exists():
        raise RuleBroken(_("This slip has a payment on its way already."), code="on_its_way")
    tries = dict(Payment.objects.filter(slip__in=keys).values_list("slip").annotate(Count("pk")).order_by("slip"))
    made = {
        "approved_by_id": run.approved_by_id,
        "made_at": now,
        "made_by": actor,
        "collected_by": collected_by.strip(),
    }
    payments = [
        Payment.in_cash(slip, number=number, attempt=tries.get(slip.pk, 0) + 1, **made)
        for slip, number in zip(found, numbers, strict=True)
    ]
    check_month(sent_on=day, pay_date=run.pay_date, first_try=not keys <= refused_before(keys))
    payments = Payment.objects.bulk_create(payments)
    _send(payments, day, actor, now)
    _begin_paying(run, actor, now)
    _arrive(run, payments, day, actor, now)
    return payments


def _send(payments: Sequence[Payment], day: dt.date, actor, now: dt.datetime) -> None:
    fields = {"state": PaymentState.SENT, "sent_on": day, "sent_at": now, "sent_by": actor}
    Payment.objects.filter(pk__in=[payment.pk for payment in payments]).update(**fields)
    _log(payments, "send", PaymentState.SENT, actor, now)
    for payment in payments:
        payment.state, payment.sent_on, payment.sent_at, payment.sent_by = fields.values()


def _begin_paying(run: PayRun, actor, now: dt.datetime) -> None:
    """The first money that goes out makes the run one that is being paid."""
    if run.state != RunState.APPROVED:
        return
    target = moves.RUN.check("pay", run.state)
    before, run.state, run.paid_at, run.paid_by = run.state, target, now, actor
    run.save(update_fields=["state", "paid_at", "paid_by"])
    log_move(run, move="pay", before=before, after=target, actor=actor, now=now)


def _arrive(run: PayRun, payments: Sequence[Payment], day: dt.date, actor, now: dt.datetime) -> None:
    if not payments:
        return
    entry = _post(run, payments, Act.PAID, 1, day, actor, now)
    done = {"state": PaymentState.DONE, "done_entry": entry, "done_at": now, "done_by": actor}
    Payment.objects.filter(pk__in=[payment.pk for payment in payments]).update(**done)
    slips = list(Payslip.objects.filter(pk__in=[payment.slip_id for payment in payments]).locked())
    for slip in slips:
        moves.SLIP.check("pay", slip.state)
    _log(payments, "arrive", PaymentState.DONE, actor, now)
    _log(slips, "pay", SlipState.PAID, actor, now)
    Payslip.objects.filter(pk__in=[slip.pk for slip in slips]).update(state=SlipState.PAID, left_due_reason="")
    for payment in payments:
        payment.state = PaymentState.DONE
    tell_money_sent(run=run, payments=payments, actor=actor, now=now)


def _log(rows, move: str, after: str, actor, now: dt.datetime) -> None:
    log_moves([moved(row, move=move, before=row.state, after=after, actor=actor, now=now) for row in rows])


def _post(run: PayRun, payments: Sequence[Payment], act: Act, sign: int, day: dt.date, actor, now) -> JournalEntry:
    """What residents are owed less (or, with sign −1, more again), and the bank or cash that it came from."""
    residents = dict(
        Payslip.objects.filter(pk__in=[payment.slip_id for payment in payments]).values_list("pk", "resident_id")
    )
    lines = [
        line
        for payment in payments
        for line in (
            Posting(AccountKind.PAYABLE, residents[payment.slip_id], sign * payment.amount),
            Posting(_PURSE[Method(payment.method)], None, -sign * payment.amount),
        )
    ]
    return post(community=run.community, act=act, on=day, lines=lines, actor=actor, now=now, run=run)
