"""What a sheet is taken for: remembered meanings, samples of each column, bad cells, sheets of another kind."""

from uuid import uuid4

import pytest

from tests.workshops.imports import sheets
from tests.workshops.imports.office import NUMBERS, OCTOBER, of_three, words
from workshops.models import HeaderMapping


def means(asked, meanings: dict[str, str]) -> dict:
    """The form about columns as it stands, with other meanings for some words."""
    form = asked.context["form"]
    return {name: meanings.get(word, form.fields[name].initial) for name, word in form.spoken.items()} | {
        "once": uuid4()
    }


def test_a_remembered_meaning_holds_for_other_sheets_and_can_be_changed(given):
    titles, row = ["几号", "谁", "尾号", "啥", "做了几个", "天气"], ["10.2", "邱玉梅", "324X", "宠物梳", 3, "晴"]
    asked = given.upload("pieces", sheets.workbook([titles, row]), **OCTOBER)
    said = {"几号": "day", "谁": "name", "啥": "product", "做了几个": "good"}
    given.client.post(asked.redirect_chain[-1][0], means(asked, said))
    # Another office sheet: other order, one word that is new, one that was said before.
    titles, row = ["产品", "谁", "哪天", "尾号", "做了几个", "天气"], ["宠物梳", "邱玉梅", "10.3", "324X", 2, "雨"]
    asked = given.upload("pieces", sheets.workbook([titles, row]), **OCTOBER)
    understood = dict(asked.context["preview"].header_words)
    assert (understood["谁"], understood["做了几个"], understood["哪天"]) == ("name", "good", "")
    preview = given.client.post(asked.redirect_chain[-1][0], means(asked, {"哪天": "day"}), follow=True)
    assert preview.context["preview"].rows[0].good == 2
    # What was said once may be said otherwise, of a column that was left aside too.
    columns = given.client.get(preview.request["PATH_INFO"] + "columns/")
    assert dict(columns.context["preview"].header_words)["天气"] == ""
    changed = given.client.post(
        columns.request["PATH_INFO"], means(columns, {"做了几个": "rework", "天气": "note"}), follow=True
    )
    row = changed.context["preview"].header
    assert "rework" in row.words and "note" in row.words
    assert {mapping.word: mapping.field for mapping in HeaderMapping.objects.all()} == {
        "几号": "day", "谁": "name", "啥": "product", "做了几个": "rework", "哪天": "day", "天气": "note",
    }  # fmt: skip


def test_a_new_meaning_may_not_be_that_of_a_column_understood_by_itself(given):
    titles = ["日期", "姓名", "产品", "合格数", "做了几个"]
    asked = given.upload("pieces", sheets.workbook([titles, ["10.2", "邱玉梅", "宠物梳", 3, 4]]), **OCTOBER)
    url = asked.redirect_chain[-1][0] + "columns/"
    answer = given.client.post(url, means(given.client.get(url), {"做了几个": "good"}))
    assert "“做了几个”和“合格数”这两列不能都是" in words(answer)
    assert not HeaderMapping.objects.exists()


def test_the_page_about_columns_shows_what_stands_in_them(given):
    titles = ["几号", "谁", "啥", "做了几个", "空着", "证件"]
    rows = [[f"10.{day}", "邱玉梅", "宠物梳", day, None, NUMBERS[0]] for day in range(1, 6)]
    asked = words(given.upload("pieces", sheets.workbook([titles, *rows]), **OCTOBER))
    assert "里面是：10.1 · 10.2 · 10.3" in asked and "10.4" not in asked
    assert "里面是：宠物梳" in asked and "这一列是空的" in asked
    assert f"…{NUMBERS[0][-4:]}（18 位）" in asked and NUMBERS[0] not in asked


def test_the_preview_shows_what_stands_in_a_cell_that_cannot_be_read(given):
    titles, row = ["日期", "姓名", "产品", "合格数", "单价"], ["2026-13-45", "邱玉梅", "宠物梳", "两盒半", "八块"]
    page = words(given.upload("pieces", sheets.workbook([titles, row]), **OCTOBER))
    for typed in ("2026-13-45", "两盒半", "八块"):
        assert f'<span class="cell-error">表里写的： {typed}</span>' in page


def test_a_bad_identity_number_is_shown_by_its_end_alone(office):
    wrong = NUMBERS[0][:-1] + ("0" if NUMBERS[0][-1] != "0" else "1")
    page = words(office.upload("roster", of_three("身份证号", [wrong, *NUMBERS[1:]])))
    assert f"表里写的： …{wrong[-4:]}（18 位）" in page
    assert wrong not in page


@pytest.mark.parametrize(
    ("file", "chosen", "sentence"),
    [
        ("roster", "pieces", "看起来像花名册"),
        ("roster", "orders", "看起来像花名册"),
        ("orders", "roster", "看起来像订单和工价表"),
        ("orders", "pieces", "看起来像订单和工价表"),
        ("piece-log", "roster", "看起来像计件表"),
        ("piece-log", "orders", "看起来像计件表"),
    ],
)
def test_a_sheet_of_another_kind_is_named(given, file, chosen, sentence):
    page = words(given.upload(chosen, sheets.given(file), **(OCTOBER if chosen == "pieces" else {})))
    assert sentence in page and "和您选的不一样" in page


@pytest.mark.parametrize(("file", "kind"), [("roster", "roster"), ("orders", "orders"), ("piece-log", "pieces")])
def test_a_sheet_of_its_kind_is_not_doubted(given, file, kind):
    page = words(given.upload(kind, sheets.given(file), **(OCTOBER if kind == "pieces" else {})))
    assert "看起来像" not in page
