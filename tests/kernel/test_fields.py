"""What people type into fields for figures and days, and what they are told where it can't be read."""

import datetime as dt
from decimal import Decimal

import pytest
from django import forms

from microfactory.kernel.fields import CountField, DayField, FigureField, PriceField, YuanField
from microfactory.kernel.money import MoneyField, UnitPriceField
from microfactory.kernel.plainly import PlainForm


class Pay(PlainForm, forms.Form):
    """A form like all of ours."""

    amount = YuanField()


def said(field, typed) -> str:
    with pytest.raises(forms.ValidationError) as refused:
        field.clean(typed)
    return " ".join(refused.value.messages)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("12.50", "12.50"),
        ("１２．５０", "12.50"),
        ("12。5", "12.5"),
        (" 1,234.50 ", "1234.50"),
        ("１，２３４．５０元", "1234.50"),
        ("1、234", "1234"),
        ("12 345 678.9", "12345678.9"),
        ("¥8", "8"),
        ("￥ 8.00", "8.00"),
        ("8元整", "8"),
        ("8块钱", "8"),
        (".5", "0.5"),
        ("0", "0"),
        ("8.", "8"),
        ("+8", "8"),
    ],
)
def test_an_amount_is_read_as_people_write_it(typed, read):
    assert YuanField().clean(typed) == Decimal(read)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("八块", "“八块”不是数字"),
        ("3万", "“3万”不是数字"),
        ("12块5", "“12块5”不是数字"),
        ("1e5", "“1e5”不是数字"),
        ("NaN", "“NaN”不是数字"),
        ("1_000", "“1_000”不是数字"),
        ("8,5", "“8,5”里的逗号看不准"),
        ("0,035", "“0,035”里的逗号看不准"),
        ("0，500", "“0,500”里的逗号看不准"),
        ("5²", "“5²”不是数字"),
        ("⑳", "“⑳”不是数字"),
        ("1,2345", "“1,2345”里的逗号看不准"),
        ("12.345", "12.345 的小数太长，小数点后最多 2 位"),
        ("−5", "-5 太小了，最小是 0"),
        ("9999999999999", "太大了"),
        ("9" * 5000, "太大了"),
        ("", "还空着"),
        ("  ", "还空着"),
    ],
)
def test_what_is_no_amount_is_refused_by_name(typed, sentence):
    assert sentence in str(Pay({"amount": typed}).errors)


@pytest.mark.parametrize(
    ("typed", "read"), [("１２", 12), ("1,234", 1234), ("12.0", 12), ("3件", 3), ("12 个", 12), (" 7 ", 7), ("0", 0)]
)
def test_a_count_is_read_as_people_write_it(typed, read):
    assert CountField().clean(typed) == read


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("3.5", "“3.5”不是整数"),
        ("1.000", "“1.000”不是整数"),
        ("3箱", "“3箱”不是数字"),
        ("00,123", "“00,123”里的逗号看不准"),
        ("三", "“三”不是数字"),
        ("3万", "“3万”不是数字"),
        ("1,2", "“1,2”里的逗号看不准"),
        ("-1", "-1 太小了，最小是 0"),
        ("99999999", "99999999 太大了，最多 10000000"),
        ("9" * 5000, "999999999999999999999999… 太大了，最多 10000000"),
    ],
)
def test_what_is_no_count_is_refused_by_name(typed, sentence):
    assert sentence in said(CountField(), typed)


@pytest.mark.parametrize(
    "typed",
    [
        "2026-11-03",
        "2026/11/3",
        "2026.11.3",
        "26.11.3",
        "2026年11月3日",
        "２０２６．１１．３",
        "20261103",
        " 2026-11-3 ",
    ],
)
def test_a_day_is_read_as_people_write_it(typed):
    assert DayField().clean(typed) == dt.date(2026, 11, 3)


@pytest.mark.parametrize(
    "typed", ["2026-13-01", "2026-02-30", "11.3", "85.3.1", "03/11/26", "昨天", "0202-11-03", "20261"]
)
def test_what_is_no_day_is_refused_by_name(typed):
    assert f"“{typed}”不是日期。请写成 2026-11-03 这样" in said(DayField(), typed)


def test_figures_are_fields_of_text_with_the_right_keys():
    for field, keys in [(YuanField(), "decimal"), (FigureField(), "decimal"), (CountField(), "numeric")]:
        assert field.widget.input_type == "text"
        assert (field.widget.attrs["inputmode"], field.widget.attrs["class"]) == (keys, "num text-end")


def test_a_stored_figure_stands_there_without_its_empty_places():
    shown = [PriceField().prepare_value(Decimal(text)) for text in ("8.5000", "0.0350", "120")]
    assert shown == ["8.5", "0.035", "120"]
    assert PriceField().prepare_value("8,50") == "8,50"


def test_columns_for_money_bring_such_fields():
    assert isinstance(MoneyField().formfield(), FigureField)
    price = UnitPriceField().formfield()
    assert (price.max_digits, price.decimal_places) == (12, 4)
