"""Before a match is taken back, its page says which orders' money moves by how much; and that is what then happens."""

from decimal import Decimal as D

import pytest

from tests.payouts.books import books_are_clean
from tests.payouts.views.pages import at, page
from workshops.models import WorkOrder
from workshops.payouts.operations import receipts, taking_back
from workshops.payouts.queries.taking_back import orders_moved

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_orders(office, combs):
    """Two orders of one client in a statement over 120, paid out by the fund; 80 came, 10 was deducted, 30 came."""
    office.pays("on_pay_day", cap="1000")
    office.donated("1000")
    other = office.operation("8", "8", work_order__client=combs.work_order.client)
    office.accepted(office.entry(office.resident(), combs, 10))
    office.accepted(office.entry(office.resident(), other, 5))
    office.approved()
    statement = office.stated(combs.work_order.client)
    first = office.received(statement, "80")
    receipts.deduct(statement=statement, amount=D(10), reason="少了一盒", actor=office.staff, now=office.now)
    last = office.received(statement, "30")
    return combs.work_order, other.work_order, first.matches.get(), last.matches.get()


def money(office) -> dict:
    """By order: what the fund fronts, and what it bears beside the pay."""
    return {
        order.pk: (office.at("fronted", work_order=order), office.at("cost", work_order=order))
        for order in WorkOrder.objects.order_by("pk")
    }


def moved(match) -> dict:
    return {found.order.pk: (found.fronted, found.cost) for found in orders_moved(match)}


def test_later_money_and_deductions_reach_the_older_order(office, two_orders):
    combs, other, first, _last = two_orders
    said, before = moved(first), money(office)
    assert said == {combs.pk: (50, 10), other.pk: (30, -10)}
    taking_back.take_back_match(match=first, reason="对错了", actor=office.cashier, now=office.now)
    after = money(office)
    assert said == {key: (after[key][0] - before[key][0], after[key][1] - before[key][1]) for key in said}
    assert books_are_clean(office.community)
    assert moved(first) == {}


def test_only_its_own_order_where_it_was_the_last(office, two_orders):
    _combs, other, _first, last = two_orders
    assert moved(last) == {other.pk: (30, 0)}


def test_a_deduction_taken_back_lets_later_money_reach_further_up(office, two_orders):
    _combs, other, _first, last = two_orders
    deduction = last.statement.matches.get(kind="deduction")
    assert moved(deduction) == {other.pk: (0, -10)}


def test_nothing_moves_where_nobody_was_paid_yet(office, combs):
    office.accepted(office.entry(office.resident(), combs, 10))
    receipt = office.received(office.stated(combs.work_order.client), "80")
    assert moved(receipt.matches.get()) == {}


def test_the_page_names_them(client_of, office, two_orders):
    combs, other, first, _last = two_orders
    text = page(client_of(office.cashier), at("match_take_back", first.pk))
    for words in (
        combs.number,
        other.number,
        "重新垫付 ¥50.00",
        "重新垫付 ¥30.00",
        "多承担扣款 ¥10.00",
        "少承担扣款 ¥10.00",
    ):
        assert words in text
