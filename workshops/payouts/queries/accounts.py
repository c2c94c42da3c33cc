"""Accounts that were entered after a run was approved: nobody who approved it has seen them."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from residents.models import BankAccount
from workshops.payouts.models import PayRun
from workshops.payouts.queries.bank_files import slips_to_file


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
    """Accounts entered since a run's approval that the next bank file would pay to, by name. One query."""
    if run.approved_at is None:
        return []
    earlier = BankAccount.objects.filter(resident=OuterRef("resident"), added_at__lt=OuterRef("added_at"))
    rows = BankAccount.objects.live().filter(
        resident__in=slips_to_file(run).values("resident"), added_at__gt=run.approved_at
    )
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
