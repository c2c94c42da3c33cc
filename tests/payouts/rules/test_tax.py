"""Tax on labour remuneration: the figures of the law, and what must hold for any figure."""

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microfactory.kernel.money import round_fen
from tests.payouts.rules.vectors import MONTHS, NETS, SAME_MONTH, decimals
from workshops.payouts.rules.tax import month_tax, taxable_base, withhold

FEN = D("0.01")
amounts = st.decimals("0", "100000", places=2)


@pytest.mark.parametrize(("gross", "base", "tax", "net"), decimals(MONTHS))
def test_a_month(gross, base, tax, net):
    assert round_fen(taxable_base(gross)) == base
    assert month_tax(gross) == tax
    assert gross - month_tax(gross) == net


@pytest.mark.parametrize(("before", "withheld", "this", "expected"), decimals(SAME_MONTH))
def test_the_second_payment_of_a_month(before, withheld, this, expected):
    assert withhold(paid_before=before, withheld_before=withheld, this=this) == expected


@pytest.mark.parametrize(("net", "gross"), decimals(NETS))
def test_what_the_law_says_of_net_pay(net, gross):
    assert gross - month_tax(gross) == net


def test_a_month_of_jar_lids_and_combs():
    gross = D("49.00") * 22
    assert (gross, month_tax(gross), gross - month_tax(gross)) == (D("1078.00"), D("55.60"), D("1022.40"))


@given(amounts, amounts)
def test_more_gross_never_leaves_less_in_the_hand(one, other):
    low, high = sorted((one, other))
    assert month_tax(low) <= month_tax(high)
    assert low - month_tax(low) <= high - month_tax(high) + FEN


@given(st.lists(amounts, min_size=1, max_size=6))
def test_payments_of_a_month_withhold_what_one_would(payments):
    paid = withheld = D(0)
    for this in payments:
        withheld += withhold(paid_before=paid, withheld_before=withheld, this=this)
        paid += this
    assert withheld == month_tax(paid)


@given(amounts, amounts, amounts)
def test_too_much_withheld_is_not_paid_out(paid, withheld, this):
    assert withhold(paid_before=paid, withheld_before=withheld, this=this) >= 0


@given(before=st.integers(0, 5_000_000), this=st.integers(2, 5_000_000))
def test_no_tax_eats_more_than_a_fen_whole(before, this):
    """From two fen on something is left of any slip, whatever was paid in its month before (amounts in fen)."""
    paid, gross = D(before) / 100, D(this) / 100
    assert withhold(paid_before=paid, withheld_before=month_tax(paid), this=gross) < gross
