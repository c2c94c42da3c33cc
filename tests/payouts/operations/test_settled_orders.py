"""What is left of an order when it closes: the fund's share, the surplus, or the community's loss."""

from decimal import Decimal as D

import pytest

from microfactory.kernel.errors import RuleBroken
from tests.payouts.books import books_are_clean
from workshops.models import Agreement
from workshops.operations.orders import close_order
from workshops.payouts.operations import fronting
from workshops.payouts.operations.orders import settle_order
from workshops.payouts.queries.orders import order_money


def closed(office, operation, *, share="0"):
    """A closed order: ten pieces delivered, paid for and paid out."""
    Agreement.objects.filter(pk=operation.work_order.agreement_id).update(fund_share=D(share))
    office.accepted(office.entry(office.resident(), operation, 10))
    office.received(office.stated(operation.work_order.client), str(operation.client_price * 10))
    office.paid_in_cash(office.approved())
    order = close_order(work_order=operation.work_order, actor=office.staff, now=office.now)
    return type(order).objects.get(pk=order.pk)


def test_the_agreed_share_goes_to_the_fund(office, by_cashier):
    order = closed(office, office.operation("10", "8"), share="25")
    money = order_money(order)
    assert (money.fees, money.cost, money.result, money.to_fund, money.to_surplus) == (100, 80, 20, 5, 15)
    entry = settle_order(work_order=order, actor=office.staff, now=office.now)
    assert (office.at("fund"), office.at("surplus")) == (5, 15)
    assert order_money(order).left == 0
    assert settle_order(work_order=order, actor=office.staff, now=office.now) is None
    assert entry.work_order == order
    assert books_are_clean(office.community)


def test_a_loss_is_the_communitys(office, by_cashier):
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
