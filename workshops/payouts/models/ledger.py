"""The ledger: accounts, and a journal whose every entry adds up to nothing. It starts where money starts."""

import pgtrigger
from django.db import models
from django.db.models import BigIntegerField, Func, Q
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.appendonly import append_only
from microfactory.kernel.constraints import check, unique
from microfactory.kernel.money import MoneyField
from microfactory.kernel.scoping import ScopedQuerySet
from workshops.models.fields import signed_by
from workshops.payouts.enums import OF_CLIENT, OF_COMMUNITY, OF_ORDER, TURNS_ROUND, AccountKind, Act
from workshops.payouts.models.guards import BalancedAtCommit, OnlyWithItsEntry
from workshops.payouts.models.tallies import OF_LINES


class ThisTransaction(Func):
    """The number of the running transaction, the same inside its savepoints."""

    template = "txid_current()"
    output_field = BigIntegerField()


def _owned(client: bool, work_order: bool, resident: bool) -> Q:
    return Q(client__isnull=not client, work_order__isnull=not work_order, resident__isnull=not resident)


class Account(models.Model):
    """What money is counted by: a kind, and whose it is. Its balance is the sum of its lines, never a column."""

    community = models.ForeignKey(
        "residents.Community", models.PROTECT, related_name="+", db_index=False, verbose_name=_("community")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=AccountKind)
    client = models.ForeignKey(
        "workshops.Client", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("client")
    )
    work_order = models.ForeignKey(
        "workshops.WorkOrder", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("work order")
    )
    resident = models.ForeignKey(
        "residents.Resident", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("resident")
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("ledger account")
        verbose_name_plural = _("ledger accounts")
        constraints = [
            unique(
                "ledger_account_once",
                ["community", "kind", "client", "work_order", "resident"],
                _("This account exists already."),
                nulls_distinct=False,
            ),
            check(
                "ledger_account_owner_agrees",
                (Q(kind__in=OF_COMMUNITY) & _owned(False, False, False))
                | (Q(kind__in=OF_CLIENT) & _owned(True, False, False))
                | (Q(kind__in=OF_ORDER) & _owned(False, True, False))
                | (Q(kind=AccountKind.PAYABLE) & _owned(False, False, True)),
                _("An account of this kind belongs to something else."),
            ),
        ]
        triggers = append_only("ledger_account", "an account of the ledger stays as it is")

    def __str__(self):
        owner = self.client or self.work_order or self.resident
        return f"{self.get_kind_display()} · {owner}" if owner else self.get_kind_display()

    @property
    def owner_id(self) -> int | None:
        """The id of the client, order or resident that it belongs to; nobody's is the community's own."""
        return self.client_id or self.work_order_id or self.resident_id


class JournalEntry(models.Model):
    """One act of money: what, when, why, by whom, and the row that it is about."""

    community = models.ForeignKey(
        "residents.Community", models.PROTECT, related_name="+", db_index=False, verbose_name=_("community")
    )
    act = models.CharField(_("act"), max_length=16, choices=Act)
    on = models.DateField(_("on"))
    narrative = models.CharField(_("narrative"), max_length=400, blank=True)
    statement = models.ForeignKey(
        "payouts.Statement", models.PROTECT, null=True, blank=True, related_name="entries", verbose_name=_("statement")
    )
    receipt = models.ForeignKey(
        "payouts.ClientReceipt",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="entries",
        verbose_name=_("receipt"),
    )
    run = models.ForeignKey(
        "payouts.PayRun", models.PROTECT, null=True, blank=True, related_name="entries", verbose_name=_("pay run")
    )
    slip = models.ForeignKey(
        "payouts.Payslip", models.PROTECT, null=True, blank=True, related_name="entries", verbose_name=_("pay slip")
    )
    work_order = models.ForeignKey(
        "workshops.WorkOrder", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("work order")
    )
    reverses = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="reversals", verbose_name=_("reverses")
    )
    actor = signed_by(_("who"))
    at = models.DateTimeField(_("when"))
    transaction = models.BigIntegerField(_("transaction"), db_default=ThisTransaction(), editable=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("journal entry")
        verbose_name_plural = _("journal")
        indexes = [models.Index(fields=["community", "on", "id"], name="journal_by_day")]
        constraints = [
            check(
                "journal_reversal_names_its_row",
                Q(act__in=TURNS_ROUND, reverses__isnull=False) | (~Q(act__in=TURNS_ROUND) & Q(reverses__isnull=True)),
                _("A reversal names the entry that it turns round."),
            ),
        ]
        triggers = [
            *append_only("journal", "the journal is never changed: post a new entry that turns the wrong one round"),
            BalancedAtCommit(name="journal_balanced"),
        ]

    def __str__(self):
        return f"{self.get_act_display()} {self.on:%Y-%m-%d}"


class JournalLine(models.Model):
    """An amount on an account: debit is positive, credit negative."""

    community = models.ForeignKey(
        "residents.Community", models.PROTECT, related_name="+", db_index=False, verbose_name=_("community")
    )
    entry = models.ForeignKey(JournalEntry, models.PROTECT, related_name="lines", verbose_name=_("journal entry"))
    account = models.ForeignKey(
        Account, models.PROTECT, related_name="lines", db_index=False, verbose_name=_("ledger account")
    )
    amount = MoneyField(_("amount"))

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("journal line")
        verbose_name_plural = _("journal lines")
        # With the amount in it a balance is read from the index alone, however long the journal is.
        indexes = [models.Index(fields=["account"], include=["amount"], name="journal_line_balance")]
        constraints = [
            check("journal_line_not_empty", ~Q(amount=0), _("A line of the journal is never nothing.")),
        ]
        triggers = [
            *append_only(
                "journal_line", "the journal is never changed: post a new entry that turns the wrong one round"
            ),
            OnlyWithItsEntry(name="journal_line_with_entry", operation=pgtrigger.Insert),
            *OF_LINES,
        ]

    def __str__(self):
        return f"{self.account} {self.amount}"
