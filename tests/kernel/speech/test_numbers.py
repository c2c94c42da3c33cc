"""Amounts and counts as people say them; every one is read back by a reader of its own."""

import re
from decimal import Decimal as D

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from microfactory.kernel.capitals import capitals
from microfactory.kernel.money import round_fen
from microfactory.kernel.speech import numbers
from microfactory.kernel.speech.sentences import Name, say
from residents.rules.voice import REQUIRED
from tests.kernel.reading_capitals import parse
from tests.kernel.speech import reading

SPOKEN = {
    "560.20": "五百六十块两毛",
    "2": "两块",
    "12": "十二块",
    "20.05": "二十块零五分",
    "0.30": "三毛",
    "0.02": "两分",
    "0": "零块",
    "200": "两百块",
    "222.22": "两百二十二块两毛两分",
    "1002": "一千零二块",
    "2000": "两千块",
    "20000": "两万块",
    "22000": "两万两千块",
    "10010": "一万零一十块",
    "10015.01": "一万零一十五块零一分",
    "105.5": "一百零五块五毛",
    "110": "一百一十块",
    "101010": "十万一千零一十块",
    "1000000": "一百万块",
    "1020304.05": "一百零二万零三百零四块零五分",
    "20000002": "两千万零二块",
    "-8": "负八块",
    "-0.04": "负四分",
    "-0.004": "零块",
    "13.335": "十三块三毛四分",
}
FEN = st.one_of(st.integers(0, 10**4), st.integers(0, 10**6), st.integers(0, 10**10 - 1))


@pytest.mark.parametrize(("figure", "words"), SPOKEN.items())
def test_an_amount_is_said_as_people_say_it(figure, words):
    assert "".join(numbers.amount(D(figure))) == words


def sounds_right(words: list[str]) -> None:
    """What holds of every spoken number."""
    text = "".join(words)
    assert set(words) <= set(REQUIRED)
    assert "零零" not in text
    assert not re.search(r"零[万块毛]", text) or text == "零块"
    assert not re.search(r"二[百千块毛分]", re.sub(r"[十零]二[块万]", "", text))
    assert not re.search(r"^负?二万|两十|十两|零两[块万]|[百千]两[块万]", text)
    assert not re.search(r"^负?一十", text)
    assert not re.search(r"[百千万零]十", text)


@settings(max_examples=5_000)
@given(FEN, st.booleans())
def test_every_amount_is_heard_to_the_fen(fen, owed):
    figure = D(-fen if owed else fen) / 100
    words = numbers.amount(figure)
    assert reading.amount("".join(words)) == figure
    sounds_right(words)


def test_every_amount_up_to_a_thousand_yuan():
    for fen in range(100_000):
        assert reading.amount("".join(numbers.amount(D(fen) / 100))) == D(fen) / 100


@settings(max_examples=2_000)
@given(FEN)
def test_what_is_said_is_what_the_capitals_write(fen):
    figure = D(fen) / 100
    assert reading.amount("".join(numbers.amount(figure))) == parse(capitals(figure))


@given(st.decimals(0, 10**6, places=4))
def test_an_exact_amount_is_rounded_as_it_is_shown(figure):
    assert reading.amount("".join(numbers.amount(figure))) == round_fen(figure)


@settings(max_examples=2_000)
@given(st.integers(0, 10**8 - 1))
def test_every_number_is_heard(value):
    words = numbers.number(value)
    assert reading.number("".join(words)) == value
    sounds_right(words)


@pytest.mark.parametrize("value", [-1, 10**8])
def test_what_nobody_says_is_refused(value):
    with pytest.raises(ValueError, match="no number"):
        numbers.number(value)


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (2, "盒", "两盒"),
        (22, "个", "二十二个"),
        (12, "箱", "十二箱"),
        (102, "条", "一百零二条"),
        (200, "根", "两百根"),
        (0, "盒", "零盒"),
        (-3, "盒", "负三盒"),
    ],
)
def test_a_count_has_its_measure_word(value, unit, words):
    assert "".join(numbers.count(value, unit)) == words


def test_an_unusual_unit_is_a_name():
    assert say(numbers.count(2, "瓶盖")).names == ["瓶盖"]
    assert say(numbers.count(2, "盒")).names == []


def test_figures_are_read_one_by_one():
    assert numbers.digits("3321") == ["三", "三", "二", "一"]
    assert numbers.digits("**** 05") == ["零", "五"]


def test_a_name_never_breaks_the_script():
    sentence = say(Name(" ~大|号\n礼品袋，"), numbers.amount(D(2)), "。")
    assert sentence.script == "~大 号 礼品袋|两|块|。"
    assert sentence.text == "大 号 礼品袋两块。"
    assert sentence.words == ["两", "块"]


@given(st.text(max_size=60))
def test_a_name_is_plain_however_often_it_is_cleaned(text):
    assert Name(Name(text)) == Name(text)
    assert not set(Name(text)) & set("|\n")
