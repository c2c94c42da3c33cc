"""Where a resident's pay goes."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.appendonly import fixed_columns, never_deleted
from microfactory.kernel.constraints import unique
from microfactory.kernel.encryption import EncryptedField
from microfactory.kernel.masking import mask_account
from microfactory.kernel.scoping import ScopedQuerySet


class BankAccountQuerySet(ScopedQuerySet):
    def live(self):
        """Accounts in use."""
        return self.filter(ended_at__isnull=True)


class BankAccount(models.Model):
    """An account of a resident. A change is a new row; the old one is ended and stays."""

    community = models.ForeignKey("residents.Community", models.PROTECT, related_name="+", verbose_name=_("community"))
    resident = models.ForeignKey(
        "residents.Resident", models.PROTECT, related_name="accounts", verbose_name=_("resident")
    )
    holder = models.CharField(_("account holder"), max_length=40)
    bank = models.CharField(_("bank"), max_length=60)
    branch = models.CharField(_("branch"), max_length=80, blank=True)
    number = EncryptedField(_("account number"))
    number_hash = models.CharField(max_length=64, editable=False)
    last4 = models.CharField(_("last four of the account number"), max_length=4, editable=False)
    passes_luhn = models.BooleanField(_("check digit fits"), default=True, editable=False)
    added_at = models.DateTimeField(_("added at"))
    added_by = models.ForeignKey("residents.User", models.PROTECT, related_name="+", verbose_name=_("added by"))
    ended_at = models.DateTimeField(_("out of use since"), null=True, blank=True)
    ended_by = models.ForeignKey(
        "residents.User",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("taken out of use by"),
    )

    objects = BankAccountQuerySet.as_manager()

    class Meta:
        verbose_name = _("bank account")
        verbose_name_plural = _("bank accounts")
        constraints = [
            unique(
                "account_one_live_each",
                ["resident"],
                _("This resident has an account already. Change it, and the old one is ended."),
                condition=Q(ended_at__isnull=True),
            )
        ]
        triggers = [
            never_deleted("account", "a bank account is ended, never deleted"),
            fixed_columns(
                "account",
                ["resident_id", "holder", "number_hash", "last4"],
                "an account number is changed by adding a new account",
            ),
        ]

    def __str__(self):
        return f"{self.bank} {mask_account(self.last4)}"
