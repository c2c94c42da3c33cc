"""What home and slip say: the figures of the page, word for word, whatever they are."""

import datetime as dt
import re
from decimal import Decimal as D
from types import SimpleNamespace as Row

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microfactory.kernel.money import round_fen
from microfactory.kernel.periods import Month
from microfactory.kernel.speech import days, numbers
from microfactory.pages.me import speech, words
from residents.queries.door import PinChange
from residents.rules.voice import REQUIRED
from tests.kernel.speech import reading
from workshops.payouts.queries.earnings import Earned, SlipGroup

TODAY = dt.date(2026, 11, 24)
CHANGE = PinChange("card_pin", "林晓云", dt.date(2026, 11, 23), dt.datetime(2026, 11, 23, tzinfo=dt.UTC), frozenset())
ONE = "[一二两三四五六七八九]"
AMOUNT = re.compile(rf"负?[零十百千万一二两三四五六七八九]+块(?:{ONE}毛)?零?(?:{ONE}分)?|{ONE}毛(?:{ONE}分)?|{ONE}分")
MONEY = st.decimals(0, 10**6, places=4)


def lot(product="宠物梳", held=24, unit="盒", due=None):
    return Row(held=held, due_on=due, operation=Row(unit=unit, work_order=Row(product=product)))


def home(counting="0", waiting="0", got="0", **more):
    facts = {
        "month": Month(2026, 11),
        "earned": Earned(D(counting), D(waiting), D(got)),
        "earlier": D(0),
        "pay_day": dt.date(2026, 12, 5),
        "waits_for_client": False,
        "question": None,
        "slips": [],
        "today": TODAY,
    }
    return speech.home(**facts | more)


def paid(net="560.20", state="paid"):
    run = Row(pay_date=dt.date(2026, 11, 15))
    return Row(net=D(net), tax=D(0), state=state, run=run, method="bank")


def slip(net="560.20", state="paid", **more):
    facts = {"slip": paid(net, state), "groups": [], "payment": None, "said": None, "today": TODAY}
    return speech.slip(**facts | more)


def payment(state="done", last4="3321"):
    return Row(state=state, last4=last4, sent_on=dt.date(2026, 11, 16))


def heard(sentence) -> list[D]:
    """All amounts of a sentence, read back."""
    return [reading.amount(words) for words in AMOUNT.findall(sentence.text)]


def test_home():
    lots = [lot("串珠手链", 24, "条", dt.date(2026, 11, 27)), lot("调味罐盖子", 2, "箱")]
    sentence = home(waiting="570.2", slips=lots)
    assert sentence.text == (
        "十一月交的活，大约五百七十块两毛。十二月五号发。手上还有两批活。"
        "串珠手链还剩二十四条，周五交，还有三天。调味罐盖子还剩两箱，不急。"
    )
    assert sentence.names == ["串珠手链", "调味罐盖子"]
    assert set(sentence.words) <= set(REQUIRED)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({}, "十一月还没有交活。手上没有活。"),
        ({"waiting": "12", "waits_for_client": True}, "最早十二月五号发，等企业付了钱。"),
        ({"counting": "92.40", "waiting": "394.1"}, "等点数，九十二块四毛。等发钱，三百九十四块一毛。"),
        ({"earlier": D("30.5")}, "以前的活，等发钱，三十块五毛。"),
        ({"question": paid()}, "十一月十五号发的五百六十块两毛，收到了吗？请按一下告诉我们。"),
        ({"answered": Row(pk=1)}, "您提的事有答复了。"),
        ({"failed": paid()}, "十一月十五号的加工费，五百六十块两毛，银行没转成。请带新的银行卡到工坊。"),
        ({"changed": CHANGE}, "十一月二十三号，有人换了您的卡或密码。不是您要的，请告诉社区。"),
        ({"slips": [lot(due=dt.date(2026, 11, 23))]}, "宠物梳还剩二十四盒，晚了一天。"),
        ({"slips": [lot(due=dt.date(2026, 11, 22))]}, "晚了两天。"),
        ({"slips": [lot(due=TODAY)]}, "今天交。"),
        ({"slips": [lot(due=dt.date(2026, 11, 26))]}, "后天交。"),
        ({"slips": [lot(due=dt.date(2026, 11, 30))]}, "周一交，还有六天。"),
        ({"slips": [lot(due=dt.date(2026, 12, 9))]}, "十二月九号交。"),
        ({"slips": [lot(unit="打")]}, "还剩二十四打，不急。"),
    ],
)
def test_each_part_of_home(facts, words):
    sentence = home(**facts)
    assert words in sentence.text
    assert {word for word in sentence.words if word != "打"} <= {*REQUIRED}


@pytest.mark.parametrize("left", range(-3, 12))
def test_when_a_lot_is_due_is_said_as_it_is_shown(left):
    day = TODAY + dt.timedelta(days=left)
    shown, _tone = words.due(day, TODAY)
    said = home(slips=[lot(due=day)]).text.removesuffix("。").split("盒，")[1]
    for figure, word in (("11月", "十一月"), ("12月", "十二月"), ("日交", "号交")):
        shown = shown.replace(figure, word) if "月" in shown else shown
    shown = re.sub(r"\d+", lambda found: "".join(numbers.number(int(found.group()))), shown)
    assert said.replace("两天", "二天") == shown.replace("两天", "二天")


def test_the_whole_sum_is_not_said_twice():
    assert "等发钱" not in home(waiting="570.2").text


def test_of_many_lots_as_many_are_said_as_are_shown():
    assert home(slips=[lot()] * 3).text.count("还剩") == 3
    assert home(slips=[lot()] * 4).text.count("还剩") == 2


def test_whoever_only_looks_is_asked_nothing():
    assert "收到了吗" not in home(question=paid(), may_act=False).text
    assert "收到了吗" not in slip(payment=payment(), may_act=False).text


def test_slip():
    groups = [
        SlipGroup("串珠手链", "", "条", D("1.35"), 396, D("534.6")),
        SlipGroup("礼品袋", "", "个", D(1), 2, D("25.605")),
    ]
    sentence = slip(payment=payment(), groups=groups)
    assert sentence.text == (
        "十一月十五号的加工费，五百六十块两毛。十一月十六号转到银行卡，尾号三三二一。"
        "串珠手链三百九十六条，五百三十四块六毛。礼品袋两个，大约二十五块六毛一分。收到了吗？请按一下告诉我们。"
    )


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"state": "held"}, "先没发，请问社工。"),
        ({"state": "due", "today": dt.date(2026, 11, 15)}, "十一月十五号发。"),
        ({"state": "due"}, "本来十一月十五号发，还没发出去。请问社工。"),
        ({"state": "due", "payment": payment("ready")}, "本来十一月十五号发，还没发出去。"),
        ({"state": "due", "payment": payment("failed")}, "银行没转成。请带新的银行卡到工坊。"),
        ({"payment": payment("sent")}, "已交给银行，转到银行卡，尾号三三二一。"),
        ({"payment": payment("done", "")}, "十一月十六号领的现金。"),
        ({"said": Row(answer="received", for_her=False)}, "您说过，收到了没错。"),
        ({"said": Row(answer="not_received", for_her=False)}, "您说过，还没收到。"),
        ({"said": Row(answer="wrong_amount", for_her=False)}, "您说过，数目不对。"),
        ({"said": Row(answer="received", for_her=True)}, "登记台替您记的，收到了没错。"),
    ],
)
def test_each_part_of_a_slip(facts, words):
    sentence = slip(**facts)
    assert words in sentence.text
    assert set(sentence.words) <= set(REQUIRED)


@given(MONEY, MONEY, MONEY, MONEY)
def test_home_says_the_amounts_that_it_shows(counting, waiting, got, earlier):
    earned = Earned(counting, waiting, got)
    sentence = home(counting, waiting, got, earlier=earlier)
    parts = [value for value in (counting, waiting, got) if value]
    shown = [earned.total] if parts else []
    shown += parts if len(parts) > 1 else []
    shown += [earlier] if earlier else []
    assert heard(sentence) == [round_fen(value) for value in shown]


@given(MONEY, st.lists(MONEY, max_size=4))
def test_a_slip_says_the_amounts_that_it_shows(net, lines):
    groups = [SlipGroup("宠物梳", "", "盒", D(8), 3, line) for line in lines]
    assert heard(slip(net, groups=groups)) == [round_fen(value) for value in (net, *lines)]


@given(st.lists(st.tuples(st.text(max_size=30), st.integers(1, 10**6), st.text(max_size=5)), max_size=3))
def test_the_player_is_given_what_is_shown(lots):
    sentence = home(slips=[lot(*facts) for facts in lots])
    parts = [part.removeprefix("~") for part in sentence.script.split("|")]
    assert "".join(parts) == sentence.text
    assert len(parts) == len(sentence.parts)


def test_no_word_of_numbers_and_days_is_recorded_in_vain():
    said = {word for value in range(20_000) for word in numbers.number(value)}
    said |= {word for fen in range(-1, 200) for word in numbers.amount(D(fen) / 100)}
    for today in (TODAY + dt.timedelta(later) for later in range(7)):
        said |= {word for away in range(-800, 60) for word in days.near(today + dt.timedelta(away), today)}
    assert {*numbers.CLIPS, *days.CLIPS} <= said
