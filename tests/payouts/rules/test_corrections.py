"""A slip is never negative: corrections wait where they would take too much."""

from decimal import Decimal as D

from hypothesis import given
from hypothesis import strategies as st

from workshops.payouts.rules.corrections import taken

negative = st.lists(st.decimals("-900", "-0.01", places=4), max_size=10)


def test_a_fifth_may_go():
    assert taken(D(500), [D(-100)]) == 1
    assert taken(D(500), [D("-100.0001")]) == 0


def test_oldest_first_and_whole():
    assert taken(D(500), [D(-60), D(-60), D(-1)]) == 1


def test_without_work_everything_waits():
    assert taken(D(0), [D(-1)]) == 0


@given(st.decimals("0", "5000", places=4), negative, st.decimals("0", "1", places=2))
def test_the_floor_holds(positive, corrections, floor):
    count = taken(positive, corrections, floor)
    assert positive + sum(corrections[:count], D(0)) >= positive * floor
    if count < len(corrections):
        assert positive + sum(corrections[: count + 1], D(0)) < positive * floor
