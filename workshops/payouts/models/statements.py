"""What a client owes: statements of what it accepted, with what is claimed and credited."""

import pgtrigger
from django.db import models
from django.db.models import F, GeneratedField, Q
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.appendonly import Refuse, fixed_columns, frozen_when, never_deleted
from microfactory.kernel.constraints import check, unique
from microfactory.kernel.money import ExactMoneyField, MoneyField, UnitPriceField
from microfactory.kernel.moves import state_agrees
from microfactory.kernel.scoping import ScopedQuerySet
from workshops.models.fields import signed_by
from workshops.models.guards import moves_only
from workshops.payouts import moves
from workshops.payouts.enums import STATED, ClaimCause, StatementLineKind, StatementState
from workshops.payouts.models.guards import NOT_IN_DRAFT

_LINES_STAY = "a line of an issued statement is never changed: a later change is a credit line in the next one"
_ISSUED = [StatementState.ISSUED, StatementState.SETTLED]


class StatementQuerySet(ScopedQuerySet):
    def stated(self):
        """Statements that the client has."""
        return self.filter(state__in=STATED)

    def locked(self):
        """Locked until the transaction ends, in the order of ids."""
        return self.select_for_update(of=("self",), no_key=True).order_by("pk")


class Statement(models.Model):
    """A statement (对账单) to a client. Lines are exact to 4 places; fees and claims are rounded once each."""

    community = models.ForeignKey(
        "residents.Community", models.PROTECT, related_name="+", db_index=False, verbose_name=_("community")
    )
    client = models.ForeignKey("workshops.Client", models.PROTECT, related_name="+", verbose_name=_("client"))
    number = models.CharField(_("number"), max_length=20, editable=False)
    until = models.DateField(_("accepted up to"))
    state = models.CharField(_("state"), max_length=10, choices=StatementState, default=StatementState.DRAFT)
    fees_exact = ExactMoneyField(_("fees before rounding"), default=0)
    fees = MoneyField(_("fees"), default=0)
    claims_exact = ExactMoneyField(_("claims before rounding"), default=0)
    claims = MoneyField(_("claims"), default=0)
    drafted_at = models.DateTimeField(_("drawn up at"))
    drafted_by = signed_by(_("drawn up by"))
    issued_on = models.DateField(_("given out on"), null=True, blank=True)
    issued_at = models.DateTimeField(_("given out at"), null=True, blank=True)
    issued_by = signed_by(_("given out by"), later=True)
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)

    objects = StatementQuerySet.as_manager()

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        constraints = [
            unique(
                "statement_number_once", ["community", "number"], _("There is a statement of this number already.")
            ),
            check(
                "statement_state_agrees",
                state_agrees(
                    "state",
                    {
                        "issued_on": _ISSUED,
                        "issued_at": _ISSUED,
                        "issued_by": _ISSUED,
                        "settled_at": [StatementState.SETTLED],
                    },
                    StatementState.values,
                ),
                _("An issued statement needs the day, the time and the person; a paid one the time of payment."),
            ),
            check(
                "statement_not_negative", Q(fees__gte=0, claims__gte=0), _("A client never owes less than nothing.")
            ),
        ]
        triggers = [
            never_deleted("statement", "a statement is discarded, its number is kept"),
            moves_only("statement", moves.STATEMENT),
            fixed_columns("statement", ["community_id", "client_id", "number"], "a statement stays with its client"),
            fixed_columns(
                "statement_issued",
                ["until", "fees_exact", "fees", "claims_exact", "claims", "issued_on", "issued_at", "issued_by_id"],
                "an issued statement is never changed: a later change is a credit line in the next one",
                when_sql="OLD.state <> 'draft'",
            ),
        ]

    def __str__(self):
        return self.number


class StatementLine(models.Model):
    """A line: pieces of one operation at a price. A credit takes pieces of an earlier line back (negative).

    Of a claim, pieces that were claimed too many are a claim of fewer than nothing.
    """

    community = models.ForeignKey("residents.Community", models.PROTECT, related_name="+", verbose_name=_("community"))
    statement = models.ForeignKey(Statement, models.PROTECT, related_name="lines", verbose_name=_("statement"))
    position = models.PositiveIntegerField(_("position"))
    kind = models.CharField(_("kind"), max_length=8, choices=StatementLineKind)
    cause = models.CharField(_("cause"), max_length=20, choices=ClaimCause, blank=True)
    delivery_line = models.ForeignKey(
        "workshops.DeliveryLine",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("line of a delivery"),
    )
    work_order = models.ForeignKey(
        "workshops.WorkOrder", models.PROTECT, related_name="+", verbose_name=_("work order")
    )
    operation = models.ForeignKey("workshops.Operation", models.PROTECT, related_name="+", verbose_name=_("operation"))
    pieces = models.IntegerField(_("quantity"))
    price = UnitPriceField(_("price"))
    amount = GeneratedField(
        expression=F("pieces") * F("price"), output_field=ExactMoneyField(), db_persist=True, verbose_name=_("amount")
    )
    note = models.CharField(_("note"), max_length=200, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of a statement")
        verbose_name_plural = _("lines of statements")
        constraints = [
            unique(
                "statement_line_fee_once",
                ["delivery_line"],
                _("This line of the delivery stands in a statement already."),
                condition=Q(kind=StatementLineKind.FEE),
            ),
            unique(
                "statement_line_claim_once",
                ["delivery_line", "cause"],
                _("This claim stands in a statement already."),
                condition=Q(kind=StatementLineKind.CLAIM, pieces__gt=0) & ~Q(cause=ClaimCause.DISPUTED),
            ),
            unique("statement_line_position_once", ["statement", "position"], _("This place is taken.")),
            check(
                "statement_line_sign",
                Q(kind=StatementLineKind.CREDIT, pieces__lt=0)
                | Q(kind=StatementLineKind.FEE, pieces__gt=0)
                | (Q(kind=StatementLineKind.CLAIM) & ~Q(pieces=0) & (Q(pieces__gt=0) | ~Q(note=""))),
                _("Fees and claims add pieces, a credit takes them back and says why."),
            ),
            check(
                "statement_line_cause",
                Q(kind=StatementLineKind.CLAIM, cause__in=ClaimCause.values)
                | (~Q(kind=StatementLineKind.CLAIM) & Q(cause="")),
                _("A claim says why."),
            ),
            check(
                "statement_line_of_delivery",
                Q(delivery_line__isnull=False) | Q(cause=ClaimCause.MATERIAL_AT_HAND_IN),
                _("A line names the line of the delivery that it is about."),
            ),
            check("statement_line_price", Q(price__gt=0), _("A price is more than nothing.")),
        ]
        triggers = [
            *frozen_when("statement_line", NOT_IN_DRAFT.format(row="OLD"), _LINES_STAY),
            Refuse(
                name="statement_line_no_insert",
                operation=pgtrigger.Insert,
                sentence=_LINES_STAY,
                when_sql=NOT_IN_DRAFT.format(row="NEW"),
            ),
        ]

    def __str__(self):
        return f"{self.operation} {self.pieces}"
