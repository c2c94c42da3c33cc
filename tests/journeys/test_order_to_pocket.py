"""One order from the company's door to the resident's pocket, in a real browser: with the keys alone, and with
JavaScript off."""

import datetime as dt
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from tests.browser import PHONE, typed
from tests.factories.residents import PIN
from tests.journeys.hands import PASSWORD, Keyboard, Mouse
from tests.payouts.books import books_are_clean
from workshops.payouts.enums import Answer, SlipState
from workshops.payouts.models import Payslip

PAY_DAY = dt.date(2026, 12, 15)
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(params=["keyboard alone", "without script"])
def hands(request, live_server):
    """Whoever sits at the desk."""
    if request.param == "keyboard alone":
        return Keyboard(request.getfixturevalue("quiet_desk"), live_server.url)
    return Mouse(request.getfixturevalue("quiet_without_script"), live_server.url)


@pytest.fixture
def office(staff, social_worker, approver, cashier):
    """Everybody who has a duty, each with a password of her own."""
    for user in (staff, social_worker, approver, cashier):
        user.set_password(PASSWORD)
        user.save(update_fields=["password"])


def test_from_order_to_pocket(hands, office, staff, social_worker, approver, cashier, resident, card, clock):
    hands.sign_in(staff)
    the_company_orders(hands)
    hands.sign_in(social_worker)
    she_takes_and_hands_in(hands)
    the_goods_leave_and_are_accepted(hands)
    hands.sign_in(staff)
    the_company_is_told_what_it_owes(hands)
    the_company_pays(hands)
    hands.sign_in(social_worker)
    the_run_is_prepared(hands)
    hands.sign_in(approver)
    somebody_else_approves(hands)
    clock.on(PAY_DAY)
    hands.sign_in(cashier)
    the_cashier_counts_out(hands)
    on_her_phone(hands, card)
    slip = Payslip.objects.get(resident=resident)
    assert (slip.state, slip.net) == (SlipState.CONFIRMED, Decimal("500.01"))
    assert slip.answers.get().answer == Answer.RECEIVED
    assert books_are_clean(resident.community)


def the_company_orders(hands):
    hands.open("/liuhe/clients/")
    hands.follow("新企业")
    hands.fill("名称", "晨光饰品")
    hands.press("保存")
    hands.reads("晨光饰品")
    hands.follow("新协议")
    hands.choose("合作企业", "晨光饰品")
    hands.press("保存")
    hands.reads("WX20261124-0001")
    hands.open("/liuhe/orders/")
    hands.follow("新加工单")
    hands.choose("加工协议", "晨光饰品")
    hands.fill("做什么？", "散珠串")
    hands.fill("工序", "穿珠")
    hands.fill("单位", "串")
    hands.fill("企业单价（元）", "0.05")
    hands.fill("居民工价（元）", "0.035")
    hands.press("开单")
    hands.reads("JG20261124-0001", "散珠串")


def asks_for(hands, initials):
    """The page waits for a name: typed at once, without a touch."""
    typed(hands.page.locator("#q"), initials)
    hands.page.keyboard.press("Enter")


def she_takes_and_hands_in(hands):
    hands.open("/liuhe/slips/new/")
    asks_for(hands, "zqm")
    hands.reads("赵青梅")
    hands.choose("做哪样活", "散珠串")
    hands.fill("领多少", "14286")
    hands.press("发料")
    hands.reads("LL20261124-0001")
    hands.open("/liuhe/counter/")
    asks_for(hands, "zqm")
    expect(hands.page.get_by_label("合格")).to_be_focused()
    hands.pick(1)
    hands.fill("合格", "14286")
    hands.page.keyboard.press("Enter")
    expect(hands.page.get_by_role("status").filter(has_text="赵青梅")).to_contain_text("14286")
    hands.reads("¥500.01")


def the_goods_leave_and_are_accepted(hands):
    hands.open("/liuhe/deliveries/")
    hands.follow("开送货单")
    hands.follow("晨光饰品")
    hands.press("开送货单")
    hands.follow("送出")
    hands.press("送出去了")
    hands.follow("记验收")
    hands.press("记下")
    hands.reads("YS20261124-0001")


def the_company_is_told_what_it_owes(hands):
    hands.open("/liuhe/statements/")
    hands.follow("新对账单")
    hands.choose("企业", "晨光饰品")
    hands.press("拟对账单")
    hands.reads("714.30")
    hands.follow("发出")
    hands.press("发出")
    hands.reads("DZ20261124-0001")


def the_company_pays(hands):
    hands.open("/liuhe/receipts/")
    hands.follow("记到账")
    hands.choose("企业", "晨光饰品")
    hands.fill("金额（元）", "714.30")
    hands.press("记账")
    hands.follow("对账")
    hands.press("对账")
    hands.reads("赵青梅")


def the_run_is_prepared(hands):
    hands.open("/liuhe/pay/")
    hands.follow("新发放批次")
    hands.reads("赵青梅", "500.01")
    hands.press("制这批发放表")
    hands.follow("交复核")
    hands.reads("伍佰元零壹分")
    hands.press("交复核")
    hands.reads("等复核人来看")


def somebody_else_approves(hands):
    hands.open("/liuhe/pay/")
    hands.follow("FF20261124-0001")
    hands.follow("复核通过")
    hands.press("复核通过")
    hands.reads("出纳可以付款了")


def the_cashier_counts_out(hands):
    hands.open("/liuhe/pay/")
    hands.follow("FF20261124-0001")
    hands.follow("现金发放")
    hands.tick("赵青梅")
    hands.press("打勾的都领了钱、签了字")
    hands.reads("现金发放 1 人，共 ¥500.01")
    hands.follow("结束这批")
    hands.press("结束这批")
    hands.reads("FF20261124-0001 结束了")


def on_her_phone(hands, card):
    hands.page.context.clear_cookies()
    hands.page.set_viewport_size(PHONE)
    hands.open(f"/c/{card.token.reveal()}/")
    hands.fill("您的四位数字", PIN)
    hands.press("打开我的页面")
    hands.reads("赵青梅", "500.01 元，收到了吗？")
    hands.follow("收到了吗")
    hands.reads("¥500.01", "伍佰元零壹分", "散珠串 14286 串")
    hands.follow("收到了，没错")
    hands.press("是的")
    hands.reads("您说过")
