"""The whole journey on an old phone, pressed from page to page: card, PIN, home, slip, listening, dispute, answer,
settled, confirmed; with and without script."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import listen, press
from tests.factories.payouts import paid
from tests.factories.residents import PIN
from tests.factories.workshops import EntryFactory, IssueFactory, OperationFactory, WorkOrderFactory
from tests.sight import OLD_PHONE, RULES, WHOLE_PAGE, hard_to_use, violations
from workshops.payouts.enums import Answer, DisputeState, How, SlipState
from workshops.payouts.models import Dispute, DisputeVoice, Payslip

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MICROPHONE = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
# A phone with a voice of its own: what it says is written down.
VOICE = """{
  window.spoken = [];
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
  const getVoices = () => [{ lang: "zh-CN" }];
  Object.defineProperty(window, "speechSynthesis", { value: { cancel() {}, getVoices, speak(it) {
    window.spoken.push(it.text);
    setTimeout(() => { it.onstart(); it.onend(); }, 0);
  } } });
}"""


@pytest.fixture
def slip(resident, workshop, staff):
    """¥560.00 that arrived, for one entry that somebody else logged."""
    combs = OperationFactory(work_order=WorkOrderFactory(workshop=workshop, product="宠物梳"))
    issue = IssueFactory(resident=resident, operation=combs, quantity=100)
    return paid(EntryFactory(issue=issue, accepted=True, good=70)).slips.get()


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def phone(request, browser, browser_context_args, live_server):
    """An old phone at 360 px."""
    script = {"java_script_enabled": request.param, "viewport": OLD_PHONE}
    context = browser.new_context(**{**browser_context_args, **script})
    page = context.new_page()
    page.has_script = request.param
    page.add_init_script(VOICE)
    seen = listen(page, live_server.url)
    yield page
    context.close()
    assert seen == []


def comes_in(page, address: str, card) -> None:
    """Scans her card and types her digits."""
    page.goto(f"{address}/c/{card.token.reveal()}/")
    page.fill("input[name=pin]", PIN)
    page.click("main form button")
    page.wait_for_selector(".foot")


def looks_right(page) -> None:
    """Nothing is too wide, too small or against the standard."""
    assert hard_to_use(page, OLD_PHONE) == [], page.url
    if page.has_script:
        page.set_viewport_size(WHOLE_PAGE)  # nothing lies behind the bar at the bottom
        assert violations(page, **RULES) == [], page.url
        page.set_viewport_size(OLD_PHONE)


def go(page, link: str) -> None:
    """Presses a link or a button with these words, and looks once the next page has all its styles."""
    press(page.locator(f"main a:has-text('{link}'), main button:has-text('{link}')").first)
    looks_right(page)


def go_home(page) -> None:
    """Presses the first way at the foot of the page."""
    press(page.locator(".foot a").first)
    looks_right(page)


def listens(page) -> str:
    """Presses the button to listen; what is said is what is shown."""
    page.click(".say")
    page.wait_for_function("() => window.spoken.length")
    assert page.evaluate("window.spoken") == [page.inner_text(".spoken")]
    return page.inner_text(".spoken")


def answer_at_the_desk(browser, live_server, signed_in, client) -> None:
    """Somebody of the office answers her, on a screen of an office."""
    context = browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 800})
    desk = signed_in(context.new_page(), client)
    desk.goto(f"{live_server.url}/liuhe/")
    press(desk.locator("a.need:has-text('异议等答复')"))
    press(desk.locator("th a"))
    press(desk.locator("a:has-text('答复居民')"))
    desk.check("input[name=right][value=yes]")
    desk.fill("textarea[name=text]", "查了日报表，是七十盒。")
    press(desk.locator("main form button:has-text('发出答复')"))
    expect(desk.get_by_text("解决没有由本人说")).to_be_visible()
    context.close()


def test_from_the_card_to_the_confirmation(phone, browser, live_server, signed_in, client_of, card, slip, staff):
    comes_in(phone, live_server.url, card)
    looks_right(phone)
    go(phone, "收到了吗")
    expect(phone).to_have_url(f"{live_server.url}/me/slips/{slip.pk}/")
    if phone.has_script:
        assert "五百六十块" in listens(phone)
    go(phone, "数目不对")
    go(phone, "宠物梳 70 盒")
    phone.fill("textarea[name=text]", "我交了七十一盒")
    go(phone, "发出去")
    assert "最晚12月1日答复您" in phone.inner_text("main")
    assert "我交了七十一盒" in phone.inner_text(".talk")
    assert slip.answers.get().answer == Answer.WRONG_AMOUNT

    answer_at_the_desk(browser, live_server, signed_in, client_of(staff))
    phone.reload()
    looks_right(phone)
    assert "查了日报表，是七十盒。" in phone.inner_text(".talk")
    go(phone, "解决了")
    go(phone, "对，解决了")
    assert Dispute.objects.get().state == DisputeState.CLOSED
    assert Dispute.objects.get().messages.order_by("-pk").first().how == How.OWN

    go_home(phone)
    go(phone, "收到了吗")
    go(phone, "收到了，没错")
    press(phone.locator("main form button"))
    assert Payslip.objects.get().state == SlipState.CONFIRMED


def test_her_voice_is_recorded_and_sent(browser_type, browser_type_launch_args, live_server, card, slip):
    """With a microphone that a browser only pretends to have."""
    given = {**browser_type_launch_args, "args": [*browser_type_launch_args["args"], *MICROPHONE]}
    speaking = browser_type.launch(**given)
    page = speaking.new_context(locale="zh-CN", viewport=OLD_PHONE, permissions=["microphone"]).new_page()
    comes_in(page, live_server.url, card)
    page.goto(f"{live_server.url}/me/disputes/missing/")
    expect(page.locator("input[type=file]")).to_be_hidden()
    page.click("[data-mf-record]")
    page.wait_for_selector("[data-mf-stop]:visible")
    expect(page.locator("[data-mf-time]")).to_have_text(re.compile("^[1-9]"))  # seconds, by the recorder itself
    page.click("[data-mf-stop]")
    page.wait_for_selector("[data-mf-playback]:visible")
    page.click("form button.btn-primary")
    page.wait_for_selector(".talk audio")
    voice = DisputeVoice.objects.get()
    assert (voice.media_type, voice.size > 500) == ("audio/webm", True)
    assert voice.seconds in (1, 2)  # read from what Chromium wrote
    sound = page.request.get(live_server.url + page.get_attribute(".talk audio", "src"))
    assert sound.body()[:4] == b"\x1a\x45\xdf\xa3"
    assert sound.body() != voice.sealed.token
    speaking.close()


def test_what_is_still_being_recorded_is_sent_with_the_rest(
    browser_type, browser_type_launch_args, live_server, card, slip
):
    given = {**browser_type_launch_args, "args": [*browser_type_launch_args["args"], *MICROPHONE]}
    speaking = browser_type.launch(**given)
    page = speaking.new_context(locale="zh-CN", viewport=OLD_PHONE, permissions=["microphone"]).new_page()
    comes_in(page, live_server.url, card)
    page.goto(f"{live_server.url}/me/disputes/missing/")
    page.click("form button.btn-primary")  # nothing said yet
    expect(page.locator(".invalid-feedback, [role=alert]").first).to_be_visible()
    page.click("[data-mf-record]")
    expect(page.locator("[data-mf-time]")).to_have_text(re.compile("^[1-9]"))
    assert re.search(r"我说完了\s*（已说 \d+ 秒）", page.inner_text("[data-mf-stop]"))
    page.click("form button.btn-primary")  # she forgot to press that she has finished
    page.wait_for_selector(".talk audio")
    assert DisputeVoice.objects.get().size > 500
    speaking.close()


def test_without_a_recorder_the_phones_own_is_offered(quiet, live_server, card, slip):
    page = quiet
    page.set_viewport_size(OLD_PHONE)
    page.add_init_script("delete window.MediaRecorder")
    comes_in(page, live_server.url, card)
    page.goto(f"{live_server.url}/me/disputes/missing/")
    expect(page.locator("input[type=file]")).to_be_visible()
    expect(page.locator("[data-mf-record]")).to_be_hidden()
