"""What is wrong or doubtful about a person on a roster."""

import pytest
from stdnum.cn import ric

from residents.enums import Hardship
from tests.workshops.imports import sheets

TITLES = ["姓名", "性别", "身份证号", "联系电话", "家庭住址", "困难类别", "残疾证号", "开户行", "银行卡号", "备注"]
IDENTITY, CARD = "130199196803150023", "6200000000000005"
GOOD = ["赵青梅", "女", IDENTITY, "13000000001", "3号楼", "低保", None, "河北银行", CARD, None]


def read(*rows, above=()):
    return sheets.roster(sheets.workbook([*above, TITLES, *rows]))


def changed(**cells):
    columns = dict(zip(TITLES, GOOD, strict=True))
    words = {
        "name": "姓名",
        "sex": "性别",
        "identity": "身份证号",
        "phone": "联系电话",
        "house": "家庭住址",
        "hardship": "困难类别",
        "certificate": "残疾证号",
        "account": "银行卡号",
        "note": "备注",
    }
    return list((columns | {words[name]: value for name, value in cells.items()}).values())


def test_a_good_row():
    (row,) = read(GOOD)
    assert not row.errors and not row.warnings
    assert (row.name, row.identity, row.born.year, row.sex) == ("赵青梅", "130199196803150023", 1968, "female")
    assert (row.hardships, row.account, row.luhn) == ([Hardship.DIBAO], "6200000000000005", True)


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"name": None}, "missing_name"),
        ({"name": "赵" * 41}, "bad_name"),
        ({"identity": "130199196803150024"}, "bad_checksum"),
        ({"identity": 1.30199196803e17}, "lost_precision"),
        ({"identity": "1.30199E+17"}, "lost_precision"),
        ({"identity": "130199680315002"}, "bad_length"),
        ({"identity": "13019919680315"}, "bad_length"),
        ({"identity": "130199196813010016"}, "bad_birth_date"),
        ({"identity": "320499201212250036"}, "under_16"),
        ({"phone": "1300000001"}, "bad_phone"),
        ({"phone": "没有"}, "bad_phone"),
        ({"certificate": "13019919751102001064"}, "disability_mismatch"),
        ({"certificate": "13019919680315002383"}, "bad_certificate"),
        ({"account": "62000"}, "bad_account"),
        ({"account": 6200000000000005}, "lost_precision"),
    ],
)
def test_what_is_refused(cells, code):
    (row,) = read(changed(**cells))
    assert row.errors[0].code == code
    assert row.errors[0].sentence


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"identity": None}, "missing_id"),
        ({"identity": "无"}, "missing_id"),
        ({"account": "6200000000000006"}, "card_luhn"),
        ({"sex": "男"}, "sex_mismatch"),
        ({"hardship": "低保、爱唱歌"}, "unknown_hardship"),
        ({"identity": "320499201001050026"}, "under_18"),
    ],
)
def test_what_is_doubtful_is_taken(cells, code):
    (row,) = read(changed(**cells))
    assert not row.refused
    assert [finding.code for finding in row.warnings] == [code]


@pytest.mark.parametrize(
    "phone", ["１３００００００００１", "130 0000 0001", "+86 13000000001", "13000000001/13900000002", 13000000001]
)
def test_a_phone_in_many_forms(phone):
    (row,) = read(changed(phone=phone))
    assert row.phone == "13000000001"


def test_hardship_in_many_words():
    (row,) = read(changed(hardship="低保户；残疾人 / 宝妈，独居老人", certificate="130199196803150023" + "43B1"))
    assert row.hardships == [Hardship.DIBAO, Hardship.DISABLED, Hardship.MOTHER_AT_HOME, Hardship.OTHER]
    assert row.certificate == "13019919680315002343B1"


def test_a_person_twice_is_refused_the_second_time():
    rows = read(GOOD, changed(name="赵 青梅", phone=None))
    assert sheets.codes(rows) == {3: "duplicate"}


def test_people_without_number_are_told_apart_by_phone_and_house():
    rows = read(*[changed(identity=None, phone=phone) for phone in ("13000000001", "13000000002", "13000000001")])
    assert sheets.codes(rows) == {4: "duplicate"}


def test_ages_count_for_the_day_the_list_was_filled_in():
    child = changed(identity="32049920101025003" + ric.calc_check_digit("320499201010250030"))  # 16 since October
    assert sheets.codes(read(child)) == {}
    early = read(child, above=[["填表日期：2026年10月1日"]])
    assert sheets.codes(early) == {3: "under_16"}
