"""Money is written and rounded the way a cashier would."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microfactory.kernel.money import amount, exact, round_fen, unit_price, yuan

AMOUNTS = st.decimals(min_value=-10_000_000, max_value=10_000_000, places=4, allow_nan=False)


@pytest.mark.parametrize(
    ("value", "rounded"),
    [("13.335", "13.34"), ("13.3349", "13.33"), ("-0.005", "-0.01"), ("0.0049", "0.00"), ("500.01", "500.01")],
)
def test_rounds_half_up_away_from_zero(value, rounded):
    assert round_fen(Decimal(value)) == Decimal(rounded)


@given(AMOUNTS)
def test_rounding_never_moves_more_than_half_a_fen(value):
    assert abs(round_fen(value) - value) <= Decimal("0.005")


@given(AMOUNTS)
def test_rounding_treats_debt_like_credit(value):
    assert round_fen(-value) == -round_fen(value)


@pytest.mark.parametrize(
    ("value", "text"),
    [("1234.5", "¥1,234.50"), ("-8", "−¥8.00"), ("0", "¥0.00"), ("-0.001", "¥0.00"), ("35000", "¥35,000.00")],
)
def test_yuan_is_shown_with_its_sign_and_a_real_minus(value, text):
    assert yuan(Decimal(value)) == text


def test_amount_has_no_sign_of_currency():
    assert amount(Decimal("-1234.5")) == "−1,234.50"
    assert amount(None) == ""


@pytest.mark.parametrize(
    ("value", "text"), [("0.0350", "0.035"), ("8.0000", "8"), ("1.35", "1.35"), ("25", "25"), ("1000", "1,000")]
)
def test_unit_prices_show_all_their_decimals_and_none_too_many(value, text):
    assert unit_price(Decimal(value)) == text


@pytest.mark.parametrize(("value", "text"), [("500.0100", "500.01"), ("22.3650", "22.365"), ("8", "8.00")])
def test_exact_amounts_keep_what_rounding_would_lose(value, text):
    assert exact(Decimal(value)) == text
