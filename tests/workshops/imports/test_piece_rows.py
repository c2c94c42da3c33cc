"""What is wrong or doubtful about a row of a piece log."""

import datetime as dt

import pytest

from microfactory.kernel.periods import Month
from tests.workshops.imports import sheets
from workshops.rules.imports.matching import People, Person

TITLES = ["日期", "姓名", "证号后四位", "产品", "工序", "合格数", "返工", "工废", "料废", "单价", "金额"]
GOOD = ["2026-10-02", "邱玉梅", "324X", "宠物梳", "装盒", 3, None, None, None, 8, 24]
HERE = sheets.people("邱玉梅/324X", "邱玉梅/888X", "吴慧敏", "小雨/0012")
RISE = sheets.step("宠物梳", "装盒", (dt.date(2026, 10, 1), "8"), (dt.date(2026, 10, 10), "8.5"))


def read(*rows, people=HERE, steps=(RISE,), **options):
    return sheets.pieces(sheets.workbook([TITLES, *rows]), people, steps, **options)


def changed(**cells):
    words = {"day": 0, "name": 1, "last_four": 2, "product": 3, "operation": 4, "good": 5, "rework": 6, "rate": 9}
    words |= {"worker_fault": 7, "material_fault": 8, "amount": 10}
    row = list(GOOD)
    for name, value in cells.items():
        row[words[name]] = value
    return row


def test_a_good_row():
    (row,) = read(GOOD)
    assert not row.errors and not row.warnings
    assert (row.person.last_four, row.step.product, row.good, str(row.rate)) == ("324X", "宠物梳", 3, "8.00")


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"day": None}, "missing_date"),
        ({"day": "某日"}, "bad_date"),
        ({"day": "2026-11-03"}, "other_month"),
        ({"name": None}, "missing_name"),
        ({"name": "查无此人", "last_four": None}, "unknown_person"),
        ({"last_four": "9999"}, "unknown_person"),
        ({"last_four": None}, "ambiguous_name"),
        ({"product": None}, "missing_product"),
        ({"product": "宠物囗"}, "unknown_operation"),
        ({"operation": "穿绳"}, "unknown_operation"),
        ({"good": None}, "no_quantity"),
        ({"good": 0}, "no_quantity"),
        ({"good": 2.5}, "fraction"),
        ({"good": -3}, "negative"),
        ({"good": "三"}, "bad_number"),
        ({"rework": 0.5}, "fraction"),
        ({"rate": 8.5}, "rate_mismatch"),
        ({"amount": 25}, "amount_mismatch"),
    ],
)
def test_what_is_refused(cells, code):
    (row,) = read(changed(**cells))
    assert row.errors[0].code == code
    assert row.errors[0].sentence


def test_a_day_to_come_is_refused():
    (row,) = read(changed(day="2026-10-02"), today=dt.date(2026, 10, 1))
    assert row.errors[0].code == "future_date"


def test_nobody_under_sixteen_worked():
    (row,) = read(GOOD, people=People([Person(1, "邱玉梅", "324X", dt.date(2012, 1, 1))]))
    assert row.errors[0].code == "under_16"


def test_no_rate_before_the_first():
    (row,) = read(changed(day="2026-09-30"), month=Month(2026, 9))
    assert row.errors[0].code == "no_rate"


@pytest.mark.parametrize(("day", "rate"), [("10.9", "8.00"), ("10.10", "8.50")])
def test_the_rate_is_that_of_the_day(day, rate):
    (row,) = read(changed(day=day, rate=None, amount=None))
    assert str(row.rate) == rate


@pytest.mark.parametrize("amount", [22.36, 22.37, "22.365", None])
def test_an_amount_may_be_rounded_either_way(amount):
    beads = sheets.step("散珠串", "串粒", (dt.date(2026, 10, 1), "0.035"))
    (row,) = read(changed(product="散珠串", operation=None, good=639, rate=0.035, amount=amount), steps=[beads])
    assert not row.refused


@pytest.mark.parametrize("amount", [22.35, 22.38])
def test_a_fen_more_is_another_amount(amount):
    beads = sheets.step("散珠串", "串粒", (dt.date(2026, 10, 1), "0.035"))
    (row,) = read(changed(product="散珠串", operation=None, good=639, rate=0.035, amount=amount), steps=[beads])
    assert row.errors[0].code == "amount_mismatch"


def test_faults_alone_are_a_row_too():
    (row,) = read(changed(good=None, material_fault=2, amount=0))
    assert row.quantities == (0, 0, 0, 2)
    assert not row.refused


def test_the_workshop_s_own_people_go_first():
    people = People([Person(1, "邱玉梅", "324X", here=False), Person(2, "邱玉梅", "888X", here=True)])
    row, stated = read(changed(last_four=None), changed(last_four="324X"), people=people)
    assert (row.person.key, stated.person.key) == (2, 1)


def test_somebody_without_number_is_meant_if_she_is_the_only_one():
    (row,) = read(changed(name="吴 慧敏", last_four="1234"))
    assert row.person.name == "吴慧敏"


def test_last_four_that_lost_their_zeros():
    (row,) = read(changed(name="小雨", last_four=12))
    assert row.person.last_four == "0012"


def test_a_whole_identity_number_tells_who_is_meant():
    titles = ["日期", "姓名", "身份证号", "产品", "合格数"]
    rows = [["10.2", "邱玉梅", "13019919820110888x", "宠物梳", 1]]
    (row,) = sheets.pieces(sheets.workbook([titles, *rows]), HERE, [RISE])
    assert row.person.last_four == "888X"


def test_of_two_orders_the_one_with_that_rate():
    old = sheets.step("宠物梳", "装盒", (dt.date(2026, 10, 1), "8"), key=1)
    new = sheets.step("宠物梳", "装盒", (dt.date(2026, 10, 1), "9"), key=2)
    first, second = read(changed(rate=8), changed(rate=9, amount=27), steps=[new, old])
    assert (first.step.key, second.step.key) == (1, 2)


def test_a_step_may_be_left_out_where_there_is_one():
    one, two = sheets.step(key=1), sheets.step("宠物梳", "贴标", key=2)
    (row,) = read(changed(operation=None), steps=[one])
    assert row.step.key == 1
    (row,) = read(changed(operation=None), steps=[one, two])
    assert row.errors[0].code == "unknown_operation"


def test_the_same_row_again_is_warned_and_has_its_own_mark():
    rows = read(GOOD, changed(day="10月2日", amount=None), changed(rework=1), GOOD)
    assert sheets.warnings(rows) == {3: "exact_duplicate", 5: "exact_duplicate"}
    assert [row.occurrence for row in rows] == [1, 2, 1, 3]
    assert len({row.fingerprint for row in rows}) == 4
