"""Accounts that were entered after a run was approved: nobody who approved it has seen them."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from residents.models import BankAccount
from workshops.payouts.enums import LIVE_PAYMENT, Method, PaymentState, SlipState
from workshops.payouts.models import Payment, PayRun, Payslip


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account that money of an approved run would go to, and that is younger than the approval."""

    account_id: int
    resident_id: int
    resident_name: str
    last4: str
    first: bool
    added_at: dt.datetime
    added_by_id: int
    added_by_name: str

    @property
    def words(self) -> str:
        """What happened to it, who did it and when."""
        said = _("Account entered after the approval: %(who)s, %(when)s")
        if not self.first:
            said = _("Account changed after the approval: %(who)s, %(when)s")
        return said % {"who": self.added_by_name, "when": f"{timezone.localtime(self.added_at):%Y-%m-%d %H:%M}"}


def new_accounts(run: PayRun) -> list[NewAccount]:
    """Accounts entered since a run's approval that the next bank file would pay to, by name. One query.

    A payment that is made already, and in no file yet, keeps the account it was made with.
    """
    if run.approved_at is None:
        return []
    slips = Payslip.objects.filter(run=run, state=SlipState.DUE, method=Method.BANK)
    tried = Payslip.objects.filter(payments__state__in=[*LIVE_PAYMENT, PaymentState.FAILED], run=run)
    fresh = Q(ended_at=None, resident__in=slips.exclude(pk__in=tried.values("pk")).values("resident"))
    made = Payment.objects.filter(slip__run=run, state=PaymentState.READY, bank_file=None, method=Method.BANK)
    kept = made.filter(slip__resident=OuterRef("resident"), last4=OuterRef("last4"), made_at__gte=OuterRef("added_at"))
    earlier = BankAccount.objects.filter(resident=OuterRef("resident"), added_at__lt=OuterRef("added_at"))
    rows = BankAccount.objects.filter(fresh | Exists(kept), added_at__gt=run.approved_at)
    rows = rows.annotate(changed=Exists(earlier)).select_related("resident", "added_by")
    return [
        NewAccount(
            account_id=row.pk,
            resident_id=row.resident_id,
            resident_name=row.resident.name,
            last4=row.last4,
            first=not row.changed,
            added_at=row.added_at,
            added_by_id=row.added_by_id,
            added_by_name=row.added_by.name,
        )
        for row in rows.order_by("resident__pinyin_key", "resident", "pk")
    ]
