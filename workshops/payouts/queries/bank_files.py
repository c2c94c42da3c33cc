"""The bank files of a run, with how far their payments are."""

from collections.abc import Sequence

from django.db.models import Count, Q

from workshops.payouts.enums import PaymentState
from workshops.payouts.models import BankFile, Payment, PayRun


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


def is_taken_back(bank_file: BankFile) -> bool:
    """Whether a payment of a file was taken back: no bank may pay by it any more. One query."""
    return bank_file.payments.filter(state=PaymentState.VOIDED).exists()


def first_tries(payments: Sequence[Payment]) -> bool:
    """Whether any of the payments is the first that ever went out for its slip. One query."""
    slips = {payment.slip_id for payment in payments}
    failed = Payment.objects.filter(slip__in=slips, state=PaymentState.FAILED).values_list("slip", flat=True)
    return not slips <= set(failed)


def people_in(bank_file: BankFile) -> list[int]:
    """Ids of the residents whose account numbers a file holds."""
    return list(bank_file.payments.order_by("pk").values_list("slip__resident_id", flat=True))
