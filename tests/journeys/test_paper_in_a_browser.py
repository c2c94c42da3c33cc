"""Paper for old eyes, measured in a browser as it is printed: letters, boxes to tick, how many pages a sheet takes."""

import re

import pytest
from django.urls import reverse

from tests.journeys.village import Village

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

POINT = 96 / 72  # CSS pixels
SMALL = """([selector, least]) => {
  const found = [], walker = document.createTreeWalker(document.querySelector(selector), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const words = walker.currentNode.data.trim(), box = walker.currentNode.parentElement;
    if (words && parseFloat(getComputedStyle(box).fontSize) < least) found.push(words);
  }
  return found;
}"""
# What each sheet says of its pages: nothing, or "第1页，共2页" on the first and "第2页，共2页" on the last.
PAGES = """() => Array.from(document.querySelectorAll(".sheet-month")).map(e =>
  Array.from(e.querySelectorAll("[data-mf-page]:not([hidden])"))
    .map(place => place.innerText.replace(/[^0-9]+/g, " ").trim()))"""


@pytest.fixture
def village(works, card, approver) -> Village:
    return Village(works, card, approver.memberships.get())


@pytest.fixture
def desk(quiet_desk, signed_in, client_of, social_worker):
    return signed_in(quiet_desk, client_of(social_worker))


def test_a_card_and_its_digits_are_read_without_glasses(desk, live_server, card):
    person = reverse("residents:card_pin", args=["liuhe", card.resident_id])
    desk.goto(live_server.url + person)
    with desk.expect_navigation():
        desk.locator("main form button.btn-primary").click()
    assert desk.evaluate(SMALL, [".card-sheet", 14 * POINT - 0.1]) == []
    digits = desk.locator("[data-mf-pin]")
    assert re.fullmatch(r"\d{4}", digits.inner_text())
    assert digits.evaluate("e => parseFloat(getComputedStyle(e).fontSize)") >= 28 * POINT - 0.1
    assert desk.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1


def test_a_card_names_the_factory_once(desk, live_server, card, liuhe):
    liuhe.factory_name = card.resident.workshop.name
    liuhe.save(update_fields=["factory_name"])
    desk.goto(live_server.url + reverse("residents:card_print", args=["liuhe", card.resident_id]))
    assert desk.locator(".card-paper").inner_text().count(card.resident.workshop.name) == 1


def test_a_card_prints_a_workshop_that_says_more(client_of, social_worker, card, liuhe):
    """柳河社区微工厂 stands for 柳河工坊 too, but not for 柳河东街工坊."""
    liuhe.factory_name, workshop = "柳河社区微工厂", card.resident.workshop
    liuhe.save(update_fields=["factory_name"])
    for name, printed in {"柳河工坊": False, "柳河东街工坊": True}.items():
        workshop.name = name
        workshop.save(update_fields=["name"])
        paper = client_of(social_worker).get(reverse("residents:card_print", args=["liuhe", card.resident_id]))
        assert (f"<div>{name}</div>" in paper.content.decode()) is printed


def test_sheets_say_how_many_pages_they_take(desk, live_server, village):
    papers = reverse("pages:month_papers", args=["liuhe", "2026-11", village.workshop.pk])
    desk.goto(live_server.url + papers)
    told = desk.evaluate(PAGES)
    assert {tuple(words) for words in told} == {(), ("1 2", "2 2")}
    printed = desk.pdf(prefer_css_page_size=True)
    assert printed.count(b"/Type /Page\n") == sum(2 if words else 1 for words in told)


def test_a_sheet_is_answered_with_a_pen_and_tells_what_was_answered(desk, live_server, village):
    desk.goto(live_server.url + f"/liuhe/people/{village.resident.pk}/sheet/2026-11/")
    boxes = desk.locator(f'[data-mf-slip="{village.payslip.pk}"] .month-answer')
    assert boxes.inner_text().split() == ["□", "收到", "□", "没收到", "□", "不对", "签字"]
    assert boxes.evaluate("e => parseFloat(getComputedStyle(e).fontSize)") >= 16 * POINT - 0.1
    assert boxes.locator(".month-sign").bounding_box()["width"] > 80
    text = desk.locator(".sheet-month").inner_text()
    assert "您说不对的，答复是" in text
    assert "查过了，数目是对的。" in text
