"""The small scripts: sums while typing, number keys, the day sheet's keys, F8, one press one post."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASTE = """([selector, text]) => {
  const data = new DataTransfer();
  data.setData("text", text);
  const cell = document.querySelectorAll(selector)[0];
  cell.focus();
  cell.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""
PRESS_TWICE = """selector => {
  let sent = 0;
  const form = document.querySelector(selector);
  form.addEventListener("submit", event => { sent += 1; event.preventDefault(); });
  form.setAttribute("hx-post", "");
  form.requestSubmit();
  form.requestSubmit();
  return sent;
}"""


@pytest.fixture
def desk(quiet_desk, live_server):
    quiet_desk.goto(live_server.url + reverse("gallery"))
    return quiet_desk


@pytest.fixture
def row(desk):
    """The cells of a row of the day sheet; the first row is locked."""
    return lambda number: desk.locator(".daysheet tbody tr").nth(number).locator("input")


def test_the_amount_runs_along_in_whole_fen(desk):
    amount = desk.locator(".act-line output")
    expect(amount).to_have_text("¥29.70")
    desk.locator("#good").fill("1000000")
    expect(amount).to_have_text("¥1,350,000.00")


def test_a_sum_is_rounded_once(row, desk):
    row(1).nth(0).fill("14286")
    expect(desk.locator(".daysheet tbody tr").nth(1).locator("output")).to_have_text("500.01")
    expect(desk.locator(".daysheet tfoot output").first).to_have_text("14293")
    expect(desk.locator(".daysheet tfoot output").last).to_have_text("500.75")


def test_full_width_figures_are_made_plain(desk):
    good = desk.locator("#good")
    good.fill("２２")
    good.blur()
    expect(good).to_have_value("22")


@pytest.mark.parametrize(
    ("typed", "left"), [("１，２３４", "1234"), ("8，5", "8,5"), ("12 5", "12 5"), ("0,500", "0,500")]
)
def test_a_comma_goes_only_where_it_separates_thousands(desk, typed, left):
    good = desk.locator("#good")
    good.fill(typed)
    good.blur()
    expect(good).to_have_value(left)
    expect(desk.locator(".act-line output")).to_have_text("¥0.00" if "," in left or " " in left else "¥1,665.90")


def test_a_number_key_chooses_and_leads_to_the_pieces(desk):
    desk.keyboard.press("2")
    expect(desk.locator("input[data-mf-key='2']")).to_be_checked()
    expect(desk.locator("#good")).to_be_focused()
    desk.keyboard.press("1")
    expect(desk.locator("input[data-mf-key='2']")).to_be_checked()
    desk.keyboard.press("Alt+1")
    expect(desk.locator("input[data-mf-key='1']")).to_be_checked()


def test_f8_shows_and_hides_the_money(desk):
    money = desk.locator("[data-mf-reveal]")
    expect(money).to_be_hidden()
    desk.keyboard.press("F8")
    expect(money).to_be_visible()
    desk.keyboard.press("F8")
    expect(money).to_be_hidden()


def test_enter_goes_down_and_tab_right(row, desk):
    row(1).nth(0).focus()
    desk.keyboard.press("Enter")
    expect(row(2).nth(0)).to_be_focused()
    desk.keyboard.press("Tab")
    expect(row(2).nth(1)).to_be_focused()
    desk.keyboard.press("ArrowUp")
    expect(row(1).nth(1)).to_be_focused()
    desk.keyboard.press("ArrowUp")
    expect(row(1).nth(1)).to_be_focused()


def test_a_block_from_a_spreadsheet_fills_the_cells_and_says_what_did_not_fit(row, desk):
    rows = "\r\n".join(["5\t\t6", "7\t1", "8", "9", "10"])
    desk.evaluate(PASTE, [".daysheet tbody tr:nth-child(2) input", rows])
    expect(row(1).nth(0)).to_have_value("5")
    expect(row(1).nth(2)).to_have_value("6")
    expect(row(2).nth(1)).to_have_value("1")
    expect(row(4).nth(0)).to_have_value("9")
    expect(desk.locator("#said")).to_contain_text("6 / 1")


def test_a_form_pressed_twice_is_sent_once(desk):
    assert desk.evaluate(PRESS_TWICE, "form[action*=language]") == 1


def test_the_page_works_with_no_script(quiet_without_script, live_server):
    quiet_without_script.goto(live_server.url + reverse("gallery_surface", args=["paper"]))
    expect(quiet_without_script.locator("[data-mf-print]")).to_be_hidden()
    expect(quiet_without_script.locator(".print-bar")).to_contain_text("Ctrl + P")


def test_a_narrow_menu_shows_where_she_is(quiet, signed_in, client_of, social_worker, live_server):
    quiet.set_viewport_size({"width": 360, "height": 740})
    signed_in(quiet, client_of(social_worker)).goto(f"{live_server.url}/liuhe/people/")
    here = quiet.locator(".topnav [aria-current]")
    expect(here).to_have_text("居民")
    expect(here).to_be_in_viewport(ratio=1)
