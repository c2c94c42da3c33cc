"""A receipt covers lines oldest first, in whole pieces; the rest waits."""

from decimal import Decimal as D

from hypothesis import given
from hypothesis import strategies as st

from workshops.payouts.rules.coverage import Covered, Line, cover, credited, newly_covered, statement_total

line = st.tuples(st.integers(1, 3000), st.decimals("0.0001", "60", places=4)).map(lambda parts: Line(*parts))
lines = st.lists(line, min_size=1, max_size=6)


def test_a_part_payment_stops_at_a_whole_piece():
    two = [Line(10, D(8)), Line(5, D(25))]
    assert cover(two, D("100.00")) == [Covered(10, D("80.00")), Covered(0, D("20.00"))]


def test_the_rest_counts_when_more_comes():
    two = [Line(10, D(8)), Line(5, D(25))]
    assert newly_covered(two, D("100.00"), D("155.00")) == [Covered(0, D(0)), Covered(3, D("55.00"))]


def test_whoever_pays_the_rounded_total_has_paid_every_piece():
    strings = [Line(3, D("0.0348")), Line(1, D("0.0348"))]  # 0.1392, rounded down to 0.14 … and 0.13 isn't enough
    assert statement_total(strings) == D("0.14")
    assert [c.pieces for c in cover(strings, D("0.14"))] == [3, 1]
    assert [c.pieces for c in cover(strings, D("0.13"))] == [3, 0]


def test_a_total_rounded_down_covers_too():
    one = [Line(3, D("0.0347"))]  # 0.1041, to pay 0.10
    assert cover(one, D("0.10")) == [Covered(3, D("0.10"))]


@given(lines, st.decimals("0", "300000", places=2))
def test_money_is_spread_to_the_fen(some, paid):
    covered = cover(some, paid)
    assert sum(c.amount for c in covered) == min(paid, statement_total(some))
    assert all(0 <= c.pieces <= line.pieces and c.amount >= 0 for c, line in zip(covered, some, strict=True))


@given(lines, st.decimals("0", "200000", places=2), st.decimals("0", "200000", places=2))
def test_payments_add_up(some, one, other):
    steps = [newly_covered(some, D(0), one), newly_covered(some, one, one + other)]
    for line, first, second in zip(cover(some, one + other), *steps, strict=True):
        assert line.pieces == first.pieces + second.pieces
        assert line.amount == first.amount + second.amount
        assert first.pieces >= 0 and second.pieces >= 0


@given(lines, st.decimals("0", "200000", places=2))
def test_no_line_before_an_older_one(some, paid):
    pieces = [c.pieces for c in cover(some, paid)]
    unpaid = [index for index, line in enumerate(some) if pieces[index] < line.pieces]
    assert not any(pieces[index] for index in range(unpaid[0] + 1, len(some))) if unpaid else True


def test_a_credit_pays_its_own_orders_newest_lines():
    three = [Line(10, D(8)), Line(10, D(10)), Line(10, D(5))]
    after = credited(three, ["a", "a", "b"], {"a": D(50)})
    assert [line.credit for line in after] == [0, 50, 0]
    assert cover(after, D("180.00")) == [Covered(10, D(80)), Covered(10, D(50)), Covered(10, D(50))]
    assert cover(after, D("130.00"))[1:] == [Covered(10, D(50)), Covered(0, D(0))]
    assert [line.credit for line in credited(three, ["a", "a", "b"], {"b": D(70)})] == [0, 20, 50]


@given(lines, st.lists(st.decimals("0", "200", places=2), max_size=3), st.decimals("0.01", "1000", places=2))
def test_credits_take_no_more_than_there_is(some, credits, paid):
    orders = [place % 2 for place in range(len(some))]
    after = credited(some, orders, dict(enumerate(credits)))
    owed = sum(line.due for line in some)
    assert all(0 <= line.due <= before.due for line, before in zip(after, some, strict=True))
    assert sum(line.due for line in after) == max(D(0), owed - sum(credits))
    covered = cover(after, paid)
    assert sum(c.amount for c in covered) == min(paid, statement_total(after))
    assert all(0 <= c.pieces <= line.pieces and c.amount >= 0 for c, line in zip(covered, after, strict=True))
