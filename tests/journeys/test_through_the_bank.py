"""Pay through the bank in a real browser: what failed stays unpaid, and is paid again under a new number."""

import datetime as dt
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from tests.journeys.hands import PASSWORD, Keyboard, Mouse
from tests.payouts.books import books_are_clean
from workshops.payouts.enums import AccountKind, PaymentState, SlipState

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAY_DAY = dt.date(2026, 11, 16)
NAMES = ("钱美玲", "孙玉兰", "李桂芳")


@pytest.fixture
def run(works):
    """Approved: three people get ¥80.00 each through the bank, out of the fund."""
    works.pays("on_pay_day", cap="1000")
    works.donated("1000")
    combs = works.operation("8", "8")
    for place, name in enumerate(NAMES):
        maker = works.resident(name, account=f"62000000000000{place:02d}")
        works.hands_in(works.takes(maker, combs, 10), good=10)
    run = works.prepares(pay_date=PAY_DAY, cut_off=PAY_DAY)
    works.clock.on(PAY_DAY)
    return run


@pytest.fixture(params=["keyboard alone", "without script"])
def hands(request, live_server, cashier):
    """The cashier at her desk."""
    cashier.set_password(PASSWORD)
    cashier.save(update_fields=["password"])
    if request.param == "keyboard alone":
        return Keyboard(request.getfixturevalue("quiet_desk"), live_server.url)
    return Mouse(request.getfixturevalue("quiet_without_script"), live_server.url)


def states(run):
    """How the newest payment of each person stands, and her slip."""
    slips = run.slips.select_related("resident").order_by("number")
    return {slip.resident.name: (slip.payments.order_by("-attempt")[0].state, slip.state) for slip in slips}


def test_one_fails_and_is_made_again(hands, run, works, cashier):
    hands.sign_in(cashier)
    the_bank_gets_a_file(hands, run, 3)
    one_of_them_did_not_arrive(hands, run)
    unpaid, paid = (PaymentState.SENT, SlipState.DUE), (PaymentState.DONE, SlipState.PAID)
    assert states(run) == {"钱美玲": paid, "孙玉兰": unpaid, "李桂芳": paid}
    assert works.at(AccountKind.BANK) == Decimal("1000") - Decimal("160")
    what_the_bank_said_is_written_down(hands, run)
    the_bank_gets_a_file(hands, run, 1)
    hands.follow("登记到账")
    hands.press("打勾的都到账了")
    hands.reads("1 笔到账了，共 ¥80.00")
    assert states(run) == {name: paid for name in NAMES}
    assert run.slips.get(resident__name="孙玉兰").payments.count() == 2
    assert works.at(AccountKind.BANK) == Decimal("1000") - Decimal("240")
    assert books_are_clean(works.community)


def the_bank_gets_a_file(hands, run, rows):
    hands.open(f"/liuhe/pay/{run.pk}/")
    hands.follow(f"做银行代发文件（{rows} 人）")
    hands.press("做文件")
    hands.follow("已交银行")
    hands.press("是，已交银行")


def one_of_them_did_not_arrive(hands, run):
    hands.follow("登记到账")
    main = hands.page.locator("main")
    expect(main.get_by_role("checkbox")).to_have_count(3)  # each person once
    box = main.get_by_label("孙玉兰")
    if isinstance(hands, Keyboard):
        expect(main).to_contain_text("打勾的 3 笔，共 ¥240.00")
        hands.reach(box)
        hands.page.keyboard.press("Space")
        expect(main).to_contain_text("打勾的 2 笔，共 ¥160.00")
    else:
        box.uncheck()
        expect(main.get_by_text("打勾的 3 笔")).to_be_hidden()  # what can't follow the ticks isn't said
    hands.press("打勾的都到账了")
    hands.reads("2 笔到账了，共 ¥160.00")


def what_the_bank_said_is_written_down(hands, run):
    hands.open(f"/liuhe/pay-slips/{run.slips.get(resident__name='孙玉兰').pk}/")
    hands.follow("没付成")
    hands.fill("原因", "户名不符")
    hands.press("没付成")
    hands.follow("再付一次")
    hands.press("再付一次")
    hands.reads("FK20261116-0004")
