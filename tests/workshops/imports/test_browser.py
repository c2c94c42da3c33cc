"""The import in a real browser: a file is chosen, read over and stored, also without JavaScript; axe is silent."""

import pytest
from playwright.sync_api import expect

from tests.browser import press
from tests.sight import violations
from tests.workshops.imports import sheets

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(params=["quiet_desk", "quiet_without_script"])
def desk(request, live_server, social_worker, workshop, client_of, signed_in):
    """An office screen, signed in."""
    page = signed_in(request.getfixturevalue(request.param), client_of(social_worker))
    page.goto(f"{live_server.url}/liuhe/imports/")
    page.scripted = request.param == "quiet_desk"
    return page


def clean(page):
    """No violation on this page. Axe is a script itself, so it needs them allowed."""
    if page.scripted:
        assert violations(page) == []


def upload(page, link, name):
    press(page.get_by_role("link", name=link).first)
    clean(page)
    page.get_by_label("表格文件").set_input_files(sheets.DATA / f"{name}.xlsx")


def test_three_files_from_desk_to_database(desk):
    clean(desk)
    upload(desk, "上传花名册", "roster")
    desk.keyboard.press("Tab")
    press(desk.get_by_role("button", name="先看看每一行"), "Enter")
    expect(desk.get_by_text("这个人第 6 行已经有了")).to_be_visible()
    clean(desk)
    press(desk.get_by_role("button", name="存进去"), "Enter")
    expect(desk.get_by_text("存了 66 行")).to_be_visible()
    clean(desk)
    upload(desk, "上传订单表", "orders")
    press(desk.get_by_role("button", name="先看看每一行"))
    expect(desk.get_by_text("每一行都没问题")).to_be_visible()
    press(desk.get_by_role("button", name="存进去"))
    upload(desk, "上传计件表", "piece-log")
    desk.get_by_label("月份").fill("2026-10")
    desk.get_by_label("没有：").check()
    press(desk.get_by_role("button", name="先看看每一行"))
    clean(desk)
    expect(desk.get_by_label("第 268 行")).not_to_be_checked()
    press(desk.get_by_role("button", name="存进去"))
    expect(desk.get_by_text("¥22,747.59")).to_be_visible()
    with desk.expect_download() as corrections:
        desk.get_by_role("link", name="下载来改").click()
    assert corrections.value.suggested_filename == "要改的 piece-log.xlsx"


def test_columns_are_mapped(desk, tmp_path):
    path = tmp_path / "谁.xlsx"
    path.write_bytes(sheets.workbook([["谁", "电话"], ["赵青梅", "13000000001"]]))
    press(desk.get_by_role("link", name="上传花名册"))
    desk.get_by_label("表格文件").set_input_files(path)
    press(desk.get_by_role("button", name="先看看每一行"))
    clean(desk)
    desk.get_by_label("谁").select_option("姓名")
    press(desk.get_by_role("button", name="就这样读"))
    expect(desk.get_by_text("存这 1 行？")).to_be_visible()
