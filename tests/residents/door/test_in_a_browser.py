"""The door in a real browser, as an old phone shows it: with axe, at three widths, without JavaScript."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from residents.enums import Picture
from tests.browser import DESK, PHONE, press
from tests.factories.residents import PIN
from tests.journeys.eyes import Eyes
from tests.residents.door.conftest import DIGITS, link
from tests.residents.door.conftest import PHONE as NUMBER
from tests.residents.views.pages import at
from tests.sight import NARROWEST, OLD_PHONE, WHOLE_PAGE, hard_to_use

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def eyes(quiet, live_server, signed_in):
    return Eyes(quiet, live_server.url, signed_in)


@pytest.fixture
def plain(browser, browser_context_args):
    """A phone on which JavaScript is off."""
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    yield context.new_page()
    context.close()


def looked_over(eyes, name: str) -> None:
    """Everything that holds for a page on a phone, of the page that is open."""
    page = eyes.page
    page.set_viewport_size(WHOLE_PAGE)
    eyes.judge(name, "phone")
    eyes.note(name, hard_to_use(page, NARROWEST, OLD_PHONE, PHONE))


def tap(page, picture: Picture) -> None:
    press(page.get_by_role("button", name=str(picture.label), exact=True))


def test_card_pictures_home(eyes, live_server, pictures):
    page, path = eyes.page, link(pictures.card)
    first, second = Picture.of_pin(pictures.pin)
    eyes.open(path)
    looked_over(eyes, "first tap")
    assert page.get_by_role("button").filter(has=page.locator("svg")).count() == len(Picture)
    tap(page, second)
    expect(page.get_by_role("status").get_by_text(str(second.label))).to_be_visible()
    looked_over(eyes, "second tap")
    tap(page, first)
    expect(page.get_by_role("alert")).to_contain_text("没对上")
    looked_over(eyes, "refused")
    tap(page, first)
    tap(page, second)
    expect(page).to_have_url(live_server.url + reverse("me:home"))
    assert eyes.wrong == []


def test_pictures_without_javascript(plain, live_server, pictures):
    plain.goto(live_server.url + link(pictures.card))
    for picture in Picture.of_pin(pictures.pin):
        tap(plain, picture)
    expect(plain).to_have_url(live_server.url + reverse("me:home"))
    expect(plain.locator("body")).to_contain_text("赵青梅")


def test_number_and_digits_from_a_closed_page(eyes, live_server, phone_pin):
    page = eyes.page
    eyes.open(reverse("residents:card_gone"))
    press(page.get_by_role("link", name="用手机号和六位数字打开"))
    looked_over(eyes, "phone")
    page.get_by_label("手机号").fill(NUMBER)
    page.get_by_label("六位数字").fill("000000")
    press(page.get_by_role("button", name="打开我的页面"))
    expect(page.get_by_text("没对上")).to_be_visible()
    looked_over(eyes, "refused")
    page.get_by_label("六位数字").fill(DIGITS)
    press(page.get_by_role("button", name="打开我的页面"))
    expect(page).to_have_url(live_server.url + reverse("me:home"))
    assert eyes.wrong == []


def test_she_names_a_daughter_who_looks_and_is_ended(eyes, browser, browser_context_args, live_server, card):
    page = eyes.page
    eyes.open(link(card))
    page.get_by_label("四位数字").fill(PIN)
    press(page.get_by_role("button", name="打开我的页面"))
    eyes.open(reverse("me:mine"))
    press(page.get_by_role("link", name="家人代看"))
    looked_over(eyes, "nobody yet")
    press(page.get_by_role("link", name="请一位家人"))
    looked_over(eyes, "naming")
    page.get_by_label("家人姓名").fill("刘洋")
    page.get_by_label("是您的什么人").fill("女儿")
    press(page.get_by_role("button", name="让这个人看"))
    looked_over(eyes, "her code")
    pin = page.locator("[data-mf-pin]").inner_text()
    context = browser.new_context(**browser_context_args)
    hers = context.new_page()
    hers.goto(live_server.url + link(card.resident.trusted_people.get().cards.get()))
    hers.get_by_label("四位数字").fill(pin)
    press(hers.get_by_role("button", name="打开我的页面"))
    expect(hers.get_by_role("region", name="这是谁的页面")).to_contain_text("这是赵青梅的页面")
    eyes.page = hers
    looked_over(eyes, "the daughter's phone")
    eyes.page = page
    press(page.get_by_role("link", name="看完了"))
    expect(page.get_by_text("首页").first).to_be_visible()
    looked_over(eyes, "looks")
    for name in ("me:helpers", "me:devices"):
        eyes.open(reverse(name))
        looked_over(eyes, name)
    eyes.open(reverse("me:trusted_end"))
    looked_over(eyes, "ending")
    press(page.get_by_role("button", name="不让看了"))
    hers.reload()
    expect(hers.get_by_text("您的页面已关上")).to_be_visible()
    context.close()
    assert eyes.wrong == []


def test_a_social_worker_helps_on_her_own_screen(eyes, live_server, resident, desk):
    page = eyes.page
    eyes.sit_down(desk)
    page.set_viewport_size(DESK)
    eyes.open(at("person", resident.pk))
    other = page.context.new_page()
    other.goto(live_server.url + "/liuhe/people/")
    press(page.get_by_role("link", name="当面代看"))
    page.get_by_label("本人现在就在我旁边").check()
    press(page.get_by_role("button", name="打开居民的页面"))
    expect(page).to_have_url(live_server.url + reverse("me:home"))
    bar = page.get_by_role("region", name="正在当面代看")
    expect(bar).to_contain_text("赵青梅")
    eyes.judge("helping", "desk")
    page.set_viewport_size(NARROWEST)
    page.mouse.wheel(0, 5_000)
    expect(bar.get_by_role("button", name="结束代看")).to_be_visible()
    other.reload()
    expect(other.get_by_text("赵青梅")).to_be_visible()
    press(bar.get_by_role("button", name="结束代看"))
    expect(page).to_have_url(live_server.url + at("person", resident.pk))
    assert eyes.wrong == []


def test_pictures_are_pointed_at_on_a_leaders_screen(eyes, live_server, client_of, leader, resident, pictures):
    page = eyes.page
    eyes.sit_down(client_of(leader))
    page.set_viewport_size(DESK)
    eyes.open(at("help", resident.pk))
    eyes.judge("pointing", "leader")
    first, second = Picture.of_pin(pictures.pin)
    page.get_by_role("group", name="第一张图").get_by_label(str(first.label)).check()
    page.get_by_role("group", name="第二张图").get_by_label(str(second.label)).check()
    press(page.get_by_role("button", name="打开居民的页面"))
    expect(page).to_have_url(live_server.url + reverse("me:home"))
    assert eyes.wrong == []
