"""The counter and the day sheet under the hands: keyboard only, pasted from a spreadsheet, and without script."""

import pytest
from playwright.sync_api import expect

from tests.browser import press, typed
from workshops.models import PieceEntry
from workshops.operations.deliveries import draft_delivery, send_delivery
from workshops.operations.entries import log_entry

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def opened(signed_in, client_of, social_worker, live_server):
    """The social worker's page at a path: `opened(page, path)`."""

    def at(page, path: str):
        signed_in(page, client_of(social_worker)).goto(live_server.url + path)
        return page

    return at


def test_a_practised_hand_never_leaves_the_keyboard(quiet_desk, opened, slip, resident):
    page = opened(quiet_desk, "/liuhe/counter/")
    typed(page.locator("#q"), "zqm")
    page.wait_for_selector(".result")
    page.keyboard.press("Enter")
    expect(page.locator("#id_good")).to_be_focused()
    page.keyboard.press("Alt+1")
    typed(page.locator("#id_good"), "4")
    expect(page.locator("[data-mf-total]")).to_have_text("¥32.00")
    page.keyboard.press("Tab")
    typed(page.locator("#id_rework"), "1")
    page.keyboard.press("Enter")
    expect(page.locator(".readback")).to_contain_text("赵青梅：宠物梳 4 盒，返工 1，¥32.00")
    expect(page.locator("#q")).to_be_focused()


def test_arrows_change_the_lot_while_a_number_is_typed(quiet_desk, opened, slip, resident, combs):
    page = opened(quiet_desk, f"/liuhe/counter/?resident={resident.pk}")
    slips, days = (page.locator(f'input[value="{value}"]') for value in (f"slip-{slip.pk}", f"day-{combs.pk}"))
    typed(page.locator("#id_good"), "4")
    page.keyboard.press("ArrowDown")
    expect(days).to_be_checked()
    expect(days).to_be_visible()
    expect(page.locator("#id_good")).to_be_focused()
    expect(page.locator("#id_good")).to_have_value("4")
    expect(page.locator("#said")).to_contain_text("今天在工坊做的")
    page.keyboard.press("ArrowUp")
    expect(slips).to_be_checked()
    page.keyboard.press("ArrowUp")
    expect(days).to_be_checked()
    page.keyboard.press("Alt+1")
    expect(slips).to_be_checked()
    press(page.locator("#id_good"), "Enter")
    assert PieceEntry.objects.get().issue == slip


def test_a_refusal_keeps_the_running_amount(quiet_desk, opened, slip, resident):
    page = opened(quiet_desk, "/liuhe/counter/")
    typed(page.locator("#q"), "zqm")
    page.wait_for_selector(".result")
    press(page.locator("#q"), "Enter")
    typed(page.locator("#id_good"), "99")
    press(page.locator("#id_good"), "Enter")
    expect(page.locator(".field-error")).to_contain_text("手上只剩 10 盒")
    expect(page.locator("[data-mf-total]")).to_have_text("¥792.00")
    expect(page.locator("#q")).to_have_value("zqm")


def test_f8_fetches_the_month_and_throws_it_away(quiet_desk, opened, slip, resident):
    page = opened(quiet_desk, f"/liuhe/counter/?resident={resident.pk}")
    month = page.locator("#month")
    expect(month).to_be_hidden()
    expect(month).to_be_empty()
    page.keyboard.press("F8")
    expect(month).to_be_visible()
    expect(month).to_contain_text("¥0.00")
    page.keyboard.press("F8")
    expect(month).to_be_hidden()
    expect(month).to_be_empty()


def test_a_sheet_is_typed_down_and_pasted(quiet_desk, opened, resident, neighbour, combs):
    page = opened(quiet_desk, "/liuhe/day-sheet/")
    first, below = (page.locator(f'[name="{person.pk}-{combs.pk}-good"]') for person in (resident, neighbour))
    first.focus()
    typed(first, "5")
    page.keyboard.press("Enter")
    expect(below).to_be_focused()
    first.evaluate(
        """cell => {
            const data = new DataTransfer();
            data.setData("text", "6\\t1\\n7\\t\\n");
            cell.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }"""
    )
    expect(first).to_have_value("6")
    expect(below).to_have_value("7")
    expect(page.locator("tfoot .money")).to_have_text("104.00")
    below.press("Control+Enter")
    page.wait_for_selector("a.pill.ok")
    assert sorted(PieceEntry.objects.values_list("good", "rework")) == [(6, 1), (7, 0)]


def test_on_a_phone_each_person_stands_in_a_block(quiet_desk, opened, resident, neighbour, combs):
    """Nothing scrolls sideways, each cell has its words, Enter still goes down, and the button waits at the end."""
    quiet_desk.set_viewport_size({"width": 360, "height": 780})
    page = opened(quiet_desk, "/liuhe/day-sheet/")
    widths = page.locator(".table-wrap").evaluate("each => [each.scrollWidth, each.clientWidth]")
    assert widths[0] <= widths[1]
    words = page.locator(f'td:has([name="{resident.pk}-{combs.pk}-good"])')
    assert words.evaluate("each => getComputedStyle(each, '::before').content") == '"宠物梳 · 合格 / 返工"'
    first, second = (page.locator(f'[name="{person.pk}-{combs.pk}-good"]') for person in (resident, neighbour))
    first.focus()
    typed(first, "3")
    page.keyboard.press("Enter")
    expect(second).to_be_focused()
    typed(second, "4")
    press(page.get_by_role("button", name="全部记下").last)
    assert sorted(PieceEntry.objects.values_list("good", flat=True)) == [3, 4]


def test_without_script_the_same_work_gets_done(quiet_without_script, opened, slip, resident):
    page = opened(quiet_without_script, "/liuhe/counter/")
    page.fill("#q", "zqm")
    press(page.locator("#q"), "Enter")
    page.fill("#id_good", "4")
    press(page.locator("#id_good"), "Enter")
    expect(page.locator(".readback")).to_contain_text("赵青梅：宠物梳 4 盒，¥32.00")
    press(page.get_by_role("button", name="撤销"))
    expect(page.locator("main")).to_contain_text("撤销了：赵青梅")
    page.goto(f"{page.url.split('/liuhe')[0]}/liuhe/counter/?resident={resident.pk}")
    press(page.get_by_role("link", name="看金额"))
    expect(page.locator("h1")).to_contain_text("这个月")


def test_a_double_click_writes_once(quiet_desk, opened, slip, resident):
    page = opened(quiet_desk, f"/liuhe/counter/?resident={resident.pk}")
    page.fill("#id_good", "2")
    page.locator("button.btn-lg").dblclick()
    page.wait_for_selector(".readback")
    assert PieceEntry.objects.count() == 1


def test_what_was_accepted_follows_what_was_not(quiet_desk, opened, by, slip, workshop, client_company, combs):
    by(log_entry)(issue=slip, good=8)
    delivery = by(draft_delivery)(workshop=workshop, client=client_company, lines=[(combs, 8)])
    line = by(send_delivery)(delivery=delivery).lines.get()
    page = opened(quiet_desk, f"/liuhe/deliveries/{delivery.pk}/accept/")
    accepted, material, short = (
        page.locator(f"#id_{n}_{line.pk}") for n in ("accepted", "rejected_material", "short")
    )
    material.fill("2")
    expect(accepted).to_have_value("6")
    short.fill("1")
    expect(accepted).to_have_value("5")
    accepted.fill("4")
    short.fill("2")
    expect(accepted).to_have_value("4")
    press(page.get_by_role("button", name="记下"))
    expect(page.locator("main")).to_contain_text("¥32.00")


def test_on_a_phone_who_and_how_it_stands_are_beside_the_day(quiet_desk, opened, by, slip):
    """Name, work and state have no word before them: their places tell what they are."""
    by(log_entry)(issue=slip, good=4)
    quiet_desk.set_viewport_size({"width": 360, "height": 780})
    row = opened(quiet_desk, "/liuhe/entries/").locator("tbody tr")
    day, name, work, good, _mend, money, state = (cell.bounding_box() for cell in row.locator("th, td").all())
    assert day["x"] < name["x"] < state["x"] and abs(name["y"] - state["y"]) < 8
    assert day["y"] < work["y"] < good["y"] == money["y"] and work["x"] == day["x"]
