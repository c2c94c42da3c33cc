"""The button on home and slip in a real browser: the recorded words, in their order, as they are shown."""

import pytest
from playwright.sync_api import expect

from residents.models import ClipSet
from residents.rules.voice import REQUIRED
from tests.factories.payouts import paid
from tests.factories.voice import whole_set
from tests.pages.voice.heard.phones import FOREIGN, SPY, VOICE, asked, button, played
from tests.sight import NARROWEST, too_wide, violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_words_are_played_in_the_order_in_which_they_are_shown(phone, liuhe):
    whole_set(liuhe, "宠物梳")
    page = phone(SPY, VOICE)
    requests = asked(page)
    expect(button(page)).to_have_text("听一听")
    button(page).click()
    expect(button(page)).to_have_text("停下")
    page.wait_for_function("() => window.played.length")
    shown = page.locator(".spoken")
    expect(shown).to_be_visible()
    text = shown.text_content()
    assert text.startswith("十一月交的活，大约八十块。最早十二月十五号发，等企业付了钱。")
    assert "宠物梳还剩九十盒，不急。" in text
    assert "".join(played(page)) == "".join(letter for letter in text if letter not in "，。？")
    times = [at for _word, at in page.evaluate("window.played")]
    assert times == sorted(times)
    assert len(requests) == 1
    expect(button(page)).to_have_text("听一听", timeout=20_000)
    assert page.evaluate("window.spoken") == []


def test_nothing_is_fetched_before_somebody_listens_nor_twice(phone, quiet, live_server, liuhe):
    whole_set(liuhe, "宠物梳")
    requests = asked(quiet)
    page = phone(SPY)
    expect(button(page)).to_be_visible()  # by its script, which has nothing more to do
    assert requests == [f"{live_server.url}/me/"]
    for _press in range(4):  # listen, stop, listen, stop
        button(page).click()
        page.wait_for_function("() => window.played.length")
    assert len(requests) == 2


def test_a_second_press_stops(phone, liuhe):
    whole_set(liuhe, "宠物梳")
    page = phone(SPY)
    button(page).click()
    page.wait_for_function("() => window.played.length")
    button(page).click()
    expect(button(page)).to_have_text("听一听")
    expect(page.locator(".spoken")).to_be_visible()


def test_the_answer_may_stay_on_the_phone_until_a_word_is_recorded_anew(phone, liuhe):
    clip_set = whole_set(liuhe, "宠物梳")
    page = phone(SPY)
    with page.expect_response("**/me/clips/**") as first:
        button(page).click()
    assert "max-age=2592000" in first.value.headers["cache-control"]
    assert f"v={clip_set.pk}.0&" in first.value.url
    ClipSet.objects.update(version=7)
    page.reload()
    with page.expect_response("**/me/clips/**") as second:
        button(page).click()
    assert f"v={clip_set.pk}.7&" in second.value.url


def test_a_name_that_is_not_recorded_is_neither_said_nor_shown(phone, liuhe):
    whole_set(liuhe)
    page = phone(SPY, VOICE)
    button(page).click()
    page.wait_for_function("() => window.played.length")
    assert "宠物梳" not in page.locator(".spoken").text_content()
    assert "还剩九十盒" in page.locator(".spoken").text_content()
    assert page.evaluate("window.spoken") == []


def test_recorded_words_need_no_voice_of_the_phone(phone, liuhe):
    whole_set(liuhe, "宠物梳")
    page = phone(SPY, FOREIGN)
    button(page).click()
    page.wait_for_function("() => window.played.length")
    assert played(page)[0] == "十一月"


def test_what_is_said_can_be_read(phone, liuhe):
    whole_set(liuhe, "宠物梳")
    page = phone(SPY)
    page.evaluate("() => document.documentElement.setAttribute('data-text', 'largest')")
    button(page).click()
    spoken = page.locator(".spoken")
    expect(spoken).to_be_visible()
    assert spoken.evaluate("e => getComputedStyle(e).fontSize") == "30px"
    assert spoken.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(255, 255, 255)"


def test_a_slip_is_heard_and_both_pages_stay_clean(phone, liuhe, earned, live_server):
    whole_set(liuhe, "宠物梳")
    slip = paid(earned).slips.get()
    page = phone(SPY)
    for path in ("/me/", f"/me/slips/{slip.pk}/"):
        page.goto(live_server.url + path)
        button(page).click()
        page.wait_for_function("() => window.played.length")
        assert violations(page) == []
        box = button(page).bounding_box()
        assert min(box["width"], box["height"]) >= 60
        assert too_wide(page, NARROWEST) == []
    text = page.locator(".spoken").text_content()
    assert "号的加工费，八十块。" in text
    assert "宠物梳十盒，八十块。收到了吗？" in text


def test_every_word_of_both_pages_is_on_the_list(phone, liuhe, earned):
    page = phone()
    script = button(page).get_attribute("data-mf-say").split("|")
    assert {part for part in script if not part.startswith("~")} <= {*REQUIRED, *"，。？"}
