"""Every page of a resident's phone as old eyes and fingers find it: in each look, at each width, in one pass.

Widths are those of old phones, and half of the narrowest: what a browser shows at 200 % zoom. Axe judges the ordinary
look at 360 px elsewhere (`test_every_page_in_a_browser`), and each look at a width of its own here.
"""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from residents.enums import PinKind
from tests.browser import press
from tests.cast import with_card
from tests.journeys.eyes import Eyes, address, pages
from tests.journeys.village import Village
from tests.links import unknown_link
from tests.sight import SMALL_TARGETS, SMALL_TEXT, TARGETS, TIGHT_LINES, WHOLE_PAGE, too_wide

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDTHS = (390, 360, 320, 160)
LOOKS = {
    "ordinary": {},
    "largest letters, black on white": {"mf_text": "largest", "mf_contrast": "high"},
    "large letters, words only": {"mf_text": "large", "mf_layout": "plain"},
}
# Where axe looks, beside the 360 px at which it judges the ordinary look elsewhere.
AXE_AT = {"ordinary": 390, "largest letters, black on white": 320, "large letters, words only": 360}
LETTERS = {"ordinary": "20px", "largest letters, black on white": "30px", "large letters, words only": "25px"}
MAIN = ".btn, .say, .foot a, .parts a, a.row"
# What a screen reader finds its way by: one main part, one title of the page, headings without a gap, names.
ASTRAY = """() => {
  const wrong = [], count = name => document.querySelectorAll(name).length;
  if (count("main") !== 1) wrong.push("main: " + count("main"));
  if (count("h1") !== 1) wrong.push("h1: " + count("h1"));
  if (!document.title.trim()) wrong.push("no title");
  if (!document.querySelector("[role=status]")) wrong.push("nowhere to say what happened");
  let before = 1;
  document.querySelectorAll("h1, h2, h3, h4").forEach(e => {
    const level = Number(e.tagName[1]);
    if (level > before + 1) wrong.push("heading skips to " + e.tagName);
    before = level;
  });
  document.querySelectorAll("nav").forEach(e => e.getAttribute("aria-label") || wrong.push("a nav without a name"));
  return wrong;
}"""


@pytest.fixture
def village(works, card, approver) -> Village:
    return Village(works, card, approver.memberships.get())


@pytest.fixture
def eyes(quiet, live_server, signed_in):
    return Eyes(quiet, live_server.url, signed_in)


def look_at(eyes, look: str, path: str) -> None:
    """Opens a page in one look and notes what is wrong at any width."""
    page = eyes.page
    page.set_viewport_size({**WHOLE_PAGE, "width": AXE_AT[look]})
    eyes.open(path)
    where = f"{look}, {path}"
    eyes.judge(path, look)
    eyes.note(f"{where}: astray", page.evaluate(ASTRAY))
    eyes.note(f"{where}: small text", page.evaluate(SMALL_TEXT))
    eyes.note(f"{where}: tight lines", page.evaluate(TIGHT_LINES))
    for width in WIDTHS:
        eyes.note(where, too_wide(page, {"width": width, "height": 640}))
        if width >= 320:
            eyes.note(f"{where}: small targets at {width}", page.evaluate(SMALL_TARGETS, [TARGETS, 44]))
            eyes.note(f"{where}: small main targets at {width}", page.evaluate(SMALL_TARGETS, [MAIN, 60]))


def test_every_page_in_every_look_at_every_width(eyes, village, client_of):
    client = with_card(client_of(village.resident.user), village.card)
    paths = [address(row, village) for row in pages("resident")]
    paths += [unknown_link(kind) for kind in PinKind]
    for look, cookies in LOOKS.items():
        eyes.sit_down(client)
        eyes.page.context.add_cookies(
            [{"name": name, "value": value, "url": eyes.address} for name, value in cookies.items()]
        )
        for path in paths:
            look_at(eyes, look, path)
        assert eyes.page.evaluate("() => getComputedStyle(document.body).fontSize") == LETTERS[look]
    assert eyes.wrong == []
    assert eyes.opened == len(LOOKS) * len(paths)


def test_words_only_has_no_drawings(eyes, village, client_of):
    eyes.sit_down(with_card(client_of(village.resident.user), village.card))
    eyes.page.context.add_cookies([{"name": "mf_layout", "value": "plain", "url": eyes.address}])
    drawings = """() => Array.from(document.querySelectorAll("svg, .piece"))
      .filter(e => e.getClientRects().length && !e.closest(".taps")).length"""
    for path in (reverse("me:home"), reverse("me:slip", args=[village.payslip.pk]), reverse("me:history")):
        eyes.open(path)
        assert eyes.page.evaluate(drawings) == 0, path
    eyes.open(reverse("me:slip", args=[village.payslip.pk]))
    expect(eyes.page.locator(".banknotes")).to_contain_text("1 张 10 元")


def test_letters_are_chosen_without_script_and_remembered(browser, browser_context_args, live_server, village):
    context = browser.new_context(**{**browser_context_args, "java_script_enabled": False})
    page = context.new_page()
    page.goto(live_server.url + reverse("residents:card_link", args=["unknown"]))
    root = page.locator("html")
    press(page.get_by_role("button", name="最大"))
    expect(page).to_have_url(re.compile("/c/unknown/$"))
    expect(root).to_have_attribute("data-text", "largest")
    press(page.get_by_role("button", name="白底黑字"))
    press(page.get_by_role("button", name="只要字"))
    expect(root).to_have_attribute("data-contrast", "high")
    expect(root).to_have_attribute("data-layout", "plain")
    expect(page.get_by_role("button", name="最大")).to_have_attribute("aria-pressed", "true")
    context.close()
