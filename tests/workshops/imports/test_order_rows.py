"""What is wrong or doubtful about a row of an order list."""

import datetime as dt

import pytest

from microfactory.kernel.spreadsheets import read_table
from tests.workshops.imports import sheets
from workshops.rules.imports import fields
from workshops.rules.imports.headers import find_header
from workshops.rules.imports.orders import read_orders

TITLES = ["委托企业", "信用代码", "产品", "工序", "单位", "企业单价", "居民工价", "起始日", "工时(分钟)", "计划数量"]
FIRST = dt.date(2026, 10, 1)
GOOD = ["乐宠用品有限公司", "91320499MA1TEXT33C", "宠物梳", "装盒", "盒", 10, 8, FIRST, 60, 640]


def read(*rows, above=(["外加工订单"],)):
    return sheets.orders(sheets.workbook([*above, TITLES, *rows]))


def changed(**cells):
    names = ["client", "code", "product", "operation", "unit", "price", "rate", "day", "minutes", "planned"]
    return list((dict(zip(names, GOOD, strict=True)) | cells).values())


def test_a_good_row_and_its_next_rate():
    first, second = read(GOOD, changed(rate=8.5, day="2026-10-16", planned=None))
    assert not first.refused and not second.refused
    assert first.operation_key == second.operation_key
    assert [str(row.rate) for row in (first, second)] == ["8.00", "8.50"]
    assert (first.minutes, first.planned, second.planned) == (60, 640, 0)


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"client": None}, "missing_client"),
        ({"product": None}, "missing_product"),
        ({"code": "91320499MA1TEXT330"}, "bad_credit_code"),
        ({"code": 9.1320499e17}, "lost_precision"),
        ({"rate": None}, "missing_rate"),
        ({"rate": -8}, "negative"),
        ({"rate": "面议"}, "bad_number"),
        ({"price": 0.00001}, "bad_price"),
        ({"day": "开工那天"}, "bad_date"),
        ({"day": None}, "missing_start"),
        ({"planned": 1.5}, "fraction"),
    ],
)
def test_what_is_refused(cells, code):
    (row,) = read(changed(**cells))
    assert row.errors[0].code == code


@pytest.mark.parametrize(
    ("cells", "code"),
    [({"code": None}, "missing_code"), ({"rate": 12}, "rate_above_price"), ({"price": None}, "missing_price")],
)
def test_what_is_doubtful_is_taken(cells, code):
    (row,) = read(changed(**cells))
    assert not row.refused
    assert [finding.code for finding in row.warnings] == [code]


@pytest.mark.parametrize(
    ("cells", "code"),
    [({"rate": 9}, "rate_conflict"), ({"price": 11}, "price_conflict"), ({"client": "别家"}, "client_conflict")],
)
def test_two_rows_that_contradict_each_other(cells, code):
    rows = read(GOOD, changed(**cells))
    assert sheets.codes(rows) == {4: code}


def test_the_same_row_again():
    assert sheets.warnings(read(GOOD, GOOD)) == {4: "exact_duplicate"}


def test_a_rate_begins_with_the_month_over_the_list():
    (row,) = read(changed(day=None), above=[["2026年9月"]])
    assert row.starts_on == dt.date(2026, 9, 1)


def test_hours_become_minutes():
    titles = [*TITLES[:8], "工时(小时)", TITLES[9]]
    table = read_table(sheets.workbook([titles, changed(minutes=1.5)]))
    (row,) = read_orders(table, find_header(table.rows, fields.ORDERS))
    assert row.minutes == 90
