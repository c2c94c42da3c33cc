"""人民币大写: the twelve rules' examples, and every amount read back."""

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microfactory.kernel.capitals import capitals
from tests.kernel.reading_capitals import parse
from tests.payouts.rules.vectors import CAPITALS


@pytest.mark.parametrize(("figure", "words"), CAPITALS.items())
def test_the_canonical_form(figure, words):
    assert capitals(D(figure)) == words
    assert parse(words) == D(figure)


@pytest.mark.parametrize(
    ("words", "figure"),
    [
        ("人民币壹仟陆佰捌拾元叁角贰分", "1680.32"),
        ("壹拾万零柒仟元伍角叁分", "107000.53"),
        ("壹拾万柒仟元零伍角叁分", "107000.53"),
        ("伍佰元正", "500.00"),
        ("伍元伍角", "5.50"),
    ],
)
def test_both_forms_are_read(words, figure):
    assert parse(words) == D(figure)


@pytest.mark.parametrize("words", ["", "人民币", "五百元", "壹元贰分叁角", "元"])
def test_other_words_are_refused(words):
    with pytest.raises(ValueError, match="no amount"):
        parse(words)


def test_what_is_too_large_is_refused():
    with pytest.raises(ValueError, match="too large"):
        capitals(D("1000000000000"))


@given(st.decimals("-999999999999.99", "999999999999.99", places=2))
def test_every_amount_comes_back(value):
    assert parse(capitals(value)) == value
    assert "零零" not in capitals(value)
    assert not capitals(value).startswith("拾")
