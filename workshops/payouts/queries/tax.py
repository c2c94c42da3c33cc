"""The tax of a month in SQL, by the same scale as rules/tax.py, for runs of thousands."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

from microfactory.kernel.periods import Month
from residents.queries.parameters import values_by_day
from workshops.payouts.enums import APPROVED, SlipState
from workshops.payouts.rules.tax import LAW, TaxScale

_KEYS = ("allowance", "flat_until", "share_taxed")
_ENDS = [(place, end is not None) for place, (end, _rate, _deduction) in enumerate(LAW.brackets, 1)]

# Gross and tax by resident of the month's slips that stand; needs community, first and last (days of the month).
PAID_THIS_MONTH = f"""
    SELECT s.resident_id, SUM(s.gross) AS gross, SUM(s.tax) AS tax
    FROM payouts_payslip s JOIN payouts_payrun r ON r.id = s.run_id
    WHERE r.community_id = %(community)s AND r.pay_date BETWEEN %(first)s AND %(last)s
      AND r.state IN ({", ".join(f"'{state}'" for state in APPROVED)}) AND s.state <> '{SlipState.REVERSED}'
    GROUP BY s.resident_id
"""


def law() -> dict[str, Decimal]:
    """The scale of the law by the keys under which a community's tables may say otherwise."""
    found = {f"tax.labour.{name}": getattr(LAW, name) for name in _KEYS}
    for place, (until, rate, deduction) in enumerate(LAW.brackets, 1):
        found |= {f"tax.labour.rate_{place}": rate, f"tax.labour.deduction_{place}": deduction}
        if until is not None:
            found[f"tax.labour.until_{place}"] = until
    return found


def tax_scales(community) -> Callable[[dt.date], TaxScale]:
    """The scale of any day: what the tables say of it, the law for the rest. One query."""
    values = values_by_day(law().keys(), community=community)

    def scale(day: dt.date) -> TaxScale:
        of_day = {key.removeprefix("tax.labour."): value for key, value in (law() | values(day)).items()}
        return TaxScale(
            **{name: of_day[name] for name in _KEYS},
            brackets=tuple(
                (of_day[f"until_{place}"] if ends else None, of_day[f"rate_{place}"], of_day[f"deduction_{place}"])
                for place, ends in _ENDS
            ),
        )

    return scale


def month_tax_sql(gross: str) -> str:
    """SQL of the tax on a month's gross, itself an SQL expression. PostgreSQL rounds numerics half away from zero.

    Needs the parameters of `tax_month`.
    """
    base = (
        f"(CASE WHEN {gross} <= %(tax_allowance)s THEN 0 WHEN {gross} <= %(tax_flat_until)s"
        f" THEN {gross} - %(tax_allowance)s ELSE {gross} * %(tax_share_taxed)s END)"
    )
    steps = [f"{base} * %(tax_rate_{place})s - %(tax_deduction_{place})s" for place, _ends in _ENDS]
    whens = " ".join(
        f"WHEN {base} <= %(tax_until_{place})s THEN {step}"
        for step, (place, ends) in zip(steps, _ENDS, strict=True)
        if ends
    )
    return f"ROUND(CASE {whens} ELSE {steps[-1]} END, 2)"


def withhold_sql(paid_before: str, withheld_before: str, this: str) -> str:
    """SQL of what to withhold of a payment after others of the same month."""
    return f"GREATEST(0, {month_tax_sql(f'({paid_before} + {this})')} - {withheld_before})"


def tax_month(community, day: dt.date) -> dict[str, dt.date | Decimal]:
    """The parameters of PAID_THIS_MONTH and of the tax for the month of a day. One query."""
    month = Month.of(day)
    scale = tax_scales(community)(day)
    found = {"first": month.first, "last": month.last}
    found |= {f"tax_{name}": getattr(scale, name) for name in _KEYS}
    for place, (until, rate, deduction) in enumerate(scale.brackets, 1):
        found |= {f"tax_until_{place}": until, f"tax_rate_{place}": rate, f"tax_deduction_{place}": deduction}
    return found
