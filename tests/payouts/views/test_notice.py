"""The public notice (F13): all that the form asks for, and nobody by name, number or telephone."""

import datetime as dt
import re
from decimal import Decimal as D

import pytest

from tests.payouts.views.pages import at, page
from workshops.payouts.operations.deposits import pay_deposit
from workshops.payouts.operations.fronting import give_up_front
from workshops.payouts.operations.fund import donate
from workshops.payouts.queries.notices import notice_of

FIRST_PAY, SECOND_PAY = dt.date(2026, 11, 25), dt.date(2026, 11, 30)


@pytest.fixture
def combs(office):
    """The client pays 10, the resident gets 8; a tenth of what is left goes to the fund."""
    return office.operation("10", "8", work_order__agreement__fund_share=D(10))


@pytest.fixture
def second(office, combs):
    """The second run: 48 boxes of one person, after a first one of 20; between them 200 yuan of the client."""
    office.pays("on_pay_day", cap="5000")
    office.donated("5000")
    office.accepted(office.entry(office.resident(), combs, 20, on=dt.date(2026, 11, 2)))
    office.approved(pay_date=FIRST_PAY, cut_off=FIRST_PAY)
    office.now += dt.timedelta(days=3)
    office.accepted(office.entry(office.resident(name="柳小巧"), combs, 48, on=dt.date(2026, 11, 24)))
    office.received(office.stated(combs.work_order.client), "200")
    pay_deposit(
        client=combs.work_order.client, amount=D(1000), on=office.now.date(), actor=office.cashier, now=office.now
    )
    return office.approved(pay_date=SECOND_PAY, cut_off=SECOND_PAY)


def test_the_sums_of_a_run_and_of_its_orders(second, combs):
    notice = notice_of(second)
    assert (notice.people, notice.gross, notice.net, notice.first_day) == (1, 384, 384, dt.date(2026, 11, 24))
    assert [(row.operation, row.pieces, row.amount) for row in notice.made] == [(combs, 48, D("384.00"))]
    assert list(notice.pieces) == [(combs.unit, 48)]
    ((order, money),) = notice.orders
    assert (order, money.brought, money.cost, money.result) == (combs.work_order, 680, 544, 136)
    assert (money.to_fund, money.to_surplus) == (D("13.60"), D("122.40"))
    assert notice.rounding == 0


def test_the_money_since_the_pay_day_before(second):
    period = notice_of(second).period
    assert (period.since, period.until, period.income) == (dt.date(2026, 11, 26), SECOND_PAY, 200)
    assert (period.fund_before, period.fund_after) == (5000, 5000)
    assert period.fund_moves == []


def test_what_is_booked_on_the_pay_day_before_was_there_before(second, office):
    gift = {"donor": "王记粮油", "amount": D(100), "on": FIRST_PAY}
    donate(community=office.community, **gift, actor=office.cashier, now=office.now)
    period = notice_of(second).period
    assert (period.fund_before, period.fund_moves, period.fund_after) == (5100, [], 5100)


def test_what_comes_after_the_pay_day_changes_nothing(second, office, combs):
    told = notice_of(second)
    office.now += dt.timedelta(days=10)
    office.donated("50")
    office.accepted(office.entry(office.resident(), combs, 5))
    office.received(office.stated(combs.work_order.client, until=office.now.date()), "50")
    assert notice_of(second) == told


def test_the_first_notice_tells_where_the_fund_came_from(office, combs):
    office.pays("on_pay_day", cap="5000")
    office.donated("5000")
    office.entry(office.resident(), combs, 1)
    period = notice_of(office.approved()).period
    assert (period.since, period.fund_before, period.fund_after) == (None, 0, 5000)
    assert [amount for _label, amount in period.fund_moves] == [5000]


def test_deposits_what_is_advanced_and_the_surplus(second):
    notice = notice_of(second)
    assert (notice.deposits, notice.fronted, notice.surplus) == (1000, 344, 0)


def test_the_lines_come_to_the_gross_with_what_rounding_adds(office):
    beads = office.operation("0.05", "0.035")
    office.pays("on_pay_day", cap="5000")
    office.donated("5000")
    for _person in range(3):
        office.entry(office.resident(), beads, 101)
    notice = notice_of(office.approved())
    assert notice.gross == D("10.62")
    assert (notice.made[0].amount, notice.rounding) == (D("10.61"), D("0.01"))


def test_the_page_says_all_of_it(desks, second, combs, liuhe):
    text = page(desks["staff"], at("run_notice", second.pk))
    for words in (
        "2026-11-24 至 2026-11-30",
        combs.work_order.number,
        f"48 {combs.unit}",
        "¥384.00",
        "¥200.00",
        "680.00",
        "136.00",
        "13.60",
        "122.40",
        "5,000.00",
        "1,000.00",
        "344.00",
        "公示时间",
    ):
        assert words in text, words
    assert "先不要张贴" not in text


def test_what_the_fund_bears_is_not_said_to_be_owed_by_companies(desks, second, combs, office):
    given = {"reason": "收不回", "actor": office.approver, "now": office.now}
    give_up_front(work_order=combs.work_order, amount=D(44), **given)
    ((_order, money),) = notice_of(second).orders
    assert (money.owed, money.borne, money.brought, money.result) == (680, 44, 724, 180)
    slip = second.slips.get()
    for address in (at("run_notice", second.pk), at("slip_trail", slip.pk)):
        text = page(desks["staff"], address)
        assert "680.00" in text and "724.00" not in text
        assert "爱心基金承担 44.00" in text


def test_nobody_is_on_the_wall(desks, second):
    resident = second.slips.get().resident
    secrets = [resident.name, resident.identity_number.reveal(), resident.masked_identity, resident.phone]
    for query in ({}, {"names": "no"}):
        text = page(desks["staff"], at("run_notice", second.pk), **query)
        assert [secret for secret in secrets if secret and secret in text] == []
        assert ("柳*" in text) is not query


@pytest.mark.parametrize("state", ["drafted", "submitted"])
def test_what_is_not_approved_is_not_for_the_wall(desks, office, combs, state):
    office.pays("on_pay_day", cap="5000")
    office.donated("5000")
    office.entry(office.resident(), combs, 1)
    assert "先不要张贴" in page(desks["staff"], at("run_notice", getattr(office, state)().pk))


def test_both_notices_are_offered(desks, second):
    text = page(desks["staff"], at("run", second.pk))
    assert re.search(rf'{at("run_notice", second.pk)}"', text)
    assert re.search(rf'{at("run_notice", second.pk)}\?names=no"', text)


@pytest.mark.parametrize("people", [2, 20])
def test_it_costs_the_same_for_few_and_many(office, people, django_assert_max_num_queries):
    office.pays("on_pay_day", cap="50000")
    office.donated("50000")
    for _person in range(people):
        office.entry(office.resident(), office.operation("10", "8"), 1)
    run = office.approved()
    with django_assert_max_num_queries(9):
        notice_of(run)
