"""Which rate counts, and how a wrong entry is put right."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microfactory.kernel.errors import RuleBroken
from workshops.rules.corrections import Row, corrections, returned_instead
from workshops.rules.pay import paid_faulty, rate_that_counts, require_rate
from workshops.rules.quantities import Quantities

ISSUED, SINCE = dt.date(2026, 11, 5), dt.date(2026, 11, 10)
EIGHT, SEVEN, NINE = Decimal(8), Decimal(7), Decimal(9)


@pytest.mark.parametrize(
    ("day_rate", "since", "slip_rate", "issued", "expected"),
    [
        (NINE, SINCE, EIGHT, ISSUED, NINE),  # a raise reaches older slips
        (SEVEN, SINCE, EIGHT, ISSUED, EIGHT),  # a cut doesn't
        (SEVEN, SINCE, EIGHT, SINCE, SEVEN),  # but those issued since
        (None, None, EIGHT, ISSUED, None),
    ],
)
def test_the_rate_that_counts(day_rate, since, slip_rate, issued, expected):
    rate = rate_that_counts(day_rate=day_rate, day_rate_since=since, slip_rate=slip_rate, slip_issued_on=issued)
    assert rate == expected


def test_a_repair_for_nothing_stays_for_nothing():
    rate = rate_that_counts(
        day_rate=NINE, day_rate_since=SINCE, slip_rate=Decimal(0), slip_issued_on=ISSUED, repair=True
    )
    assert rate == 0


def test_without_a_rate_nothing_is_earned():
    with pytest.raises(RuleBroken, match="宠物梳 2026-11-05 没有工价"):
        require_rate(None, operation="宠物梳", day=ISSUED)


@pytest.mark.parametrize(("pays", "paid"), [(True, 3), (False, 0)])
def test_faulty_material_is_paid_where_agreed(pays, paid):
    assert paid_faulty(3, pays_material_fault=pays) == paid


counts = st.integers(0, 50)
quantities = st.builds(Quantities, counts, counts, counts, counts, counts)
prices = st.sampled_from([SEVEN, EIGHT, Decimal("0.035")])


@given(quantities, st.lists(st.tuples(quantities, prices), max_size=4), st.booleans())
def test_corrections_always_end_at_the_right_figures(first, turns, pays):
    def paid(q):
        return paid_faulty(q.material_fault, pays_material_fault=pays)

    rows = [Row(first, paid(first), EIGHT)]
    for right, rate in turns:
        rows += corrections(rows, right=right, rate=rate, pays_material_fault=pays)
        assert sum((row.quantities for row in rows), Quantities()) == right
        worth = sum((row.quantities.good + row.paid_faulty) * row.rate for row in rows)
        assert worth == (right.good + paid(right)) * rate
        assert not corrections(rows, right=right, rate=rate, pays_material_fault=pays)
        assert all(row.paid_faulty in (0, row.quantities.material_fault) for row in rows)


@given(quantities, quantities)
def test_on_a_day_slip_what_is_missing_counts_as_returned(now, right):
    put = returned_instead(now, right)
    assert put.taken >= min(now.taken, right.taken)
    assert put.taken == max(now.taken, right.taken)


@given(quantities, quantities)
def test_quantities_add_and_take_away(one, other):
    assert one + other - other == one
    assert one.reported - one.taken == one.rework
    assert bool(one) == any(one.as_columns().values())
