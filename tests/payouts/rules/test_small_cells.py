"""Sums that leave the community tell nobody: workshops of one or two people stand together with others."""

from decimal import Decimal as D

import pytest

from workshops.payouts.rules.small_cells import Cell, merged


def cell(name: str, people: int, payees: int | None = None) -> Cell:
    return Cell((name,), people, D(100 * people), people if payees is None else payees, D(90 * people))


@pytest.mark.parametrize(
    ("people", "names"),
    [
        ((5, 7), [("a",), ("b",)]),
        ((5, 2, 1), [("a",), ("b", "c")]),
        ((9, 5, 2), [("a",), ("c", "b")]),
        ((2,), [("a",)]),
        ((0, 4), [("a",), ("b",)]),
    ],
)
def test_small_ones_stand_together_with_the_next(people, names):
    cells = [cell(name, number) for name, number in zip("abc", people, strict=False)]
    found = merged(cells)
    assert [one.names for one in found] == names
    assert sum(one.people for one in found) == sum(people)
    assert sum(one.earned for one in found) == 100 * sum(people)


def test_few_who_were_paid_count_as_few():
    assert [one.names for one in merged([cell("a", 9), cell("b", 5, 1)])] == [("b", "a")]
