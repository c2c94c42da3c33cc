"""The bank files of a run, with how far their payments are."""

from django.db.models import Count, Q

from workshops.payouts.enums import PaymentState
from workshops.payouts.models import BankFile, PayRun


def files_of(run: PayRun) -> list[BankFile]:
    """Files in the order they were made, with `ready`, `sent`, `done`, `failed`, `voided` (payments); without their
    bytes. One query."""
    counts = {state.value: Count("payments", filter=Q(payments__state=state), distinct=True) for state in PaymentState}
    rows = BankFile.objects.filter(run=run).select_related("profile", "made_by").defer("content")
    return list(rows.annotate(**counts).order_by("pk"))


def people_in(bank_file: BankFile) -> list[int]:
    """Ids of the residents whose account numbers a file holds."""
    return list(bank_file.payments.order_by("pk").values_list("slip__resident_id", flat=True))
