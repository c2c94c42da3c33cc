"""Where recorded words are missing or can't be played: the phone's own voice, or no button at all."""

import pytest
from playwright.sync_api import expect

from residents.models import Clip
from tests.factories.voice import whole_set
from tests.pages.voice.heard.phones import DEAF, FOREIGN, NO_AUDIO, NO_VOICE, SPY, VOICE, button

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("without", [(), ("块",)])
def test_without_a_set_or_with_a_gap_the_phones_own_voice_speaks_the_same_sentence(phone, liuhe, without):
    if without:
        whole_set(liuhe, "宠物梳", without=without)
    page = phone(SPY, VOICE)
    button(page).click()
    page.wait_for_function("() => window.spoken.length")
    assert page.evaluate("window.spoken") == [[page.locator(".spoken").text_content(), "zh-CN"]]
    assert page.evaluate("window.played") == []
    expect(button(page)).to_have_text("停下")
    page.evaluate("window.finish()")
    expect(button(page)).to_have_text("听一听")


def test_without_an_answer_the_phones_own_voice_speaks(phone, liuhe):
    whole_set(liuhe)
    page = phone(SPY, VOICE)
    page.route("**/me/clips/**", lambda route: route.fulfill(status=204))
    button(page).click()
    page.wait_for_function("() => window.spoken.length")
    assert "大约八十块" in page.locator(".spoken").text_content()


def test_a_sound_that_the_phone_cant_play_leaves_the_sentence_to_its_own_voice(phone, liuhe):
    clip_set = whole_set(liuhe, "宠物梳")
    Clip.objects.filter(clip_set=clip_set, text="块").update(audio=b"OggS and no more")
    page = phone(VOICE)
    button(page).click()
    page.wait_for_function("() => window.spoken.length")
    assert page.evaluate("window.spoken")[0][0] == page.locator(".spoken").text_content()


def test_old_browsers_without_audio_use_their_voice(phone, liuhe):
    whole_set(liuhe)
    page = phone(NO_AUDIO, VOICE)
    button(page).click()
    page.wait_for_function("() => window.spoken.length")
    expect(page.locator(".spoken")).to_be_visible()


@pytest.mark.parametrize(
    ("scripts", "has_set"),
    [((NO_VOICE,), False), ((NO_VOICE, NO_AUDIO), True), ((FOREIGN,), False), ((FOREIGN, NO_AUDIO), True)],
)
def test_where_nothing_works_there_is_no_button(phone, liuhe, scripts, has_set):
    if has_set:
        whole_set(liuhe)
    page = phone(*scripts)
    assert page.evaluate("performance.getEntriesByType('resource').some(one => one.name.includes('listen'))")
    expect(button(page)).to_be_hidden()  # the page has loaded, so its script has run


def test_the_button_comes_as_soon_as_there_is_a_voice(phone):
    page = phone(VOICE.replace("window.voices = [{", "window.voices = []; window.later = [{"))
    expect(button(page)).to_be_hidden()
    page.evaluate("() => { window.voices = window.later; speechSynthesis.onvoiceschanged(); }")
    expect(button(page)).to_be_visible()


@pytest.mark.parametrize(("scripts", "without"), [((DEAF,), ()), ((SPY, FOREIGN), ("块",)), ((SPY, DEAF), ("块",))])
def test_what_cant_be_said_stays_to_be_read(phone, liuhe, scripts, without):
    if without:
        whole_set(liuhe, "宠物梳", without=without)
    page = phone(*scripts)
    button(page).click()
    expect(page.locator(".spoken")).to_contain_text("大约八十块")
    expect(button(page)).to_have_text("听一听")
    expect(page.locator(".spoken")).to_be_visible()


def test_without_script_there_is_no_button(
    quiet_without_script, signed_in, live_server, resident_client, earned, liuhe
):
    page = signed_in(quiet_without_script, resident_client)
    page.goto(f"{live_server.url}/me/")
    expect(page.locator("h1")).to_be_visible()
    expect(button(page)).to_be_hidden()
    expect(page.locator(".spoken")).to_be_hidden()
