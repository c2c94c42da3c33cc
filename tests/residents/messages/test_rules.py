"""What a message says and never says, by which way it goes, and when."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microfactory.kernel.errors import RuleBroken
from microfactory.kernel.money import yuan
from residents.enums import MessageChannel, MessageTemplate, MessageWish
from residents.rules import messages as rules

TODAY = dt.date(2026, 11, 24)
DETAILS = {
    MessageTemplate.MONEY_SENT: {"day": dt.date(2026, 11, 15)},
    MessageTemplate.WORK_DUE: {"work": "宠物梳", "day": dt.date(2026, 11, 25)},
    MessageTemplate.WORK_LATE: {"work": "宠物梳", "day": dt.date(2026, 11, 20)},
    MessageTemplate.BY_HAND: {"text": "明天上午停电，下午再来。"},
}


def text(template, **more):
    return rules.words(
        template, name="赵青梅", today=TODAY, phone="0519-88886666", **DETAILS.get(template, {}), **more
    )


@pytest.mark.parametrize("template", MessageTemplate)
def test_no_template_names_an_amount_or_hardship(template):
    said = text(template)
    assert rules.flaw(said) == ""
    assert "赵青梅" in said
    assert "0519-88886666" in said
    assert len(said) < 130


def test_who_has_money_coming_is_told_where_to_look():
    assert text(MessageTemplate.MONEY_SENT).startswith(
        "赵青梅，您11月15日的加工费发了。多少钱请看手机，或来工坊拿单子。"
    )
    group = rules.group_words(
        MessageTemplate.MONEY_SENT, name="柳河工坊", today=TODAY, **DETAILS[MessageTemplate.MONEY_SENT]
    )
    assert group == "柳河工坊的各位：11月15日的加工费发了。请看手机，或来工坊拿单子。"


@pytest.mark.parametrize("product", ["十元店挂件", "5元小包", "残疾人之家手套", "https://x.cn", "串珠 ¥3"])
def test_a_product_whose_name_says_too_much_is_only_called_work(product):
    said = rules.words(MessageTemplate.WORK_DUE, name="赵青梅", today=TODAY, work=product, day=TODAY)
    assert "（手工活）" in said
    assert product not in said


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("这次发了 ¥560.20", "amount"),
        ("您有560元到账", "amount"),
        ("您有 1,234.50 元", "amount"),
        ("一共五百六十块两毛", "amount"),
        ("三百元已发", "amount"),
        ("加工费560已经发了", "amount"),
        ("到手 560.20，请查", "amount"),
        ("请低保户来登记", "hardship"),
        ("有残疾证的来一下", "hardship"),
        ("困难家庭补助到了", "hardship"),
        ("单亲妈妈活动", "hardship"),
        ("身份证 320402196203010026", "number"),
        ("卡号 6222 0000 0001 2345", "number"),
        ("点这里 http://x.cn/a", "link"),
        ("  ", "empty"),
        ("长" * 201, "too_long"),
    ],
)
def test_words_written_by_hand_are_looked_through(written, code):
    with pytest.raises(RuleBroken) as refused:
        rules.check_words(written)
    assert refused.value.code == code


@pytest.mark.parametrize(
    "written",
    [
        "明天上午停电，下午再来。",
        "11月28日发钱，请带工友卡。",
        "下午2点半在3单元201集合，一块儿去。",
        "新到两种活：串珠和装盒，8:30开始。",
        "发钱11月15日，有事打19900000100。",
    ],
)
def test_ordinary_words_may_go_out(written):
    assert rules.check_words(written) == written


@given(st.decimals("0.01", "99999.99", places=2))
def test_no_written_amount_passes(amount):
    with pytest.raises(RuleBroken):
        rules.check_words(f"这个月 {yuan(amount)}")
    with pytest.raises(RuleBroken):
        rules.check_words(f"这个月{amount}元")


@pytest.mark.parametrize("kind", ["低保", "特困", "低边", "残疾", "低收入", "失业", "单亲", "监测户", "贫困"])
def test_kinds_of_hardship_by_which_allowances_go_are_caught(kind):
    assert rules.flaw(f"请{kind}的人来") == "hardship"


@pytest.mark.parametrize(
    ("wish", "phone", "gateway", "template", "channel"),
    [
        (MessageWish.PHONE, "13800000001", True, MessageTemplate.WORK_DUE, MessageChannel.SMS),
        (MessageWish.PHONE, "13800000001", False, MessageTemplate.WORK_DUE, MessageChannel.PASTE),
        (MessageWish.PHONE, "051988886666", True, MessageTemplate.WORK_DUE, MessageChannel.PASTE),
        (MessageWish.PHONE, "", True, MessageTemplate.WORK_DUE, MessageChannel.PRINT),
        (MessageWish.PAPER, "13800000001", True, MessageTemplate.WORK_DUE, MessageChannel.PRINT),
        (MessageWish.NOTHING, "13800000001", True, MessageTemplate.WORK_DUE, None),
        (MessageWish.PHONE, "13800000001", False, MessageTemplate.MONEY_SENT, None),
        (MessageWish.PHONE, "13800000001", True, MessageTemplate.MONEY_SENT, MessageChannel.SMS),
        (MessageWish.PHONE, "", False, MessageTemplate.MONEY_SENT, MessageChannel.PRINT),
    ],
)
def test_the_way_follows_her_wish_and_her_telephone(wish, phone, gateway, template, channel):
    assert rules.channel_for(template=template, wish=wish, phone=phone, gateway=gateway) == channel


@given(st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2027, 1, 1)))
def test_nobody_is_woken(moment):
    moment = moment.replace(tzinfo=ZoneInfo("Asia/Shanghai"))
    later = rules.by_daylight(moment)
    assert 8 <= later.hour < 20
    assert later >= moment
    assert later - moment < dt.timedelta(hours=13)


def test_tries_come_ever_more_seldom_and_end():
    now = dt.datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
    waits = [rules.next_try(tries, now) - now for tries in range(1, rules.MOST_TRIES)]
    assert waits == sorted(waits)
    assert rules.next_try(rules.MOST_TRIES, now) is None


def test_several_kinds_of_work_are_named_briefly():
    assert rules.work_words(["宠物梳", "宠物梳"]) == "宠物梳"
    assert re.fullmatch(r".+等3样", rules.work_words(["宠物梳", "串珠手链", "调料瓶盖"]))
