"""An outcome shared out: nothing lost, nothing doubled, the oldest pieces accepted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microfactory.kernel.errors import RuleBroken
from workshops.rules.acceptance import (
    Allocated,
    LineOutcome,
    NamedReject,
    check_outcome,
    name_rejects,
    newest_first,
    share_out,
)


def rows(*pieces):
    """Allocations 1, 2, … of entries 11, 12, … by residents 101, 102, …; oldest first."""
    return [Allocated(n, 10 + n, 100 + n, 1, count) for n, count in enumerate(pieces, start=1)]


def parts(share):
    return share.accepted, share.rejected_material, share.rejected_worker, share.short


def test_the_oldest_are_accepted_and_the_rest_lies_with_the_newest():
    shares = share_out(LineOutcome(1, 5, 1, 1, 1), rows(4, 2, 2), {})
    assert [parts(shares[n]) for n in (1, 2, 3)] == [(4, 0, 0, 0), (1, 1, 0, 0), (0, 0, 1, 1)]


def test_named_rejects_go_where_they_belong():
    allocations = rows(4, 2, 2)
    outcome = LineOutcome(1, 6, 0, 2, 0, named=(NamedReject(1, entry_id=11), NamedReject(1, resident_id=102)))
    named = name_rejects(outcome, allocations)
    shares = share_out(outcome, allocations, named)
    assert named == {1: 1, 2: 1}
    assert [parts(shares[n]) for n in (1, 2, 3)] == [(3, 0, 1, 0), (1, 0, 1, 0), (2, 0, 0, 0)]


def test_a_residents_newest_pieces_first():
    allocations = [Allocated(n, 10 + n, 101, 1, 2) for n in (1, 2)]
    assert name_rejects(LineOutcome(1, 1, 0, 3, 0, named=(NamedReject(3, resident_id=101),)), allocations) == {
        2: 2,
        1: 1,
    }


def test_nobody_is_named_for_more_than_is_there():
    with pytest.raises(RuleBroken, match="没有这么多件，多了 2 件"):
        name_rejects(LineOutcome(1, 0, 0, 3, 0, named=(NamedReject(3, entry_id=11),)), rows(1, 5))


@pytest.mark.parametrize("outcome", [LineOutcome(1, 9), LineOutcome(1, 12, short=-2), LineOutcome(1, 9, 1, 1, 0)])
def test_an_outcome_adds_up(outcome):
    with pytest.raises(RuleBroken, match="送了 10 盒"):
        check_outcome(outcome, delivered=10, product="宠物梳", unit="盒")


def test_taking_off_begins_with_the_newest():
    assert newest_first(rows(4, 2, 2), {1: 4, 2: 1, 3: 0}, 3) == {2: 1, 1: 2}


@given(st.lists(st.integers(1, 20), min_size=1, max_size=8), st.data())
def test_nothing_is_lost_and_nothing_doubled(pieces, data):
    total = sum(pieces)
    cuts = sorted(data.draw(st.lists(st.integers(0, total), min_size=3, max_size=3)))
    outcome = LineOutcome(1, cuts[0], cuts[1] - cuts[0], cuts[2] - cuts[1], total - cuts[2])
    allocations = rows(*pieces)
    named = newest_first(
        allocations,
        {row.id: data.draw(st.integers(0, row.pieces)) for row in allocations},
        data.draw(st.integers(0, outcome.rejected_worker)),
    )
    shares = share_out(outcome, allocations, named)
    assert [sum(parts(shares[row.id])) for row in allocations] == pieces
    sums = tuple(map(sum, zip(*(parts(share) for share in shares.values()), strict=True)))
    assert sums == (outcome.accepted, outcome.rejected_material, outcome.rejected_worker, outcome.short)
    assert all(shares[key].rejected_worker >= count for key, count in named.items())
