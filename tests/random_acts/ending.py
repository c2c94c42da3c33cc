"""How a history ends: whoever is owed pay of this month gets it, once, whatever was tried before; the sums agree."""

import datetime as dt
from decimal import Decimal

from django.db.models import Sum

from microfactory.kernel.periods import Month
from residents.models import BankAccount
from tests.random_acts.town import Town
from workshops.payouts.enums import AccountKind, Act, Method, PaymentState, SlipState
from workshops.payouts.models import BankFile, JournalLine, Payment, PayRun, Payslip
from workshops.payouts.operations import bank_files, payments, slips
from workshops.payouts.queries.accounts import new_accounts

ARRIVED = (SlipState.PAID, SlipState.CONFIRMED)


def everybody_is_paid(town: Town, now: dt.datetime) -> int:
    """Pays each run of this month to its end, by somebody who neither approved it nor entered an account; how many
    slips that were."""
    month = Month.of(now.date())
    runs = PayRun.objects.approved().filter(community=town.community, pay_date__range=(month.first, month.last))
    count = 0
    for run in runs.order_by("pk"):
        due = Payslip.objects.filter(run=run, state=SlipState.DUE)
        count += due.count()
        _pay(run, due, {"actor": town.second_social_worker, "now": now})
        assert not due.exists(), f"{due.count()} slips of {run} can't be paid"
    return count


def _pay(run: PayRun, due, acts: dict) -> None:
    """Whatever is on its way comes to an end; then everything that is due goes out."""
    for file in BankFile.objects.filter(payments__slip__run=run, payments__state=PaymentState.READY).distinct():
        bank_files.withdraw_file(bank_file=file, reason="月底清账", **acts)
    _arrive(run, acts)
    for slip in due.filter(method=Method.BANK).order_by("pk"):
        if not BankAccount.objects.live().filter(resident=slip.resident_id).exists():
            slips.set_method(slip=slip, method=Method.CASH, **acts)
        elif (last := slip.payments.order_by("attempt").last()) and last.state == PaymentState.FAILED:
            payments.pay_again(payment=last, **acts)
    if due.filter(method=Method.BANK).exists():
        checked = [account.account_id for account in new_accounts(run)]
        file = bank_files.make_bank_file(run=run, checked=checked, **acts)
        payments.mark_sent(bank_file=file, **acts)
        _arrive(run, acts)
    if keys := list(due.order_by("pk").values_list("pk", flat=True)):
        payments.pay_cash(run=run, slips=keys, **acts)


def _arrive(run: PayRun, acts: dict) -> None:
    sent = Payment.objects.filter(slip__run=run, state=PaymentState.SENT).order_by("pk")
    payments.mark_done(run=run, payments=list(sent.values_list("pk", flat=True)), **acts)


def sums_agree(town: Town) -> None:
    """What payments brought, what slips say, and what the books say, is one sum; so is what is still owed."""
    slips_here = Payslip.objects.standing().filter(community=town.community)
    lines = JournalLine.objects.filter(community=town.community)
    purses = lines.filter(account__kind__in=[AccountKind.BANK, AccountKind.CASH])
    paid = {
        "payments": _sum(Payment.objects.filter(community=town.community, state=PaymentState.DONE), "amount"),
        "slips": _sum(slips_here.filter(state__in=ARRIVED), "net"),
        "books": -_sum(purses.filter(entry__act__in=[Act.PAID, Act.PAID_BACK]), "amount"),
    }
    owed = {
        "slips": _sum(slips_here.unpaid(), "net"),
        "books": -_sum(lines.filter(account__kind=AccountKind.PAYABLE), "amount"),
    }
    assert len(set(paid.values())) == 1, paid
    assert len(set(owed.values())) == 1, owed


def _sum(rows, column: str) -> Decimal:
    return rows.aggregate(sum=Sum(column, default=Decimal(0)))["sum"]
