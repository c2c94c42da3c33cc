"""The fund: its opening, donations, deposits, cash and tax paid over; and what of it is taken back."""

import datetime as dt
from decimal import Decimal as D

import pytest
from django.core.management import call_command

from microfactory.kernel.errors import RuleBroken
from tests.payouts.books import books_are_clean
from workshops.payouts.operations import deposits, fund
from workshops.payouts.operations.fund_back import take_back_booking
from workshops.payouts.queries.fronting import purse
from workshops.payouts.queries.fund import fund_page


def test_the_opening_balance_is_entered_once(office, by_cashier):
    day = office.now.date()
    fund.open_fund(community=office.community, amount=D(3000), on=day, **by_cashier)
    with pytest.raises(RuleBroken) as error:
        fund.open_fund(community=office.community, amount=D(1), on=day, **by_cashier)
    assert error.value.code == "opened_already"
    assert (office.at("fund"), office.at("bank")) == (3000, 3000)


def test_a_deposit_out_of_the_funds_free_money(office, combs, by_cashier):
    client, day = combs.work_order.client, office.now.date()
    office.donated("1000")
    with pytest.raises(RuleBroken) as error:
        deposits.pay_deposit(client=client, amount=D(1001), on=day, **by_cashier)
    assert error.value.code == "free_fund"
    deposits.pay_deposit(client=client, amount=D(600), on=day, **by_cashier)
    assert purse(office.community).free == 400
    deposits.take_deposit_back(client=client, amount=D(500), on=day, **by_cashier)
    deposits.write_off_deposit(client=client, amount=D(100), on=day, reason="逾期扣款", **by_cashier)
    with pytest.raises(RuleBroken) as error:
        deposits.take_deposit_back(client=client, amount=D(1), on=day, **by_cashier)
    assert error.value.code == "too_much"
    assert (office.at("fund"), office.at("deposit"), office.at("bank")) == (900, 0, 900)
    page = fund_page(office.community)
    assert (page.purse.free, len(page.deposits), len(page.donations)) == (900, 3, 1)
    assert books_are_clean(office.community)


def test_cash_and_tax(office, by_cashier):
    office.pays("on_pay_day", cap="5000")
    office.donated("5000")
    office.entry(office.resident(), office.operation("100", "100"), 12)
    office.approved()
    day = office.now.date()
    fund.draw_cash(community=office.community, amount=D(1200), on=day, **by_cashier)
    with pytest.raises(RuleBroken) as error:
        fund.pay_tax_over(community=office.community, amount=D("80.01"), on=day, **by_cashier)
    assert error.value.code == "too_much"
    fund.pay_tax_over(community=office.community, amount=D(80), on=day, **by_cashier)
    assert (office.at("tax"), office.at("cash"), office.at("bank")) == (0, 1200, 3720)
    assert books_are_clean(office.community)


def test_no_deposit_before_the_first_day(office, combs, by_cashier):
    office.donated("1000")
    day = office.community.opened_on - dt.timedelta(days=1)
    with pytest.raises(RuleBroken, match=day.isoformat()) as error:
        deposits.pay_deposit(client=combs.work_order.client, amount=D(600), on=day, **by_cashier)
    assert error.value.code == "before_opening"
    assert office.at("deposit") == 0


def test_no_more_cash_than_lies_in_the_bank(office, by_cashier):
    day = office.now.date()
    office.donated("1000")
    with pytest.raises(RuleBroken, match="¥1,000.00") as error:
        fund.draw_cash(community=office.community, amount=D("1000.01"), on=day, **by_cashier)
    assert error.value.code == "too_much"
    fund.draw_cash(community=office.community, amount=D(1000), on=day, **by_cashier)
    assert (office.at("bank"), office.at("cash")) == (0, 1000)


def test_drawn_cash_is_taken_back_by_a_second_person(office, by_cashier):
    office.donated("1000")
    drawn = fund.draw_cash(community=office.community, amount=D(600), on=office.now.date(), **by_cashier)
    with pytest.raises(RuleBroken) as error:
        take_back_booking(entry=drawn, reason="多记了一个零", **by_cashier)
    assert error.value.code == "same_person"
    for _again in range(2):
        take_back_booking(entry=drawn, reason="多记了一个零", actor=office.staff, now=office.now)
    assert (office.at("bank"), office.at("cash"), drawn.reversals.count()) == (1000, 0, 1)
    assert books_are_clean(office.community)


def test_a_donation_that_is_laid_out_is_not_taken_back(office, combs, by_cashier):
    donation, other = office.donated("1000").entry, {"actor": office.staff, "now": office.now}
    deposits.pay_deposit(client=combs.work_order.client, amount=D(1), on=office.now.date(), **by_cashier)
    with pytest.raises(RuleBroken) as error:
        take_back_booking(entry=donation, reason="记错了", **other)
    assert error.value.code == "free_fund"
    deposits.take_deposit_back(client=combs.work_order.client, amount=D(1), on=office.now.date(), **by_cashier)
    take_back_booking(entry=donation, reason="记错了", **other)
    assert (office.at("fund"), office.at("bank")) == (0, 0)
    assert [row.gone for row in fund_page(office.community).donations] == [True]
    assert books_are_clean(office.community)


def test_an_opening_balance_is_entered_anew_once_it_was_taken_back(office, by_cashier):
    day, other = office.now.date(), {"actor": office.staff, "now": office.now}
    wrong = fund.open_fund(community=office.community, amount=D(3000), on=day, **by_cashier)
    take_back_booking(entry=wrong, reason="记成了三千", **other)
    fund.open_fund(community=office.community, amount=D(300), on=day, **by_cashier)
    assert (office.at("fund"), office.at("bank")) == (300, 300)
    assert books_are_clean(office.community)


def test_a_cash_box_below_nothing_is_a_remark(office, combs, capsys):
    office.pays("on_pay_day", cap="5000")
    office.donated("5000")
    office.entry(office.resident(), combs, 10)
    office.paid_in_cash(office.approved())
    call_command("check_books")
    assert "现金现在是 −¥80.00" in capsys.readouterr().out
