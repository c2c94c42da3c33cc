"""The import in the browser: upload, columns, preview, store, corrections."""

import datetime as dt
from uuid import uuid4

import pytest

from microfactory.kernel.spreadsheets import read_table
from residents.models import Resident
from tests.workshops.imports import sheets
from tests.workshops.imports.office import NUMBERS, OCTOBER, of_three, words
from workshops.enums import ImportState
from workshops.models import HeaderMapping, ImportBatch, PieceEntry, WorkOrder


def test_the_given_files_through_the_browser(office):
    preview = words(office.upload("roster", sheets.given("roster"), name="roster.xlsx"))
    assert "这个人第 6 行已经有了" in preview
    assert not Resident.objects.exists()
    result = words(office.store())
    assert "存了 66 行" in result
    office.bring("orders", sheets.given("orders"))
    assert WorkOrder.objects.count() == 5
    office.upload("pieces", sheets.given("piece-log"), **OCTOBER)
    result = words(office.store())
    assert "存了 632 行" in result
    assert "¥22,747.59" in result
    wanted = sheets.expected()["piece_log"]
    batch = ImportBatch.objects.get(kind="pieces")
    assert batch.state == ImportState.STORED
    assert {row: code for row, (code, _sentence) in batch.result["rejected"].items()} == wanted["rejected"]
    assert {row: code for row, (code, _sentence) in batch.result["warned"].items()} == wanted["warned"]
    assert batch.result["pieces_by_operation"] == wanted["pieces_by_operation"]
    assert not PieceEntry.objects.filter(settled_outside=True).exists()


def test_a_double_press_stores_once(given):
    given.upload("pieces", sheets.given("piece-log"), **OCTOBER)
    once = uuid4()
    first, second = given.store(once), given.store(once)
    assert first.redirect_chain == second.redirect_chain
    assert PieceEntry.objects.count() == 632


def test_the_same_file_again_stores_nothing(given):
    given.bring("pieces", sheets.given("piece-log"), **OCTOBER)
    preview = words(given.upload("pieces", sheets.given("piece-log"), **OCTOBER))
    assert "632" in preview
    assert "存了 0 行" in words(given.store())
    assert PieceEntry.objects.count() == 632


def test_a_ticked_double_is_stored(given):
    given.bring("pieces", sheets.given("piece-log"), **OCTOBER)
    preview = words(given.upload("pieces", sheets.given("piece-log"), **OCTOBER))
    assert 'value="268"' in preview
    assert "存了 1 行" in words(given.store(ticked=["268"]))
    assert PieceEntry.objects.count() == 633
    preview = words(given.upload("pieces", sheets.given("piece-log"), **OCTOBER))
    assert 'value="268"' not in preview


def test_a_row_that_is_no_double_cannot_be_ticked(given):
    given.upload("pieces", sheets.given("piece-log"), **OCTOBER)
    given.store(ticked=["120"])
    assert not PieceEntry.objects.exists()


def test_settled_outside_is_history(given):
    given.upload("pieces", sheets.given("piece-log"), month="2026-10", settled="outside")
    given.store()
    assert not PieceEntry.objects.filter(settled_outside=False).exists()


def test_corrected_rows_come_back(given):
    given.bring("pieces", sheets.given("piece-log"), **OCTOBER)
    batch = ImportBatch.objects.get(kind="pieces")
    response = given.client.get(f"/liuhe/imports/{batch.pk}/corrections.xlsx")
    table = read_table(response.content)
    titles, rows = table.rows[1].cells, [list(row.cells) for row in table.rows[2:]]
    assert titles[:4] == ["未导入原因", "日期", "姓名", "证号后四位"]
    assert len(rows) == 8
    assert all(row[0] for row in rows)
    product = titles.index("产品")
    (misspelt,) = [row for row in rows if row[product] == "礼品囗"]
    misspelt[product] = "礼品袋"
    given.upload("pieces", sheets.workbook([titles, *rows]), **OCTOBER)
    assert "存了 1 行" in words(given.store())
    assert PieceEntry.objects.count() == 633


def test_other_words_are_mapped_once_and_remembered(given):
    titles = ["几号", "谁", "尾号", "啥", "工序", "做了几个", "多少钱一个", "一共", "天气"]
    row = ["10.2", "邱玉梅", "324X", "宠物梳", "装盒", 3, 8, 24, "晴"]
    asked = given.upload("pieces", sheets.workbook([["十月"], titles, row]), **OCTOBER)
    assert asked.redirect_chain[-1][0].endswith("/columns/")
    assert "日期" in words(asked)
    form = asked.context["form"]
    means = {"几号": "day", "谁": "name", "啥": "product", "做了几个": "good", "多少钱一个": "rate", "一共": "amount"}
    said = {name: means.get(word, form.fields[name].initial) for name, word in form.spoken.items()}
    preview = given.client.post(asked.redirect_chain[-1][0], said | {"once": uuid4()}, follow=True)
    assert "宠物梳" in words(preview)
    assert "存了 1 行" in words(given.store())
    assert HeaderMapping.objects.get(word="谁").field == "name"
    row[0], row[5], row[7] = "10.3", 2, 16
    again = given.upload("pieces", sheets.workbook([titles, row]), **OCTOBER)
    assert not again.redirect_chain[-1][0].endswith("/columns/")
    assert "存了 1 行" in words(given.store())


def test_two_columns_cannot_mean_the_same(given):
    asked = given.upload("pieces", sheets.workbook([["几号", "谁", "啥", "几个"], ["1", "2", "3", "4"]]), **OCTOBER)
    said = dict.fromkeys(asked.context["form"].spoken, "good")
    answer = given.client.post(asked.redirect_chain[-1][0], said | {"once": uuid4()})
    assert "两列" in words(answer)
    assert not HeaderMapping.objects.exists()


def test_what_stands_in_a_sheet_is_text_to_the_page(given):
    bad = ["<script>alert(1)</script>", '<form action="/x">', '<b id="inj">粗</b>', "A & B"]
    asked = given.upload("pieces", sheets.workbook([["几号", "<b>谁</b>", "啥", "几个"], bad]), **OCTOBER)
    page = words(asked)
    assert asked.redirect_chain[-1][0].endswith("/columns/")
    assert not any(tag in page for tag in ("<script>alert", 'action="/x"', '<b id="inj"', "<b>谁"))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page and "&lt;b&gt;谁" in page
    assert "A &amp; B" in page and "&amp;lt;" not in page and "&amp;amp;" not in page


@pytest.mark.parametrize(
    ("content", "name", "word"),
    [
        (b"", "空.xlsx", "空"),
        (sheets.password_protected(), "锁.xlsx", "密码"),
        (b"%PDF-1.7", "纸.pdf", "不是表格"),
        (sheets.workbook([[1, 2], [3, 4]]), "数.xlsx", "标题"),
    ],
)
def test_a_file_that_cannot_be_read_is_said(office, content, name, word):
    answer = office.upload("roster", content, name=name)
    assert word in words(answer)
    assert not ImportBatch.objects.exists()


@pytest.mark.parametrize(("month", "word"), [("十月", "2026-10"), ("2027-10", "还没到"), ("", "还空着")])
def test_a_month_is_needed(office, month, word):
    answer = office.upload("pieces", sheets.given("piece-log"), month=month, settled="unpaid")
    assert word in words(answer)
    assert not ImportBatch.objects.exists()


def test_whether_it_was_paid_is_never_proposed(office):
    page = words(office.client.get("/liuhe/imports/new/pieces/"))
    assert page.count('type="radio"') == 2 and "checked" not in page
    assert "还没选" in words(office.upload("pieces", sheets.given("piece-log"), month="2026-10"))
    assert not ImportBatch.objects.exists()


@pytest.mark.parametrize(("settled", "warned"), [("unpaid", True), ("outside", False)])
def test_a_month_of_paper_that_is_to_be_paid_is_red(office, liuhe, settled, warned):
    type(liuhe).objects.filter(pk=liuhe.pk).update(opened_on=dt.date(2026, 11, 1))
    page = words(office.upload("pieces", sheets.given("piece-log"), month="2026-10", settled=settled))
    assert ("不然会发两次钱" in page) is warned
    assert ('class="banner error"' in page) is warned


def test_identity_numbers_are_recognised_whatever_the_column_is_called(office):
    office.bring("roster", of_three("证照编码", NUMBERS))
    assert Resident.objects.exclude(identity_last4="").count() == 3


def test_nobody_is_registered_without_a_number_by_mistake(office):
    page = words(office.upload("roster", of_three("编码", ["甲一", "甲二", "甲三"])))
    assert "所有人都会不带身份证号登记" in page and "说哪一列是身份证号" in page
    assert "请说是哪一列" in words(office.store())
    assert not Resident.objects.exists()
    office.store(without_identity="on")
    assert Resident.objects.count() == 3


def test_an_upload_is_thrown_away_with_its_content(office):
    office.upload("roster", sheets.given("roster"))
    batch = ImportBatch.objects.get()
    assert "扔掉" in words(office.client.get(f"/liuhe/imports/{batch.pk}/discard/"))
    office.client.post(f"/liuhe/imports/{batch.pk}/discard/", {"once": uuid4()})
    batch.refresh_from_db()
    assert (batch.state, batch.file_bytes()) == (ImportState.DISCARDED, b"")
    for path in ("columns/", "discard/", "corrections.xlsx"):
        assert office.client.get(f"/liuhe/imports/{batch.pk}/{path}").status_code == 404
    assert "扔掉" in words(office.client.get(f"/liuhe/imports/{batch.pk}/"))


def test_the_file_is_not_readable_at_rest(office):
    office.upload("roster", sheets.given("roster"))
    raw = ImportBatch.objects.get().content.token
    assert b"130199" not in raw and not raw.startswith((b"UEsD", b"PK"))


def test_the_preview_masks_numbers_and_pages_long_files(office):
    preview = office.upload("roster", sheets.given("roster"))
    shown = words(office.client.get(preview.redirect_chain[-1][0] + "?show=all"))
    assert "…7362" in shown
    assert "130199195605047362" not in shown
    rows = [["姓名"], *[[f"居民{number}"] for number in range(150)]]
    many = office.upload("roster", sheets.workbook(rows))
    url = many.redirect_chain[-1][0]
    assert "居民120" not in words(office.client.get(url + "?show=all"))
    assert "居民120" in words(office.client.get(url + "?show=all&page=2"))


def test_the_list_shows_what_was_uploaded(office):
    assert "花名册" in words(office.client.get("/liuhe/imports/"))
    office.bring("roster", sheets.given("roster"), name="十月名单.xlsx")
    assert "十月名单.xlsx" in words(office.client.get("/liuhe/imports/"))


@pytest.mark.parametrize("who", ["leader", "approver", "cashier", "street"])
def test_others_may_not_import(who, request, client_of, workshop, office):
    office.upload("roster", sheets.given("roster"))
    batch = ImportBatch.objects.get()
    client = client_of(request.getfixturevalue(who))
    for path in ("", "new/roster/", f"{batch.pk}/", f"{batch.pk}/corrections.xlsx"):
        assert client.get(f"/liuhe/imports/{path}").status_code == 403


def test_another_community_s_import_is_not_there(client_of, stranger, office):
    office.upload("roster", sheets.given("roster"))
    batch = ImportBatch.objects.get()
    for path in ("", "columns/", "discard/", "corrections.xlsx"):
        assert client_of(stranger).get(f"/guiyuan/imports/{batch.pk}/{path}").status_code == 404
    assert client_of(stranger).post(f"/guiyuan/imports/{batch.pk}/store/").status_code == 404


def test_an_unknown_kind_is_not_there(office):
    assert office.client.get("/liuhe/imports/new/recipes/").status_code == 404
