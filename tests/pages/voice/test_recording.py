"""The recording page in a real browser with a microphone that beeps: nothing is lost, nobody approves herself."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from residents.models import Clip
from residents.rules.voice import REQUIRED
from tests.browser import DESK, listen
from tests.factories.voice import ClipFactory, ClipSetFactory, sound
from tests.sight import OLD_PHONE, too_wide, violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BEEPING = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
# Listens along while a word is recorded, by the clock of the sound: it is long enough, and the microphone has beeped.
EAR = """
  const start = MediaRecorder.prototype.start;
  MediaRecorder.prototype.start = function (...more) {
    const context = new AudioContext(), ear = context.createAnalyser(), heard = new Float32Array(ear.fftSize = 32768);
    let began = Infinity;
    context.createMediaStreamSource(this.stream).connect(ear);
    this.addEventListener("start", () => { began = context.currentTime; });
    window.spoken = () => {
      ear.getFloatTimeDomainData(heard);
      return context.currentTime - began > 1.1 && heard.some((value) => Math.abs(value) > 0.05);
    };
    return start.apply(this, more);
  };
"""
# What the player does with a recording: how long it is, and how loud.
HEAR = """async () => {
  const sound = await (await fetch(document.querySelector("audio").src)).arrayBuffer();
  const data = await new OfflineAudioContext(1, 1, 44100).decodeAudioData(sound);
  return [data.duration, Math.max(...data.getChannelData(0).filter((value, at) => at % 7 === 0))];
}"""


@pytest.fixture
def desk(playwright, browser_type_launch_args, browser_context_args, live_server, client_of, signed_in):
    """A desk with a microphone; `desk(user, name)` opens a page of the set as somebody."""
    args = [*browser_type_launch_args["args"], *BEEPING]
    browser = playwright.chromium.launch(**{**browser_type_launch_args, "args": args})
    seen = []

    def opened(user, name, clip_set, query="", **more):
        context = browser.new_context(**{**browser_context_args, "viewport": DESK} | more)
        context.add_init_script(f"{{{EAR}}}")
        page = signed_in(context.new_page(), client_of(user))
        seen.append(listen(page, live_server.url))
        page.goto(live_server.url + reverse(f"voice:{name}", args=["liuhe", clip_set.pk]) + query)
        return page

    yield opened
    browser.close()
    assert [error for errors in seen for error in errors if "ERR_INTERNET_DISCONNECTED" not in error] == []


@pytest.fixture
def clip_set(liuhe):
    return ClipSetFactory(community=liuhe)


def record_one(page):
    """Speaks, stops, and waits until it can be kept."""
    page.keyboard.press("Space")
    expect(page.locator("[data-mf-talk]")).to_contain_text("停下")
    page.wait_for_function("() => window.spoken()")
    page.keyboard.press("Space")
    expect(page.locator("[data-mf-keep]")).to_be_visible()


def word(page) -> str:
    return page.locator("[data-mf-word]").text_content()


def test_a_volunteer_records_and_a_colleague_listens_and_approves(desk, clip_set, leader, social_worker):
    page = desk(leader, "record", clip_set)
    assert word(page) == REQUIRED[0]
    record_one(page)
    with page.expect_response(lambda answer: answer.request.method == "POST") as kept:
        page.keyboard.press("Enter")
    assert kept.value.json() == {"recorded": 1, "of": len(REQUIRED)}
    expect(page.locator("[data-mf-figure]")).to_have_text("1")
    assert word(page) == REQUIRED[1]
    clip = Clip.objects.get()
    assert (clip.text, clip.recorded_by) == (REQUIRED[0], leader)
    assert clip.kind in {"webm", "mp4"}  # as the browser can

    page = desk(social_worker, "check", clip_set)
    expect(page.locator("h2.recorder-word")).to_have_text(REQUIRED[0])
    length = "() => { const a = document.querySelector('audio'); return a.readyState > 1 && a.error === null; }"
    page.wait_for_function(length)
    length, loudest = page.evaluate(HEAR)
    assert length > 1
    assert loudest > 0.05
    page.get_by_role("button", name="对，采用").click()
    expect(page.get_by_text("没有等您听的录音")).to_be_visible()
    clip.refresh_from_db()
    assert clip.approved_by == social_worker


def test_it_is_played_back_and_said_again(desk, clip_set, leader):
    page = desk(leader, "record", clip_set)
    record_one(page)
    expect(page.locator("[data-mf-hear]")).to_be_visible()
    page.locator("[data-mf-hear]").click()
    expect(page.locator("[data-mf-talk]")).to_contain_text("再录一遍")
    page.locator("[data-mf-talk]").click()
    expect(page.locator("[data-mf-keep]")).to_be_hidden()
    page.wait_for_function("() => window.spoken()")
    page.locator("[data-mf-talk]").click()
    page.locator("[data-mf-keep]").click()
    expect(page.locator("[data-mf-figure]")).to_have_text("1")
    assert Clip.objects.count() == 1


def test_a_word_can_be_skipped_or_chosen(desk, clip_set, leader):
    page = desk(leader, "record", clip_set, "?say=块")
    assert word(page) == "块"
    page.locator("[data-mf-skip]").click()
    expect(page.locator("[data-mf-word]")).to_have_text(REQUIRED[REQUIRED.index("块") + 1])
    expect(page.locator("[data-mf-hint]")).to_have_text("就像“五毛”")


def test_without_a_connection_recordings_wait_in_the_page_and_are_sent_once(desk, clip_set, leader):
    page = desk(leader, "record", clip_set)
    page.context.set_offline(True)
    for _word in range(2):
        record_one(page)
        page.keyboard.press("Enter")
    expect(page.locator("[data-mf-queue]")).to_contain_text("2 段录音还没传上去")
    assert not Clip.objects.exists()
    asked = page.evaluate(
        "() => { const e = new Event('beforeunload', { cancelable: true }); return !window.dispatchEvent(e); }"
    )
    assert asked
    page.context.set_offline(False)
    expect(page.locator("[data-mf-figure]")).to_have_text("2", timeout=15_000)
    expect(page.locator("[data-mf-queue]")).to_have_text("")
    assert sorted(Clip.objects.values_list("text", flat=True)) == sorted(REQUIRED[:2])


def test_whoever_was_signed_out_loses_nothing(desk, clip_set, leader, client_of, signed_in):
    page = desk(leader, "record", clip_set)
    page.context.clear_cookies(name="sessionid")
    record_one(page)
    page.keyboard.press("Enter")
    expect(page.locator("[data-mf-queue]")).to_contain_text("退出登录")
    signed_in(page, client_of(leader))
    expect(page.locator("[data-mf-figure]")).to_have_text("1", timeout=15_000)
    assert Clip.objects.get().text == REQUIRED[0]


def test_where_there_is_no_microphone_it_says_why_and_takes_a_file(desk, clip_set, leader):
    page = desk(leader, "record", clip_set, java_script_enabled=False)
    expect(page.get_by_text("网址要以 https 开头")).to_be_visible()
    expect(page.locator("[data-mf-acts]")).to_be_hidden()
    page.locator("input[type=file]").set_input_files(
        {"name": "a.mp3", "mimeType": "audio/mpeg", "buffer": sound(REQUIRED[0])}
    )
    page.locator("[data-mf-file] button").click()
    expect(page.get_by_text(f"“{REQUIRED[0]}”留下了")).to_be_visible()
    page.locator("input[type=file]").set_input_files(
        {"name": "b.mp3", "mimeType": "audio/mpeg", "buffer": b"<script>alert(1)</script>"}
    )
    page.locator("[data-mf-file] button").click()
    expect(page.get_by_text("这不是手机能放的声音文件")).to_be_visible()
    assert Clip.objects.count() == 1


@pytest.mark.parametrize("viewport", [DESK, OLD_PHONE])
def test_the_pages_are_clean(desk, clip_set, staff, live_server, viewport):
    ClipFactory(clip_set=clip_set, text="调味罐盖子大号带把手")
    ClipFactory(clip_set=clip_set, approved=True)
    page = desk(staff, "one", clip_set, viewport=viewport)
    paths = [reverse(f"voice:{name}", args=["liuhe"]) for name in ("sets", "new")]
    own = ("one", "record", "check", "use", "rest", "take_over")
    paths += [reverse(f"voice:{name}", args=["liuhe", clip_set.pk]) for name in own]
    wrong = []
    for path in paths:
        page.goto(live_server.url + path)
        wrong += [(path, fault) for fault in violations(page) + too_wide(page)]
    assert wrong == []
