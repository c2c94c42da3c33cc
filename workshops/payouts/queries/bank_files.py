"""The bank files of a run, with how far their payments are; and whom the next one pays."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from microfactory.kernel.periods import Month
from residents.models import BankAccount
from workshops.payouts.enums import Method, PaymentState, SlipState
from workshops.payouts.models import BankFile, Payment, PayRun, Payslip
from workshops.payouts.rules.paying import file_out

# Over rows of payments: her account is still the one that it was made with.
_SAME_ACCOUNT = Exists(
    BankAccount.objects.live().filter(resident=OuterRef("slip__resident"), added_at__lte=OuterRef("made_at"))
)


def files_of(run: PayRun) -> list[BankFile]:
    """Files in the order they were made, with `ready`, `sent`, `done`, `failed`, `voided` (payments); without their
    bytes. One query."""
    counts = {state.value: Count("payments", filter=Q(payments__state=state), distinct=True) for state in PaymentState}
    rows = BankFile.objects.filter(run=run).select_related("profile", "made_by").defer("content")
    return list(rows.annotate(**counts).order_by("pk"))


def files_out(payments) -> list[str]:
    """Names of the files that hold payments (a queryset) which nobody has entered as sent or taken back. One query."""
    held = payments.ready().filter(bank_file__isnull=False).order_by("bank_file_id")
    return list(held.values_list("bank_file__name", flat=True).distinct())


def what_comes_first(run: PayRun, *names: str) -> str:
    """What has to be done with the files of a run that are out, or with those named, before pay is turned round. One
    query, or none."""
    return file_out(names or files_out(Payment.objects.filter(slip__run=run)))


def is_taken_back(bank_file: BankFile) -> bool:
    """Whether a payment of a file was taken back: no bank may pay by it any more. One query."""
    return bank_file.payments.filter(state=PaymentState.VOIDED).exists()


def is_too_late(bank_file: BankFile, *, day: dt.date) -> bool:
    """Whether a file that nobody entered as sent would pay somebody after the month of her tax. Two queries at the
    most."""
    if Month.of(day).first <= bank_file.run.pay_date:
        return False
    waiting = list(bank_file.payments.ready())
    return bool(waiting) and first_tries(waiting)


def refused_before(slips: Iterable[int]) -> set[int]:
    """Those of the slips (ids) whose money went out and was refused or sent back by a bank: their tax stays, whenever
    they are paid. Cash that was ticked by mistake never went out. One query."""
    failed = Payment.objects.filter(slip__in=slips, state=PaymentState.FAILED, method=Method.BANK)
    return set(failed.values_list("slip", flat=True))


def first_tries(payments: Sequence[Payment]) -> bool:
    """Whether any of the payments is the first that ever went out for its slip. One query."""
    slips = {payment.slip_id for payment in payments}
    return not slips <= refused_before(slips)


def slips_to_file(run: PayRun) -> QuerySet[Payslip]:
    """Slips that the next bank file of a run pays: never tried, last taken back unsent, or made and in no file yet."""
    later = Payment.objects.filter(slip=OuterRef("slip"), attempt__gt=OuterRef("attempt"))
    tries = Payment.objects.filter(slip__run=run)
    failed = tries.filter(~Exists(later), state=PaymentState.FAILED)
    slips = Payslip.objects.filter(run=run, state=SlipState.DUE, method=Method.BANK)
    return slips.exclude(pk__in=tries.on_their_way().values("slip")).exclude(pk__in=failed.values("slip"))


def made_for_file(run: PayRun) -> QuerySet[Payment]:
    """Payments that were made, to the account as it is now, and are in no file yet."""
    return _unfiled(run).filter(_SAME_ACCOUNT)


def to_old_accounts(run: PayRun) -> QuerySet[Payment]:
    """Payments in no file yet whose account was changed or ended since they were made."""
    return _unfiled(run).filter(~_SAME_ACCOUNT)


def without_payment(run: PayRun) -> QuerySet[Payslip]:
    """Slips that the next bank file pays and that need a payment for it."""
    return slips_to_file(run).exclude(pk__in=made_for_file(run).values("slip"))


def _unfiled(run: PayRun) -> QuerySet[Payment]:
    return Payment.objects.ready().filter(slip__run=run, bank_file=None, method=Method.BANK)


def people_in(bank_file: BankFile) -> list[int]:
    """Ids of the residents whose account numbers a file holds."""
    return list(bank_file.payments.order_by("pk").values_list("slip__resident_id", flat=True))
