"""A phone without network: what it keeps, for whom, and when it forgets; counted in bytes, tried in a real browser."""

import json
import re

import pytest
from django.urls import reverse

from microfactory.pages.me.offline import HEADER
from residents.operations.cards import end_card
from tests.cast import with_card
from tests.factories.residents import PIN, AccessCardFactory

HERE = {"HTTP_REFERER": "http://testserver/me/"}


def seen(answer) -> dict:
    return json.loads(answer.headers[HEADER])


def test_her_home_tells_her_phone_the_amount(resident_client, earned):
    told = seen(resident_client.get("/me/"))
    assert told["amount"] == "¥608.00"
    assert told["words"] == "11月交的活，约"
    assert re.fullmatch(r"11月24日(上午|下午|晚上|夜里)\d+点(\d\d分)?", told["day"])
    assert told["who"]


def test_other_pages_tell_only_whose_they_are(resident_client, earned):
    told = seen(resident_client.get("/me/history/"))
    assert set(told) == {"who"}
    assert told == {"who": seen(resident_client.get("/me/"))["who"]}


def test_another_resident_is_somebody_else(resident_client, earned, neighbour, client_of):
    other = with_card(client_of(neighbour.user), AccessCardFactory(resident=neighbour))
    assert seen(other.get("/me/"))["who"] not in ("", seen(resident_client.get("/me/"))["who"])


def test_a_helper_and_a_trusted_person_keep_nothing(looking, earned):
    assert seen(looking.get("/me/")) == {"who": ""}
    assert "js/app.js" not in looking.get("/me/history/", **HERE).content.decode()


def test_the_script_comes_with_the_second_page(resident_client, earned):
    assert "js/app.js" not in resident_client.get("/me/").content.decode()
    assert "js/app.js" in resident_client.get("/me/history/", **HERE).content.decode()
    foreign = resident_client.get("/me/", HTTP_REFERER="https://elsewhere.cn/").content.decode()
    assert "js/app.js" not in foreign


def test_signing_in_and_out_clear_the_phone(client, card, resident_client):
    door = reverse("residents:card_link", args=[card.token.reveal()])
    assert "Clear-Site-Data" not in client.get(door).headers
    assert client.post(door, {"pin": "0001"}).headers.get("Clear-Site-Data") is None
    assert client.post(door, {"pin": PIN}).headers["Clear-Site-Data"] == '"storage"'
    assert resident_client.post(reverse("residents:sign_out")).headers["Clear-Site-Data"] == '"storage"'


def test_a_passer_by_is_led_to_the_doors_of_residents(client, db):
    answer = client.get("/me/", follow=True)
    assert answer.redirect_chain[-1][0].startswith(reverse("residents:card_gone"))
    assert reverse("residents:phone_sign_in") in answer.content.decode()


def test_a_revoked_card_ends_at_a_page_that_forgets(resident_client, resident, social_worker, now):
    end_card(resident=resident, actor=social_worker, now=now)
    gone = resident_client.get("/me/", follow=True)
    assert gone.redirect_chain[-1][0] == reverse("residents:card_gone")
    assert gone.headers["Clear-Site-Data"] == '"storage"'
    assert "data-mf-forget" in gone.content.decode()


def test_the_offline_page_is_the_same_for_all(client, resident_client, earned, resident):
    page = client.get("/me/offline/").content.decode()
    hers = resident_client.get("/me/offline/").content.decode()
    assert page == hers
    assert resident.name not in page
    assert not re.search(r"\d\.\d\d\b(?!\s*\d)", re.sub(r"<svg.*?</svg>", "", page, flags=re.DOTALL))


def test_the_worker_rules_the_residents_pages_only(client, db):
    answer = client.get("/me/worker.js")
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert "no-cache" in answer.headers["Cache-Control"]
    assert "Service-Worker-Allowed" not in answer.headers
    assert "/me/offline/" in answer.content.decode()


def sign_in(page, server, card):
    page.goto(server.url + reverse("residents:card_link", args=[card.token.reveal()]))
    page.fill("input[name=pin]", PIN)
    page.click("main form button")
    page.wait_for_url("**/me/")


def until(page, question: str):
    """Asks the page until the answer is yes, for half a minute."""
    for _again in range(300):
        if page.evaluate(question):
            return
        page.wait_for_timeout(100)
    pytest.fail(f"never came true: {question}")


def worker_rules(page):
    """Waits until the service worker has taken over and kept what it was told."""
    until(page, "() => !!navigator.serviceWorker.controller")
    until(page, "() => caches.match('/me/offline/seen/').then(answer => !!answer)")


def kept(page) -> list[str]:
    return page.evaluate("() => caches.keys()")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_without_network_the_last_amount_is_shown_and_gone_after_sign_out(page, live_server, card, earned):
    sign_in(page, live_server, card)
    worker_rules(page)
    everything = page.evaluate(
        "() => caches.keys().then(names => Promise.all(names.map(name => caches.open(name)"
        ".then(cache => cache.keys())))"
        ".then(lists => [].concat(...lists).map(request => new URL(request.url).pathname)))"
    )
    assert "/me/" not in everything
    assert {path for path in everything if path.startswith("/me/")} == {"/me/offline/", "/me/offline/seen/"}
    page.context.set_offline(True)
    page.goto(f"{live_server.url}/me/")
    page.wait_for_selector("[data-mf-offline]:not([hidden])")
    text = page.inner_text("main")
    assert "现在没有网" in text
    assert "¥608.00" in text
    assert "11月24日" in text
    page.context.set_offline(False)
    page.goto(f"{live_server.url}/me/mine/")
    page.click("form[action*=sign-out] button")
    page.wait_for_url("**/accounts/card/**")
    until(page, "() => caches.keys().then(names => !names.includes('mf-seen'))")
    page.context.set_offline(True)
    with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
        page.goto(f"{live_server.url}/me/")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_without_network_the_letters_are_those_she_chose_last(page, live_server, card, earned):
    sign_in(page, live_server, card)
    worker_rules(page)  # the page is kept now, in the look of this moment
    page.goto(f"{live_server.url}/me/mine/")
    for name in ("最大", "白底黑字"):
        with page.expect_navigation():
            page.get_by_role("button", name=name).click()
    page.context.set_offline(True)
    page.goto(f"{live_server.url}/me/")
    page.wait_for_selector("[data-mf-offline]:not([hidden])")
    look = page.evaluate("() => [getComputedStyle(document.body).fontSize, document.documentElement.dataset.contrast]")
    assert look == ["30px", "high"]
    sentence = page.get_by_text("您上次看的时候：").bounding_box()
    assert page.locator("[data-mf-seen=day]").bounding_box()["y"] >= sentence["y"] + sentence["height"]


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_neighbour_on_the_same_phone_sees_nothing_of_hers(page, live_server, card, earned, neighbour):
    sign_in(page, live_server, card)
    worker_rules(page)
    other = AccessCardFactory(resident=neighbour)
    sign_in(page, live_server, other)
    until(page, "() => !!navigator.serviceWorker.controller")
    page.context.set_offline(True)
    page.goto(f"{live_server.url}/me/")
    page.wait_for_selector("[data-mf-unseen]:not([hidden])")
    assert "608" not in page.inner_text("main")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_session_that_was_ended_leaves_nothing(page, live_server, card, earned, resident, social_worker, now):
    sign_in(page, live_server, card)
    worker_rules(page)
    end_card(resident=resident, actor=social_worker, now=now)
    page.goto(f"{live_server.url}/me/")
    page.wait_for_url("**/accounts/card/**")
    until(page, "() => caches.keys().then(names => !names.includes('mf-seen'))")
    assert "mf-seen" not in kept(page)


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_an_old_browser_without_service_workers_loses_nothing(
    browser, browser_context_args, live_server, card, earned
):
    context = browser.new_context(**browser_context_args)
    context.add_init_script("delete Navigator.prototype.serviceWorker")
    page = context.new_page()
    wrong = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    sign_in(page, live_server, card)
    page.click("nav.foot a:nth-child(2)")
    page.wait_for_url("**/history/")
    assert wrong == []
    context.close()
