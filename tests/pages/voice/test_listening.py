"""The button on home and slip in a real browser: the right words in their order, or another voice, or no button."""

import pytest
from playwright.sync_api import expect

from residents.models import Clip, ClipSet
from residents.rules.voice import REQUIRED
from tests.factories.payouts import paid
from tests.factories.voice import whole_set
from tests.factories.workshops import EntryFactory, IssueFactory, OperationFactory, WorkOrderFactory
from tests.sight import NARROWEST, too_wide, violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Writes down which clip is started (its tag holds the word) and when; clips are silent.
SPY = """
  window.played = [];
  const words = new WeakMap(), decode = BaseAudioContext.prototype.decodeAudioData;
  BaseAudioContext.prototype.decodeAudioData = function (bytes, ok, fail) {
    const view = new Uint8Array(bytes), word = new TextDecoder().decode(view.slice(10, 10 + view[9]));
    return decode.call(this, bytes, (buffer) => { words.set(buffer, word); ok(buffer); }, fail);
  };
  const start = AudioBufferSourceNode.prototype.start;
  AudioBufferSourceNode.prototype.start = function (at, ...more) {
    window.played.push([words.get(this.buffer), at]);
    return start.call(this, at, ...more);
  };
"""
VOICE = """
  window.spoken = [];
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
  window.voices = [{ lang: "zh-CN", name: "her own" }];
  Object.defineProperty(window, "speechSynthesis", { value: {
    cancel() {},
    getVoices() { return window.voices; },
    speak(it) {
      window.spoken.push([it.text, it.lang]);
      setTimeout(() => it.onstart(), 0);
      window.finish = () => it.onend();
    },
  } });
"""
# A browser whose interface is there, without a voice of Chinese: desktops, in-app browsers.
FOREIGN = """
  const getVoices = () => [{ lang: "en-US" }, { lang: "ja-JP" }];
  Object.defineProperty(window, "speechSynthesis", { value: { cancel() {}, speak() {}, getVoices } });
"""
NO_VOICE = 'Object.defineProperty(window, "speechSynthesis", { value: undefined });'
NO_AUDIO = "window.AudioContext = undefined; window.webkitAudioContext = undefined;"
DEAF = """
  window.SpeechSynthesisUtterance = function () {};
  const speak = (it) => setTimeout(() => it.onerror(), 0);
  const getVoices = () => [{ lang: "zh-CN" }];
  Object.defineProperty(window, "speechSynthesis", { value: { cancel() {}, speak, getVoices } });
"""


@pytest.fixture
def combs(workshop):
    return OperationFactory(work_order=WorkOrderFactory(workshop=workshop, product="宠物梳"))


@pytest.fixture
def earned(resident, combs, now):
    """Ten boxes at 8.00 handed in, 90 in hand."""
    issue = IssueFactory(resident=resident, operation=combs, quantity=100, due_on=None)
    return EntryFactory(issue=issue, accepted=True, good=10)


@pytest.fixture
def phone(quiet, live_server, resident_client, earned, signed_in):
    """Her phone on which scripts stand before each page; `phone(script, …)` opens home."""

    def opened(*scripts: str, path: str = "/me/"):
        signed_in(quiet, resident_client)
        for script in scripts:
            quiet.add_init_script(f"{{{script}}}")
        quiet.goto(live_server.url + path)
        return quiet

    return opened


def asked(page) -> list[str]:
    """What is asked of the server from now on, its icon aside."""
    seen = []
    page.on("request", lambda request: seen.append(request.url) if "/static/" not in request.url else None)
    return seen


def button(page):
    return page.locator(".say")


def played(page) -> list[str]:
    return [word for word, _at in page.evaluate("window.played")]


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


def test_recorded_words_need_no_voice_of_the_phone(phone, liuhe):
    whole_set(liuhe, "宠物梳")
    page = phone(SPY, FOREIGN)
    button(page).click()
    page.wait_for_function("() => window.played.length")
    assert played(page)[0] == "十一月"


@pytest.mark.parametrize(("scripts", "without"), [((DEAF,), ()), ((SPY, FOREIGN), ("块",)), ((SPY, DEAF), ("块",))])
def test_what_cant_be_said_stays_to_be_read(phone, liuhe, scripts, without):
    if without:
        whole_set(liuhe, "宠物梳", without=without)
    page = phone(*scripts)
    button(page).click()
    expect(page.locator(".spoken")).to_contain_text("大约八十块")
    expect(button(page)).to_have_text("听一听")
    expect(page.locator(".spoken")).to_be_visible()


def test_what_is_said_can_be_read(phone, liuhe):
    whole_set(liuhe, "宠物梳")
    page = phone(SPY)
    page.evaluate("() => document.documentElement.setAttribute('data-text', 'largest')")
    button(page).click()
    spoken = page.locator(".spoken")
    expect(spoken).to_be_visible()
    assert spoken.evaluate("e => getComputedStyle(e).fontSize") == "30px"
    assert spoken.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(255, 255, 255)"


def test_without_script_there_is_no_button(
    quiet_without_script, signed_in, live_server, resident_client, earned, liuhe
):
    page = signed_in(quiet_without_script, resident_client)
    page.goto(f"{live_server.url}/me/")
    expect(page.locator("h1")).to_be_visible()
    expect(button(page)).to_be_hidden()
    expect(page.locator(".spoken")).to_be_hidden()


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
