"""Header words and column order vary from office to office."""

import random

import pytest

from microfactory.kernel.errors import RuleBroken
from microfactory.kernel.spreadsheets import read_table
from tests.workshops.imports import sheets
from workshops.rules.imports import fields
from workshops.rules.imports.headers import body, day_above, find_header, month_above, word


def header(rows, kind=fields.PIECES, mapping=None):
    return find_header(read_table(sheets.workbook(rows)).rows, kind, mapping)


@pytest.mark.parametrize(
    ("kind", "titles", "names"),
    [
        (
            fields.ROSTER,
            "姓 名|居民身份证号码|手机号码|门牌号|人员类别|残疾人证号|开户银行|账号",
            "name identity phone house hardship certificate bank account",
        ),
        (
            fields.ROSTER,
            "参与居民|公民身份号码|联系方式|现住址|困难类型|残疾证|银行|银行卡号(本人)",
            "name identity phone house hardship certificate bank account",
        ),
        (
            fields.PIECES,
            "交活日期|工友姓名|身份证后4位|品名|良品数|返修|做坏|来料不良|工价(元)|应发金额",
            "day name last_four product good rework worker_fault material_fault rate amount",
        ),
        (
            fields.PIECES,
            "*日期|*姓名|*产品名称|工序名称|完成数量(件)|计件单价",
            "day name product operation good rate",
        ),
        (
            fields.ORDERS,
            "公司名称|纳税人识别号|品名|工序|客户单价|计件单价|生效日期|单件工时(小时)|订单数量",
            "client credit_code product operation client_price rate starts_on minutes planned",
        ),
    ],
)
def test_the_usual_words_are_recognised(kind, titles, names):
    found = header([["某某社区登记表"], titles.split("|"), ["x"] * 10], kind)
    assert found.columns == {name: index for index, name in enumerate(names.split())}
    assert found.unknown == found.missing == []


def test_every_word_means_one_thing_in_its_kind():
    for kind in fields.FIELDS.values():
        words = [spoken for field in kind.values() for spoken in field.words]
        assert sorted(words) == sorted(set(words))
        assert all(word(spoken) == spoken for spoken in words)


def test_columns_stand_in_any_order():
    titles = ["日期", "姓名", "证号后四位", "产品", "合格数", "单价"]
    for seed in range(20):
        random.Random(seed).shuffle(titles)
        found = header([["标题"], titles, ["x"] * 6])
        assert {name: titles[index] for name, index in found.columns.items()} == {
            "day": "日期",
            "name": "姓名",
            "last_four": "证号后四位",
            "product": "产品",
            "good": "合格数",
            "rate": "单价",
        }


@pytest.mark.parametrize("title", ["不合格数", "不良品数", "微信账号"])
def test_a_word_that_only_looks_like_one_is_not_taken(title):
    found = header([["姓名", "产品", "工序", title], ["甲", "宠物梳", "装盒", 3]])
    assert "good" not in found.columns
    assert "account" not in header([["姓名", "手机", "住址", title], ["甲", "1", "2", "3"]], fields.ROSTER).columns


def test_unknown_words_are_named_and_may_be_mapped():
    rows = [["什么时候", "谁", "做了啥", "几个", "多少钱一个"], ["10.2", "甲", "宠物梳", 3, 8]]
    found = header(rows)
    assert found.columns == {}
    assert found.unknown == rows[0]
    assert found.missing == ["day", "name", "product", "good"]
    mapping = dict(zip(rows[0], ["day", "name", "product", "good", ""], strict=True))
    found = header(rows, mapping=mapping)
    assert found.columns == {"day": 0, "name": 1, "product": 2, "good": 3}
    assert found.unknown == found.missing == []


def test_what_the_user_says_goes_before_what_is_recognised():
    rows = [["日期", "姓名", "产品", "数量", "合格数"], ["10.2", "甲", "宠物梳", 4, 3]]
    assert header(rows).columns["good"] == 4
    assert header(rows).unknown == ["数量"]
    assert header(rows, mapping={"数量": "good", "合格数": ""}).columns["good"] == 3


def test_a_header_of_two_lines():
    rows = [
        ["日期", "姓名", "产品", "合格数", "不合格", None, None, "单价"],
        [None, None, None, None, "返工", "工废", "料废", None],
        ["10.2", "甲", "宠物梳", 3, 1, None, None, 8],
    ]
    found = header(rows)
    assert [found.columns[name] for name in ("rework", "material_fault", "rate")] == [4, 6, 7]
    assert found.unknown == []
    assert found.first_row == 3


def test_a_sheet_without_titles_is_refused():
    with pytest.raises(RuleBroken) as refused:
        header([[1, 2, 3], [4, 5, 6]])
    assert refused.value.code == "no_header"


def test_lines_above_name_day_and_month():
    rows = [["花名册"], ["填表日期：2026年10月1日 填表人："], ["姓名", "身份证号", "电话"], ["甲", "1", "2"]]
    found = header(rows, fields.ROSTER)
    assert day_above(found) == (2026, 10, 1)
    assert month_above(found) == (2026, 10)


def test_totals_footers_blank_rows_and_repeated_titles_are_no_rows():
    titles = ["日期", "姓名", "产品", "合格数", "金额"]
    rows = [
        ["表"],
        titles,
        ["10.2", "甲", "宠物梳", 1, 8],
        [],
        ["小 计", None, None, None, 8],
        titles,
        [None, "第一周合计：", None, 3, 8],
        ["10.3", "乙", "宠物梳", 2, 16],
        ["合计", None, None, 3, 24],
        ["制表人：王芳", None, "审核："],
    ]
    table = read_table(sheets.workbook(rows))
    found = find_header(table.rows, fields.PIECES)
    assert [number for number, _ in body(table, found)] == [3, 8]


def test_cells_merged_downwards_count_for_all_their_rows():
    rows = [["日期", "姓名", "产品", "合格数"], ["10.2", "甲", "宠物梳", 1], [None, "乙", "宠物梳", 2]]
    table = read_table(sheets.workbook(rows, merge=[(1, 2, 0)]))
    found = find_header(table.rows, fields.PIECES)
    assert [cells["day"] for _, cells in body(table, found, ("day",))] == ["10.2", "10.2"]
