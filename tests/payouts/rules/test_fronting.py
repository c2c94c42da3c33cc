"""The fund pays ahead of the client: within the cap, within its own money, oldest work first."""

from decimal import Decimal as D

from hypothesis import given
from hypothesis import strategies as st

from tests.payouts.queue import Unit, within
from workshops.payouts.rules.fronting import allowance, fronted

money = st.decimals("0", "5000", places=2)


def test_the_traced_case():
    assert fronted(gross=D(944), received=D(0), borne=D(0)) == 944
    assert fronted(gross=D(944), received=D(912), borne=D(0)) == 32
    assert fronted(gross=D(944), received=D(912), borne=D(32)) == 0


def test_the_guaranteed_case():
    assert fronted(gross=D(960), received=D(912), borne=D(0)) == 48


def test_an_empty_fund_fronts_nothing():
    assert allowance(cap=D(5000), fund=D(0), deposits=D(0), already=D(0)) == 0


def test_cap_and_own_money_both_hold():
    assert allowance(cap=D(5000), fund=D(3000), deposits=D(500), already=D(1000)) == 1500
    assert allowance(cap=D(1200), fund=D(3000), deposits=D(500), already=D(1000)) == 200
    assert allowance(cap=D(900), fund=D(3000), deposits=D(500), already=D(1000)) == 0


def test_the_oldest_go_first_and_nobody_overtakes():
    units = [Unit("a", 1, D(60)), Unit("b", 1, D(60)), Unit("c", 2, D(30)), Unit("d", 1, D(10))]
    assert within(units, headroom={}, allowed=D(100)) == ["a"]
    assert within(units, headroom={}, allowed=D(120)) == ["a", "b"]


def test_an_order_that_pays_for_itself_needs_no_fund():
    units = [Unit("a", 1, D(60)), Unit("b", 2, D(60)), Unit("c", 2, D(30))]
    assert within(units, headroom={2: D(90)}, allowed=D(0)) == ["b", "c"]


@given(
    st.lists(st.tuples(st.integers(1, 3), st.decimals("0.01", "500", places=2)), max_size=25),
    st.dictionaries(st.integers(1, 3), st.decimals("-500", "2000", places=2)),
    money,
)
def test_what_is_taken_never_needs_more_than_allowed(rows, headroom, allowed):
    units = [Unit(index, order, amount) for index, (order, amount) in enumerate(rows)]
    taken = set(within(units, headroom=headroom, allowed=allowed))
    need = D(0)
    for order in {1, 2, 3}:
        total = sum((u.amount for u in units if u.order == order and u.key in taken), D(0))
        need += max(D(0), total - max(D(0), headroom.get(order, D(0))))
    assert need <= allowed


@given(money, money, money)
def test_nothing_is_fronted_below_zero(gross, received, borne):
    assert fronted(gross=gross, received=received, borne=borne) >= 0
