"""What a client paid, and which lines of which statements it settles."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.appendonly import append_only, fixed_columns, never_deleted
from microfactory.kernel.constraints import check, unique
from microfactory.kernel.money import MoneyField
from microfactory.kernel.scoping import ScopedQuerySet
from workshops.models.fields import signed_by
from workshops.models.guards import RefuseRows
from workshops.payouts.enums import MatchKind
from workshops.payouts.models.ledger import JournalEntry
from workshops.payouts.models.statements import Statement, StatementLine


class ClientReceiptQuerySet(ScopedQuerySet):
    def booked(self):
        """What people booked, taken back or not: without the rows that take back."""
        return self.filter(reverses__isnull=True)

    def live(self):
        """Receipts that count."""
        return self.filter(live=True)

    def locked(self):
        """Locked until the transaction ends, in the order of ids."""
        return self.select_for_update(of=("self",), no_key=True).order_by("pk")


class ClientReceipt(models.Model):
    """Money of a client that came into the bank account (到账). What isn't matched to a statement waits.

    One that was booked wrongly is turned round by another row, and neither of the two counts any more.
    """

    community = models.ForeignKey("residents.Community", models.PROTECT, related_name="+", verbose_name=_("community"))
    client = models.ForeignKey("workshops.Client", models.PROTECT, related_name="+", verbose_name=_("client"))
    received_on = models.DateField(_("received on"))
    amount = MoneyField(_("amount"))
    bank_reference = models.CharField(_("bank's reference"), max_length=60, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)
    live = models.BooleanField(_("counts"), default=True)
    reverses = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reversals",
        db_index=False,
        verbose_name=_("takes back"),
    )
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
                condition=Q(live=True) & ~Q(bank_reference=""),
            ),
            unique(
                "receipt_taken_back_once",
                ["reverses"],
                _("This receipt was taken back already."),
                condition=Q(reverses__isnull=False),
            ),
            check(
                "receipt_positive",
                Q(reverses__isnull=True, amount__gt=0) | Q(reverses__isnull=False, amount__lt=0, live=False),
                _("A receipt is more than nothing."),
            ),
            check(
                "receipt_back_has_reason",
                Q(reverses__isnull=True) | ~Q(note=""),
                _("Please write the reason in a few words."),
            ),
        ]
        triggers = [
            never_deleted("receipt", "a booked receipt is never deleted: it is taken back by another row"),
            fixed_columns(
                "receipt",
                ["community_id", "client_id", "received_on", "amount", "bank_reference", "note", "reverses_id"],
                "a booked receipt is never changed: it is taken back by another row",
            ),
            fixed_columns("receipt_live", ["live"], "a receipt taken back stays so", when_sql="NOT OLD.live"),
            RefuseRows(
                name="receipt_turned_round",
                operation=pgtrigger.Insert,
                sentence="what takes a receipt back turns it round whole, and nothing of it is matched",
                when_sql="""EXISTS (
                    SELECT 1 FROM new_rows n JOIN payouts_clientreceipt r ON r.id = n.reverses_id
                    WHERE r.live OR r.reverses_id IS NOT NULL OR r.amount <> -n.amount
                       OR (r.community_id, r.client_id) <> (n.community_id, n.client_id)
                       OR EXISTS (SELECT 1 FROM payouts_receiptmatch m WHERE m.receipt_id = r.id
                            GROUP BY m.line_id HAVING SUM(m.amount) <> 0 OR SUM(m.pieces) <> 0))""",
            ),
        ]

    def __str__(self):
        return f"{self.client} {self.received_on:%Y-%m-%d}"


class ReceiptMatchQuerySet(ScopedQuerySet):
    def standing(self):
        """What neither takes back nor was taken back."""
        return self.filter(reverses__isnull=True, reversals__isnull=True)


class ReceiptMatch(models.Model):
    """What settles a part of one line of a statement: money to the fen, and the whole pieces it completes.

    A row that takes back turns an earlier one round, so a line's sums are what stands.
    """

    community = models.ForeignKey("residents.Community", models.PROTECT, related_name="+", verbose_name=_("community"))
    kind = models.CharField(_("settled by"), max_length=12, choices=MatchKind)
    receipt = models.ForeignKey(
        ClientReceipt, models.PROTECT, null=True, blank=True, related_name="matches", verbose_name=_("receipt")
    )
    statement = models.ForeignKey(Statement, models.PROTECT, related_name="matches", verbose_name=_("statement"))
    line = models.ForeignKey(
        StatementLine, models.PROTECT, related_name="matches", verbose_name=_("line of a statement")
    )
    pieces = models.IntegerField(_("pieces completed"))
    amount = MoneyField(_("amount"))
    entry = models.ForeignKey(JournalEntry, models.PROTECT, related_name="matches", verbose_name=_("journal entry"))
    reverses = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reversals",
        db_index=False,
        verbose_name=_("takes back"),
    )
    reason = models.CharField(_("why"), max_length=200, blank=True)
    matched_at = models.DateTimeField(_("matched at"))
    matched_by = signed_by(_("matched by"))

    objects = ReceiptMatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("matched receipt")
        verbose_name_plural = _("matched receipts")
        constraints = [
            unique(
                "match_taken_back_once",
                ["reverses"],
                _("This was taken back already."),
                condition=Q(reverses__isnull=False),
            ),
            check(
                "match_not_negative",
                Q(reverses__isnull=True, amount__gte=0, pieces__gte=0)
                | Q(reverses__isnull=False, amount__lte=0, pieces__lte=0),
                _("An amount can't be negative."),
            ),
            check("match_not_empty", ~Q(amount=0) | ~Q(pieces=0), _("Match more than nothing.")),
            check(
                "match_receipt_agrees",
                Q(kind=MatchKind.RECEIPT, receipt__isnull=False)
                | (~Q(kind=MatchKind.RECEIPT) & Q(receipt__isnull=True)),
                _("Money received names its receipt; a deduction has none."),
            ),
            check(
                "match_reason",
                Q(kind=MatchKind.RECEIPT, reverses__isnull=True) | ~Q(reason=""),
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
                       OR l.kind = 'credit' OR l.pieces < 0)""",
            ),
            RefuseRows(
                name="match_turned_round",
                operation=pgtrigger.Insert,
                sentence="what takes a match back turns it round whole; a receipt taken back settles nothing",
                when_sql="""EXISTS (
                    SELECT 1 FROM new_rows n JOIN payouts_receiptmatch m ON m.id = n.reverses_id
                    WHERE m.reverses_id IS NOT NULL OR (m.pieces, m.amount) <> (-n.pieces, -n.amount)
                       OR (m.kind, m.receipt_id, m.line_id) IS DISTINCT FROM (n.kind, n.receipt_id, n.line_id)
                ) OR EXISTS (
                    SELECT 1 FROM new_rows n JOIN payouts_clientreceipt r ON r.id = n.receipt_id
                    WHERE n.reverses_id IS NULL AND NOT r.live)""",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.amount}"
