"""The fund, deposits, tax paid over, and what is left of an order when it closes."""

import datetime as dt
from decimal import Decimal as D

import pytest
from django.core.management import call_command

from microfactory.kernel.errors import RuleBroken
from tests.payouts.books import books_are_clean
from workshops.models import Agreement
from workshops.operations.orders import close_order
from workshops.payouts.enums import SlipState
from workshops.payouts.operations import answers, deposits, fronting, fund, slips
from workshops.payouts.operations.fund_back import take_back_booking
from workshops.payouts.operations.orders import settle_order
from workshops.payouts.queries.fronting import purse
from workshops.payouts.queries.fund import fund_page
from workshops.payouts.queries.orders import order_money


@pytest.fixture
def common(office):
    return {"actor": office.cashier, "now": office.now}


def test_the_opening_balance_is_entered_once(office, common):
    day = office.now.date()
    fund.open_fund(community=office.community, amount=D(3000), on=day, **common)
    with pytest.raises(RuleBroken) as error:
        fund.open_fund(community=office.community, amount=D(1), on=day, **common)
    assert error.value.code == "opened_already"
    assert (office.at("fund"), office.at("bank")) == (3000, 3000)


def test_a_deposit_out_of_the_funds_free_money(office, combs, common):
    client, day = combs.work_order.client, office.now.date()
    office.donated("1000")
    with pytest.raises(RuleBroken) as error:
        deposits.pay_deposit(client=client, amount=D(1001), on=day, **common)
    assert error.value.code == "free_fund"
    deposits.pay_deposit(client=client, amount=D(600), on=day, **common)
    assert purse(office.community).free == 400
    deposits.take_deposit_back(client=client, amount=D(500), on=day, **common)
    deposits.write_off_deposit(client=client, amount=D(100), on=day, reason="逾期扣款", **common)
    with pytest.raises(RuleBroken) as error:
        deposits.take_deposit_back(client=client, amount=D(1), on=day, **common)
    assert error.value.code == "too_much"
    assert (office.at("fund"), office.at("deposit"), office.at("bank")) == (900, 0, 900)
    page = fund_page(office.community)
    assert (page.purse.free, len(page.deposits), len(page.donations)) == (900, 3, 1)
    assert books_are_clean(office.community)


def test_cash_and_tax(office, common):
    office.pays("on_pay_day", cap="5000")
    office.donated("5000")
    office.entry(office.resident(), office.operation("100", "100"), 12)
    office.approved()
    day = office.now.date()
    fund.draw_cash(community=office.community, amount=D(1200), on=day, **common)
    with pytest.raises(RuleBroken) as error:
        fund.pay_tax_over(community=office.community, amount=D("80.01"), on=day, **common)
    assert error.value.code == "too_much"
    fund.pay_tax_over(community=office.community, amount=D(80), on=day, **common)
    assert (office.at("tax"), office.at("cash"), office.at("bank")) == (0, 1200, 3720)
    assert books_are_clean(office.community)


def test_no_deposit_before_the_first_day(office, combs, common):
    office.donated("1000")
    day = office.community.opened_on - dt.timedelta(days=1)
    with pytest.raises(RuleBroken, match=day.isoformat()) as error:
        deposits.pay_deposit(client=combs.work_order.client, amount=D(600), on=day, **common)
    assert error.value.code == "before_opening"
    assert office.at("deposit") == 0


def test_no_more_cash_than_lies_in_the_bank(office, common):
    day = office.now.date()
    office.donated("1000")
    with pytest.raises(RuleBroken, match="¥1,000.00") as error:
        fund.draw_cash(community=office.community, amount=D("1000.01"), on=day, **common)
    assert error.value.code == "too_much"
    fund.draw_cash(community=office.community, amount=D(1000), on=day, **common)
    assert (office.at("bank"), office.at("cash")) == (0, 1000)


def test_drawn_cash_is_taken_back_by_a_second_person(office, common):
    office.donated("1000")
    drawn = fund.draw_cash(community=office.community, amount=D(600), on=office.now.date(), **common)
    with pytest.raises(RuleBroken) as error:
        take_back_booking(entry=drawn, reason="多记了一个零", **common)
    assert error.value.code == "same_person"
    for _again in range(2):
        take_back_booking(entry=drawn, reason="多记了一个零", actor=office.staff, now=office.now)
    assert (office.at("bank"), office.at("cash"), drawn.reversals.count()) == (1000, 0, 1)
    assert books_are_clean(office.community)


def test_a_donation_that_is_laid_out_is_not_taken_back(office, combs, common):
    donation, other = office.donated("1000").entry, {"actor": office.staff, "now": office.now}
    deposits.pay_deposit(client=combs.work_order.client, amount=D(1), on=office.now.date(), **common)
    with pytest.raises(RuleBroken) as error:
        take_back_booking(entry=donation, reason="记错了", **other)
    assert error.value.code == "free_fund"
    deposits.take_deposit_back(client=combs.work_order.client, amount=D(1), on=office.now.date(), **common)
    take_back_booking(entry=donation, reason="记错了", **other)
    assert (office.at("fund"), office.at("bank")) == (0, 0)
    assert [row.gone for row in fund_page(office.community).donations] == [True]
    assert books_are_clean(office.community)


def test_an_opening_balance_is_entered_anew_once_it_was_taken_back(office, common):
    day, other = office.now.date(), {"actor": office.staff, "now": office.now}
    wrong = fund.open_fund(community=office.community, amount=D(3000), on=day, **common)
    take_back_booking(entry=wrong, reason="记成了三千", **other)
    fund.open_fund(community=office.community, amount=D(300), on=day, **common)
    assert (office.at("fund"), office.at("bank")) == (300, 300)
    assert books_are_clean(office.community)


def test_a_cash_box_below_nothing_is_a_remark(office, combs, capsys):
    office.pays("on_pay_day", cap="5000")
    office.donated("5000")
    office.entry(office.resident(), combs, 10)
    office.paid_in_cash(office.approved())
    call_command("check_books")
    assert "现金现在是 −¥80.00" in capsys.readouterr().out


def closed(office, operation, *, share="0"):
    """A closed order: ten pieces delivered, paid for and paid out."""
    Agreement.objects.filter(pk=operation.work_order.agreement_id).update(fund_share=D(share))
    office.accepted(office.entry(office.resident(), operation, 10))
    office.received(office.stated(operation.work_order.client), str(operation.client_price * 10))
    office.paid_in_cash(office.approved())
    order = close_order(work_order=operation.work_order, actor=office.staff, now=office.now)
    return type(order).objects.get(pk=order.pk)


def test_the_agreed_share_goes_to_the_fund(office, common):
    order = closed(office, office.operation("10", "8"), share="25")
    money = order_money(order)
    assert (money.fees, money.cost, money.result, money.to_fund, money.to_surplus) == (100, 80, 20, 5, 15)
    entry = settle_order(work_order=order, actor=office.staff, now=office.now)
    assert (office.at("fund"), office.at("surplus")) == (5, 15)
    assert order_money(order).left == 0
    assert settle_order(work_order=order, actor=office.staff, now=office.now) is None
    assert entry.work_order == order
    assert books_are_clean(office.community)


def test_a_loss_is_the_communitys(office, common):
    office.pays("on_receipt", cap="100")
    office.donated("100")
    operation = office.operation("8", "9")
    order = closed(office, operation, share="25")
    with pytest.raises(RuleBroken) as error:
        settle_order(work_order=order, actor=office.staff, now=office.now)
    assert error.value.code == "unfinished"
    fronting.give_up_front(work_order=order, amount=D(4), reason="社区承担", actor=office.approver, now=office.now)
    fronting.give_up_front(work_order=order, amount=D(6), reason="社区承担", actor=office.approver, now=office.now)
    settle_order(work_order=order, actor=office.staff, now=office.now)
    assert (office.at("fund"), office.at("surplus")) == (90, 0)
    assert books_are_clean(office.community)


def test_an_order_is_not_settled_before_it_is_done(office, combs):
    with pytest.raises(RuleBroken) as error:
        settle_order(work_order=combs.work_order, actor=office.staff, now=office.now)
    assert error.value.code == "not_closed"
    office.accepted(office.entry(office.resident(), combs, 10))
    order = close_order(work_order=combs.work_order, actor=office.staff, now=office.now)
    with pytest.raises(RuleBroken, match="80.00") as error:
        settle_order(work_order=order, actor=office.staff, now=office.now)
    assert error.value.code == "unfinished"


@pytest.fixture
def slip(office, combs):
    office.pays("on_pay_day", cap="500")
    office.donated("500")
    office.entry(office.resident(with_user=True), combs, 5)
    return office.approved().slips.get()


def test_an_answer_counts_until_another_takes_its_place(office, slip):
    her = slip.resident.user
    resident = {"actor": her, "now": office.now}
    with pytest.raises(RuleBroken) as error:
        answers.answer_slip(slip=slip, answer="received", **resident)
    assert error.value.code == "not_paid_yet"
    office.paid_in_cash(slip.run)
    answers.answer_slip(slip=slip, answer="received", **resident)
    slip.refresh_from_db()
    assert slip.state == SlipState.CONFIRMED
    answers.answer_slip(slip=slip, answer="received", **resident)
    later = office.now + dt.timedelta(hours=23)
    answers.answer_slip(slip=slip, answer="wrong_amount", note="少了8块", actor=her, now=later)
    slip.refresh_from_db()
    assert (slip.state, slip.answers.count()) == (SlipState.PAID, 2)
    days_later = office.now + dt.timedelta(days=5)
    answers.answer_slip(slip=slip, answer="received", actor=her, now=days_later)
    slip.refresh_from_db()
    assert slip.state == SlipState.CONFIRMED
    with pytest.raises(RuleBroken) as error:
        answers.answer_slip(slip=slip, answer="not_received", actor=her, now=days_later + dt.timedelta(hours=25))
    assert error.value.code == "too_late"


def test_a_slip_is_held_and_released(office, slip):
    common = {"actor": office.social_worker, "now": office.now}
    with pytest.raises(RuleBroken) as error:
        slips.hold_slip(slip=slip, reason=" ", **common)
    assert error.value.code == "reason_missing"
    slip = slips.hold_slip(slip=slip, reason="等她补卡号", **common)
    assert (slip.state, slip.held_reason) == (SlipState.HELD, "等她补卡号")
    with pytest.raises(RuleBroken) as error:
        slips.set_method(slip=slip, method="bank", **common)
    assert error.value.code == "no_account"
    assert slips.release_slip(slip=slip, **common).state == SlipState.DUE
    office.paid_in_cash(slip.run)
    with pytest.raises(RuleBroken) as error:
        slips.hold_slip(slip=slip, reason="太迟了", **common)
    assert error.value.code == "on_its_way"
