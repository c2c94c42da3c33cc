"""What a client paid, and which lines of which statements it settles."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.appendonly import append_only
from microfactory.kernel.constraints import check, unique
from microfactory.kernel.money import MoneyField
from microfactory.kernel.scoping import ScopedQuerySet
from workshops.models.fields import signed_by
from workshops.models.guards import RefuseRows
from workshops.payouts.enums import MatchKind
from workshops.payouts.models.ledger import JournalEntry
from workshops.payouts.models.statements import Statement, StatementLine


class ClientReceiptQuerySet(ScopedQuerySet):
    def locked(self):
        """Locked until the transaction ends, in the order of ids."""
        return self.select_for_update(of=("self",), no_key=True).order_by("pk")


class ClientReceipt(models.Model):
    """Money of a client that came into the bank account (到账). What isn't matched to a statement waits."""

    community = models.ForeignKey("residents.Community", models.PROTECT, related_name="+", verbose_name=_("community"))
    client = models.ForeignKey("workshops.Client", models.PROTECT, related_name="+", verbose_name=_("client"))
    received_on = models.DateField(_("received on"))
    amount = MoneyField(_("amount"))
    bank_reference = models.CharField(_("bank's reference"), max_length=60, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)
    booked_at = models.DateTimeField(_("booked at"))
    booked_by = signed_by(_("booked by"))

    objects = ClientReceiptQuerySet.as_manager()

    class Meta:
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        constraints = [
            unique(
                "receipt_reference_once",
                ["community", "bank_reference"],
                _("A receipt with this bank reference is booked already."),
                condition=~Q(bank_reference=""),
            ),
            check("receipt_positive", Q(amount__gt=0), _("A receipt is more than nothing.")),
        ]
        triggers = append_only("receipt", "a booked receipt is never changed")

    def __str__(self):
        return f"{self.client} {self.received_on:%Y-%m-%d}"


class ReceiptMatch(models.Model):
    """What settles a part of one line of a statement: money to the fen, and the whole pieces it completes."""

    community = models.ForeignKey("residents.Community", models.PROTECT, related_name="+", verbose_name=_("community"))
    kind = models.CharField(_("settled by"), max_length=12, choices=MatchKind)
    receipt = models.ForeignKey(
        ClientReceipt, models.PROTECT, null=True, blank=True, related_name="matches", verbose_name=_("receipt")
    )
    statement = models.ForeignKey(Statement, models.PROTECT, related_name="matches", verbose_name=_("statement"))
    line = models.ForeignKey(
        StatementLine, models.PROTECT, related_name="matches", verbose_name=_("line of a statement")
    )
    pieces = models.PositiveIntegerField(_("pieces completed"))
    amount = MoneyField(_("amount"))
    entry = models.ForeignKey(JournalEntry, models.PROTECT, related_name="matches", verbose_name=_("journal entry"))
    reason = models.CharField(_("why"), max_length=200, blank=True)
    matched_at = models.DateTimeField(_("matched at"))
    matched_by = signed_by(_("matched by"))

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("matched receipt")
        verbose_name_plural = _("matched receipts")
        constraints = [
            check("match_not_negative", Q(amount__gte=0), _("An amount can't be negative.")),
            check("match_not_empty", Q(amount__gt=0) | Q(pieces__gt=0), _("Match more than nothing.")),
            check(
                "match_receipt_agrees",
                Q(kind=MatchKind.RECEIPT, receipt__isnull=False)
                | (~Q(kind=MatchKind.RECEIPT) & Q(receipt__isnull=True)),
                _("Money received names its receipt; a deduction has none."),
            ),
            check(
                "match_reason",
                Q(kind=MatchKind.RECEIPT) | ~Q(reason=""),
                _("Please write the reason in a few words."),
            ),
        ]
        triggers = [
            *append_only("match", "what was matched is never changed"),
            RefuseRows(
                name="match_not_too_much",
                operation=pgtrigger.Insert,
                sentence="more is matched than the receipt or the line has",
                when_sql="""EXISTS (
                    SELECT 1 FROM new_rows n JOIN payouts_clientreceipt r ON r.id = n.receipt_id
                    WHERE r.amount < (SELECT SUM(m.amount) FROM payouts_receiptmatch m WHERE m.receipt_id = r.id)
                       OR r.community_id <> n.community_id
                ) OR EXISTS (
                    SELECT 1 FROM new_rows n JOIN payouts_statementline l ON l.id = n.line_id
                    WHERE l.pieces < (SELECT SUM(m.pieces) FROM payouts_receiptmatch m WHERE m.line_id = l.id)
                       OR l.statement_id <> n.statement_id OR l.community_id <> n.community_id
                       OR l.kind = 'credit')""",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.amount}"
