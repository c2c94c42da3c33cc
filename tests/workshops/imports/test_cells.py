"""One cell, in all the ways in which it is typed."""

import datetime as dt
from decimal import Decimal

import pytest

from microfactory.kernel.errors import RuleBroken
from microfactory.kernel.periods import Month
from workshops.rules.imports import cells

SECOND = dt.date(2026, 10, 2)


@pytest.mark.parametrize(
    "typed",
    [
        SECOND,
        dt.datetime(2026, 10, 2, 9, 30),
        Decimal("46297"),
        Decimal("46297.39583"),
        Decimal("20261002"),
        Decimal("2"),
        "2026-10-02",
        "2026/10/2",
        "2026.10.2",
        "2026年10月2日",
        "10.2",
        "10-2",
        "10/2",
        "10月2日",
        "10月02号",
        "20261002",
        "26-10-2",
        "2日",
        "１０．２",
        " 2026-10-02 09:30 ",
        "2026 年 10 月 2 日",
    ],
)
def test_a_date_is_read(typed):
    assert cells.day(typed, "day", Month(2026, 10)) == SECOND


@pytest.mark.parametrize("typed", [Decimal("10.1"), "10.32", "昨天", "13月1日", "2026-02-30", "10.1-10.3", True])
def test_a_date_that_is_none_is_refused(typed):
    with pytest.raises(RuleBroken) as refused:
        cells.day(typed, "day", Month(2026, 10))
    assert refused.value.code == "bad_date"


def test_a_day_alone_needs_its_month():
    with pytest.raises(RuleBroken) as refused:
        cells.day("2日", "day")
    assert refused.value.code == "bad_date"


@pytest.mark.parametrize(
    ("typed", "count"),
    [(Decimal("35"), 35), ("２", 2), ("1,200", 1200), ("3箱", 3), (None, 0), ("-", 0), ("35.0", 35)],
)
def test_pieces_are_counted(typed, count):
    assert cells.pieces(typed, "good", "箱") == count


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (Decimal("1195.5"), "fraction"),
        (Decimal("-25"), "negative"),
        ("\N{MINUS SIGN}3", "negative"),
        ("许多", "bad_number"),
        ("NaN", "bad_number"),
        ("1e400000", "bad_number"),
        (SECOND, "bad_number"),
        (Decimal("99999999"), "bad_number"),
    ],
)
def test_pieces_that_are_none_are_refused(typed, code):
    with pytest.raises(RuleBroken) as refused:
        cells.pieces(typed, "good")
    assert refused.value.code == code


@pytest.mark.parametrize("typed", [Decimal("1.30199196803018E+17"), "1.30199E+17", Decimal("6200000000000120")])
def test_a_number_that_lost_its_end_is_refused(typed):
    with pytest.raises(RuleBroken) as refused:
        cells.long_number(typed, "identity")
    assert refused.value.code == "lost_precision"


@pytest.mark.parametrize(
    "typed", ["'13019919680315004x", "１３０１９９　１９６８０３１５　００４Ｘ", "130199-19680315-004X"]
)
def test_a_long_number_is_text(typed):
    assert cells.long_number(typed, "identity") == "13019919680315004X"


@pytest.mark.parametrize(
    ("typed", "price"), [("¥8.50元", "8.50"), (Decimal("0.035"), "0.0350"), (Decimal("8"), "8.00")]
)
def test_a_price_carries_two_places_or_four(typed, price):
    assert str(cells.price(typed, "rate")) == price


@pytest.mark.parametrize(("typed", "code"), [("0.00001", "bad_price"), ("-1", "negative"), ("面议", "bad_number")])
def test_a_price_that_is_none_is_refused(typed, code):
    with pytest.raises(RuleBroken) as refused:
        cells.price(typed, "rate")
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("晚到，说好下周交（张大姐）；共３盒！", "晚到，说好下周交（张大姐）；共３盒！"),
        ("  两\u3000行\n备注\u200b ", "两 行 备注"),
        (Decimal("3"), "3"),
        (None, ""),
        ("长" * 300, "长" * 200),
    ],
)
def test_a_note_stays_as_it_was_typed(typed, kept):
    assert cells.note(typed) == kept
    assert cells.text("（３）") == "(3)"
