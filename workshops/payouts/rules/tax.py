"""Income tax withheld from labour remuneration (劳务报酬), of residents of China.

Source: rules-china.md §1.2 and §1.3 (tax authority notice 61 of 2018, articles 8 and table 2; implementing rules §14).
All that one payer pays one person in one calendar month is one payment in the eyes of the tax.
"""

from dataclasses import dataclass
from decimal import Decimal

from microfactory.kernel.money import round_fen

# From here on value-added tax may be due, each time; only a hint, nothing is withheld.
VAT_KEY, VAT_THRESHOLD = "vat.natural_threshold", Decimal(1000)


@dataclass(frozen=True, slots=True)
class TaxScale:
    """How a month's gross is taxed: `allowance` yuan come off up to `flat_until`; of a higher gross `share_taxed` is
    taxed. `brackets`: up to this base (None: without end), rate, quick deduction."""

    allowance: Decimal
    flat_until: Decimal
    share_taxed: Decimal
    brackets: tuple[tuple[Decimal | None, Decimal, Decimal], ...]


# In force since 2019; what a community's tables say of a day counts before it (queries/tax.py).
LAW = TaxScale(
    allowance=Decimal(800),
    flat_until=Decimal(4000),
    share_taxed=Decimal("0.8"),
    brackets=(
        (Decimal(20000), Decimal("0.2"), Decimal(0)),
        (Decimal(50000), Decimal("0.3"), Decimal(2000)),
        (None, Decimal("0.4"), Decimal(7000)),
    ),
)


def taxable_base(gross: Decimal, scale: TaxScale = LAW) -> Decimal:
    """The part of a month's gross (yuan) that is taxed, not rounded."""
    if gross <= scale.allowance:
        return Decimal(0)
    return gross - scale.allowance if gross <= scale.flat_until else gross * scale.share_taxed


def month_tax(gross: Decimal, scale: TaxScale = LAW) -> Decimal:
    """Tax on all that a resident is paid in one month, in yuan to the fen. Nothing up to the allowance."""
    base = taxable_base(gross, scale)
    for until, rate, deduction in scale.brackets:
        if until is None or base <= until:
            return round_fen(base * rate - deduction)
    raise AssertionError("the last bracket has no end")


def withhold(*, paid_before: Decimal, withheld_before: Decimal, this: Decimal, scale: TaxScale = LAW) -> Decimal:
    """What to withhold of a payment, after others of the same month. Never negative.

    Too much withheld before (after a reversal) is not given back here: the yearly return does that.
    """
    return max(Decimal("0.00"), month_tax(paid_before + this, scale) - withheld_before)
