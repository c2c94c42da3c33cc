"""Sums of pay runs and of journal entries, kept: see kernel.tallies. No balance is kept: those are sums, always."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.money import MoneyField
from microfactory.kernel.tallies import Source, adding, kept_by_triggers, total
from workshops.models.tallies import Tally
from workshops.payouts.enums import AccountKind, SlipState

_SLIPS = Source(
    table="payouts_payslip",
    into="payouts_runtally",
    keys={"run_id": "r.run_id", "state": "r.state", "community_id": "r.community_id"},
    sums={
        "people": total("1"),
        "taxed": total("1", "r.tax > 0"),
        "gross": total("r.gross"),
        "tax": total("r.tax"),
        "net": total("r.net"),
    },
)
_LINES = Source(
    table="payouts_journalline",
    into="payouts_journaltally",
    keys={"entry_id": "r.entry_id", "kind": "r.kind", "community_id": "r.community_id"},
    look="(SELECT a.kind FROM payouts_account a WHERE a.id = s.account_id) AS kind",
    sums={
        "lines": total("1"),
        "amount": total("r.amount"),
        "first_account_id": "MIN(r.account_id)",
        "last_account_id": "MAX(r.account_id)",
    },
)

RUN = (_SLIPS,)
JOURNAL = (_LINES,)
OF_SLIPS = adding("slip", _SLIPS, pgtrigger.Insert, pgtrigger.Update, pgtrigger.Delete)
OF_LINES = adding("journal_line", _LINES, pgtrigger.Insert)


class RunTally(Tally):
    """Slips of a pay run that are in one state."""

    run = models.ForeignKey(
        "payouts.PayRun", models.PROTECT, related_name="tallies", db_constraint=False, verbose_name=_("pay run")
    )
    state = models.CharField(_("state"), max_length=10, choices=SlipState)
    people = models.BigIntegerField(_("people"), db_default=0)
    taxed = models.BigIntegerField(_("people who are taxed"), db_default=0)
    gross = MoneyField(_("gross"), db_default=0)
    tax = MoneyField(_("tax withheld"), db_default=0)
    net = MoneyField(_("net"), db_default=0)

    SOURCES = RUN

    class Meta:
        verbose_name = _("tally of a pay run")
        verbose_name_plural = _("tallies of pay runs")
        triggers = kept_by_triggers("run", RUN)

    def __str__(self):
        return f"{self.run} {self.get_state_display()}"


class JournalTally(Tally):
    """Lines of a journal entry for one kind of account. They are written with their entry and stay, so it never folds.

    The first account (by id) is the last one where they are all of one.
    """

    entry = models.ForeignKey(
        "payouts.JournalEntry",
        models.PROTECT,
        related_name="tallies",
        db_constraint=False,
        verbose_name=_("journal entry"),
    )
    kind = models.CharField(_("kind"), max_length=12, choices=AccountKind)
    lines = models.BigIntegerField(_("lines"))
    amount = MoneyField(_("amount"))
    first_account = models.ForeignKey(
        "payouts.Account",
        models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
        verbose_name=_("first ledger account"),
    )
    last_account = models.ForeignKey(
        "payouts.Account",
        models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
        verbose_name=_("last ledger account"),
    )

    SOURCES = JOURNAL

    class Meta:
        verbose_name = _("tally of a journal entry")
        verbose_name_plural = _("tallies of journal entries")
        triggers = kept_by_triggers("journal", JOURNAL, most=None)

    def __str__(self):
        return f"{self.entry} {self.get_kind_display()}"
