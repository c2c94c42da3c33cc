"""Pay slips and the lines that claim the work they pay; and what residents answer."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.appendonly import append_only, fixed_columns, frozen_when
from microfactory.kernel.constraints import check, unique
from microfactory.kernel.money import ExactMoneyField, MoneyField
from microfactory.kernel.scoping import ScopedQuerySet
from workshops.models.fields import signed_by
from workshops.models.guards import RefuseAfter, moves_only
from workshops.payouts import moves
from workshops.payouts.enums import APPROVED, Answer, Method, PayLineKind, SlipState
from workshops.payouts.models.guards import RUN_APPROVED, SLIP_APPROVED, LinesFitTheirSlip
from workshops.payouts.models.runs import PayRun
from workshops.payouts.models.tallies import OF_SLIPS
from workshops.payouts.models.vouching import NOT_HERS, Vouched, vouched


class PayslipQuerySet(ScopedQuerySet):
    def standing(self):
        """Slips of approved runs that were not reversed: what residents see and are owed."""
        return self.filter(run__state__in=APPROVED).exclude(state=SlipState.REVERSED)

    def unpaid(self):
        """Standing slips whose money has not arrived."""
        return self.standing().filter(state__in=[SlipState.DUE, SlipState.HELD])

    def locked(self):
        """Locked until the transaction ends, in the order of ids."""
        return self.select_for_update(of=("self",), no_key=True).order_by("pk")


class Payslip(models.Model):
    """What one resident gets in one run (加工费单): exact sum, rounding as its own figure, tax, net."""

    community = models.ForeignKey(
        "residents.Community", models.PROTECT, related_name="+", db_index=False, verbose_name=_("community")
    )
    run = models.ForeignKey(PayRun, models.PROTECT, related_name="slips", db_index=False, verbose_name=_("pay run"))
    resident = models.ForeignKey(
        "residents.Resident", models.PROTECT, related_name="+", db_index=False, verbose_name=_("resident")
    )
    number = models.CharField(_("number"), max_length=24, editable=False)
    gross_exact = ExactMoneyField(_("earned before rounding"))
    gross = MoneyField(_("gross"))
    rounding = ExactMoneyField(_("rounding"))
    tax = MoneyField(_("tax withheld"))
    net = MoneyField(_("net"))
    method = models.CharField(_("way of payment"), max_length=4, choices=Method)
    state = models.CharField(_("state"), max_length=10, choices=SlipState, default=SlipState.DUE)
    held_reason = models.CharField(_("why held back"), max_length=200, blank=True)
    left_due_reason = models.CharField(_("why still unpaid at the end"), max_length=200, blank=True)

    objects = PayslipQuerySet.as_manager()

    class Meta:
        verbose_name = _("pay slip")
        verbose_name_plural = _("pay slips")
        indexes = [models.Index(fields=["resident", "run"], name="slip_by_resident")]
        constraints = [
            unique("slip_once_a_run", ["run", "resident"], _("This resident has a slip in this run already.")),
            unique("slip_number_once", ["community", "number"], _("There is a slip of this number already.")),
            check(
                "slip_rounded_once",
                Q(gross=F("gross_exact") + F("rounding"), rounding__gte="-0.005", rounding__lte="0.005"),
                _("A slip is its exact sum, rounded once to the fen."),
            ),
            check("slip_net", Q(net=F("gross") - F("tax")), _("Net is gross less tax.")),
            check("slip_positive", Q(gross__gt=0, tax__gte=0, net__gte=0), _("A slip is never negative.")),
            check(
                "slip_held_agrees",
                (Q(state=SlipState.HELD) & ~Q(held_reason="")) | (~Q(state=SlipState.HELD) & Q(held_reason="")),
                _("A slip that is held back says why."),
            ),
        ]
        triggers = [
            moves_only("slip", moves.SLIP),
            fixed_columns(
                "slip",
                ["community_id", "run_id", "resident_id", "number", "gross_exact", "gross", "rounding"],
                "the sums of a slip come from its lines and stay",
            ),
            fixed_columns("slip_approved", ["tax", "net"], "an approved slip is never changed", when_sql=RUN_APPROVED),
            frozen_when("slip_approved", RUN_APPROVED, "an approved slip is never deleted: it is reversed")[1],
            *OF_SLIPS,
        ]

    def __str__(self):
        return self.number


class PayLine(models.Model):
    """A line of a slip. A live line claims one entry, once; a line that takes back points at the one it takes.

    A run writes 100,000 of them: community and order are checked by one trigger for all lines together, not by a
    foreign key each.
    """

    community = models.ForeignKey(
        "residents.Community",
        models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
        verbose_name=_("community"),
    )
    slip = models.ForeignKey(Payslip, models.PROTECT, related_name="lines", verbose_name=_("pay slip"))
    kind = models.CharField(_("kind"), max_length=14, choices=PayLineKind, default=PayLineKind.ENTRY)
    entry = models.ForeignKey(
        "workshops.PieceEntry",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name=_("piece entry"),
    )
    work_order = models.ForeignKey(
        "workshops.WorkOrder",
        models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
        verbose_name=_("work order"),
    )
    amount = ExactMoneyField(_("amount"))
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

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("pay line")
        verbose_name_plural = _("pay lines")
        constraints = [
            unique(
                "pay_line_claims_once",
                ["entry"],
                _("This work stands in another pay run already."),
                condition=Q(live=True),
            ),
            unique(
                "pay_line_taken_back_once",
                ["reverses"],
                _("This line was taken back already."),
                condition=Q(reverses__isnull=False),
            ),
            check(
                "pay_line_kind_agrees",
                Q(kind=PayLineKind.ENTRY, entry__isnull=False) | (~Q(kind=PayLineKind.ENTRY) & Q(entry__isnull=True)),
                _("A line of piecework names its entry; other lines have none."),
            ),
            check(
                "pay_line_taken_back_is_not_live",
                Q(reverses__isnull=True) | Q(live=False),
                _("A line that takes back claims nothing."),
            ),
        ]
        triggers = [
            fixed_columns(
                "pay_line",
                ["community_id", "slip_id", "kind", "entry_id", "work_order_id", "amount", "reverses_id"],
                "a pay line is never changed: it is taken back by another line",
            ),
            fixed_columns("pay_line_live", ["live"], "a line that was taken back stays so", when_sql="NOT OLD.live"),
            frozen_when("pay_line", SLIP_APPROVED, "a line of an approved slip is never deleted: it is taken back")[1],
            LinesFitTheirSlip(name="pay_line_fits", operation=pgtrigger.Insert),
            RefuseAfter(
                name="pay_line_disputed",
                operation=pgtrigger.Update,
                sentence="a line that its resident disputes isn't taken back before she has an answer",
                only_sql="OLD.live AND NOT NEW.live",
                when_sql="""EXISTS (SELECT 1 FROM payouts_dispute d
                    WHERE d.line_id = NEW.id AND d.state IN ('open', 'reopened'))""",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.amount}"


# Over s, a slip, and n, its run: who paid it, and who had a hand in the run.
PAYERS = """SELECT ARRAY_AGG(u) FROM payouts_payment p
    CROSS JOIN LATERAL (VALUES (p.made_by_id), (p.sent_by_id), (p.done_by_id)) v (u) WHERE p.slip_id = s.id"""
HANDS = "ARRAY[n.prepared_by_id, n.submitted_by_id, n.approved_by_id, n.paid_by_id, n.closed_by_id]"


class SlipAnswer(Vouched):
    """What a resident says about a slip. The latest counts; it may be taken back within a day. Always her own word."""

    community = models.ForeignKey(
        "residents.Community", models.PROTECT, related_name="+", db_index=False, verbose_name=_("community")
    )
    slip = models.ForeignKey(Payslip, models.PROTECT, related_name="answers", verbose_name=_("pay slip"))
    answer = models.CharField(_("answer"), max_length=14, choices=Answer)
    note = models.CharField(_("note"), max_length=200, blank=True)
    at = models.DateTimeField(_("when"))
    by = signed_by(_("who"))

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer about a slip")
        verbose_name_plural = _("answers about slips")
        constraints = [vouched("slip_answer_vouched")]
        triggers = [
            *append_only("slip_answer", "an answer stays; a new one takes its place"),
            RefuseAfter(
                name="slip_answer_hers",
                operation=pgtrigger.Insert,
                sentence="an answer is the resident's own: on her phone, with her PIN, or before two witnesses, one "
                "of them no hand in the pay run; nobody who paid her stands in for her",
                when_sql=f"""EXISTS (SELECT 1 FROM payouts_payslip s JOIN residents_resident r ON r.id = s.resident_id
                    JOIN payouts_payrun n ON n.id = s.run_id
                    WHERE s.id = NEW.slip_id AND ({NOT_HERS} OR s.community_id <> NEW.community_id
                        OR (NEW.how <> 'own' AND (({PAYERS}) && ARRAY[NEW.witness_one_user_id,
                            NEW.witness_two_user_id, NEW.by_id]
                            OR (NEW.witness_one_user_id = ANY ({HANDS}) AND NEW.witness_two_user_id = ANY ({HANDS}))
                        ))))""",
            ),
        ]

    def __str__(self):
        return self.get_answer_display()
