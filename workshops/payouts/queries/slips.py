"""One pay slip: its lines, how its tax came about, each try to pay it, what the resident said."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Subquery, Sum

from microfactory.kernel.periods import Month
from workshops.payouts.enums import Act, Method, PaymentState, SlipState
from workshops.payouts.models import Dispute, PayLine, Payment, Payslip, SlipAnswer
from workshops.payouts.queries.tax import tax_scales
from workshops.payouts.rules.tax import month_tax

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class TaxExplained:
    """How the tax of a slip came about: by the month of payment, after the slips that were approved before it."""

    month: Month
    gross_before: Decimal
    withheld_before: Decimal
    gross: Decimal
    tax_of_month: Decimal
    withheld: Decimal

    @property
    def too_much(self) -> Decimal:
        """What the month no longer owes since other pay of it was taken back: the yearly return gives it back."""
        return max(ZERO, self.withheld_before + self.withheld - self.tax_of_month)


@dataclass(frozen=True, slots=True)
class SlipPage:
    """All that stands on a slip's page."""

    slip: Payslip
    lines: list[PayLine]
    tax: TaxExplained
    payments: list[Payment]
    answers: list[SlipAnswer]
    disputes: list[Dispute]

    @property
    def bounced(self) -> Payment | None:
        """The last try, where the bank refused it or sent the money back and she still has none; else None."""
        last = next((payment for payment in reversed(self.payments) if payment.state != PaymentState.VOIDED), None)
        refused = last and last.state == PaymentState.FAILED and last.method == Method.BANK
        return last if refused and self.slip.state in (SlipState.DUE, SlipState.HELD) else None


def slip_page(slip: Payslip) -> SlipPage:
    """The page of one slip. Six queries."""
    lines = slip.lines.select_related("entry__operation__work_order", "entry__corrects", "entry__issue")
    return SlipPage(
        slip=slip,
        lines=list(lines.order_by("entry__work_date", "entry_id", "pk")),
        tax=explain_tax(slip),
        payments=list(
            slip.payments.select_related("bank_file", "sent_by", "done_by", "failed_by")
            .defer("bank_file__content")
            .order_by("attempt")
        ),
        answers=list(slip.answers.select_related("by").order_by("at", "pk")),
        disputes=list(slip.disputes.order_by("opened_at", "pk")),
    )


def explain_tax(slip: Payslip) -> TaxExplained:
    """The month of payment before this slip, and with it. One query."""
    month = Month.of(slip.run.pay_date)
    others = Payslip.objects.standing().filter(
        resident=slip.resident_id, run__pay_date__range=(month.first, month.last)
    )
    if slip.run.approved_at:
        own = slip.run.entries.filter(act=Act.RUN).values("pk")
        others = others.filter(run__entries__act=Act.RUN, run__entries__lt=Subquery(own))
    before = others.exclude(pk=slip.pk).aggregate(gross=Sum("gross", default=ZERO), tax=Sum("tax", default=ZERO))
    return TaxExplained(
        month=month,
        gross_before=before["gross"],
        withheld_before=before["tax"],
        gross=slip.gross,
        tax_of_month=month_tax(before["gross"] + slip.gross, tax_scales(slip.community_id)(slip.run.pay_date)),
        withheld=slip.tax,
    )
