"""The tax of a month in SQL, from the same brackets as rules/tax.py, for runs of thousands."""

import datetime as dt
from decimal import Decimal

from django.db.models import Sum

from microfactory.kernel.periods import Month
from workshops.payouts.enums import APPROVED, SlipState
from workshops.payouts.models import Payslip
from workshops.payouts.rules.tax import ALLOWANCE, BRACKETS, FLAT_UNTIL, SHARE_TAXED, month_tax

# Gross and tax by resident of the month's slips that stand; needs community, first and last (days of the month).
PAID_THIS_MONTH = f"""
    SELECT s.resident_id, SUM(s.gross) AS gross, SUM(s.tax) AS tax
    FROM payouts_payslip s JOIN payouts_payrun r ON r.id = s.run_id
    WHERE r.community_id = %(community)s AND r.pay_date BETWEEN %(first)s AND %(last)s
      AND r.state IN ({", ".join(f"'{state}'" for state in APPROVED)}) AND s.state <> '{SlipState.REVERSED}'
    GROUP BY s.resident_id
"""


def month_tax_sql(gross: str) -> str:
    """SQL of the tax on a month's gross, itself an SQL expression. PostgreSQL rounds numerics half away from zero."""
    base = (
        f"(CASE WHEN {gross} <= {ALLOWANCE} THEN 0 WHEN {gross} <= {FLAT_UNTIL} THEN {gross} - {ALLOWANCE}"
        f" ELSE {gross} * {SHARE_TAXED} END)"
    )
    steps = " ".join(
        f"WHEN {base} <= {until} THEN {base} * {rate} - {deduction}"
        for until, rate, deduction in BRACKETS
        if until is not None
    )
    _end, rate, deduction = BRACKETS[-1]
    return f"ROUND(CASE {steps} ELSE {base} * {rate} - {deduction} END, 2)"


def withhold_sql(paid_before: str, withheld_before: str, this: str) -> str:
    """SQL of what to withhold of a payment after others of the same month."""
    return f"GREATEST(0, {month_tax_sql(f'({paid_before} + {this})')} - {withheld_before})"


def tax_months(resident, *, year: int) -> list[dict]:
    """By month of payment: gross, withheld, tax due, and what was withheld too much (for the yearly return)."""
    rows = (
        Payslip.objects.standing()
        .filter(resident=resident, run__pay_date__year=year)
        .values("run__pay_date__month")
        .annotate(gross=Sum("gross"), withheld=Sum("tax"))
        .order_by("run__pay_date__month")
    )
    return [
        {
            "month": Month(year, row["run__pay_date__month"]),
            "gross": row["gross"],
            "withheld": row["withheld"],
            "due": month_tax(row["gross"]),
            "too_much": max(Decimal(0), row["withheld"] - month_tax(row["gross"])),
        }
        for row in rows
    ]


def month_span(day: dt.date) -> dict[str, dt.date]:
    """The parameters of PAID_THIS_MONTH for the month of a day."""
    month = Month.of(day)
    return {"first": month.first, "last": month.last}
