"""Rounded once, and the rounding is a figure of its own."""

from decimal import Decimal as D

from hypothesis import given
from hypothesis import strategies as st

from workshops.payouts.rules.rounding import rounded_once


def test_bead_strings():
    assert rounded_once([14286 * D("0.035")]) == (D("500.01"), D("0.0000"))


def test_three_small_lines_are_rounded_together():
    lines = [pieces * D("0.035") for pieces in (333, 41, 7)]
    assert rounded_once(lines) == (D("13.34"), D("0.005"))


def test_half_goes_away_from_zero():
    assert rounded_once([D("-0.005")]).total == D("-0.01")


@given(st.lists(st.decimals("-9999", "9999", places=4), max_size=30))
def test_the_rounding_explains_the_total(amounts):
    rounded = rounded_once(amounts)
    assert sum(amounts, D(0)) + rounded.rounding == rounded.total
    assert abs(rounded.rounding) <= D("0.005")
