"""Figures that leave the community: nobody may be told by them. Fewer than three people are never counted out,
nor is what they earned or got."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

SMALL_CELL = 3  # rules-china.md §9.6


def is_few(count: int) -> bool:
    """Whether so many are one or two people."""
    return 0 < count < SMALL_CELL


@dataclass(frozen=True, slots=True)
class Cell:
    """People who worked and what they earned, people who were paid and what they got (yuan), in one month, of some
    workshops: their names."""

    names: tuple[str, ...]
    people: int
    earned: Decimal
    payees: int
    paid: Decimal

    @property
    def is_small(self) -> bool:
        """Whether a figure of it is of one or two people."""
        return any(is_few(count) for count in (self.people, self.payees))

    @property
    def told_earned(self) -> Decimal | None:
        """What they earned; None where one or two people did: it would tell what somebody earns."""
        return None if is_few(self.people) else self.earned

    @property
    def told_paid(self) -> Decimal | None:
        """What they got; None where one or two people did."""
        return None if is_few(self.payees) else self.paid

    def with_(self, other: "Cell") -> "Cell":
        """Both as one."""
        return Cell(
            (*self.names, *other.names),
            self.people + other.people,
            self.earned + other.earned,
            self.payees + other.payees,
            self.paid + other.paid,
        )


def merged(cells: Sequence[Cell]) -> list[Cell]:
    """Workshops with one or two people put together, with the next smallest one where that isn't enough: so none can
    be reckoned back from the sum of all either."""
    large = [cell for cell in cells if not cell.is_small]
    small = [cell for cell in cells if cell.is_small]
    if not small:
        return large
    together = small[0]
    for cell in small[1:]:
        together = together.with_(cell)
    for cell in sorted(large, key=lambda cell: (cell.people + cell.payees, cell.names)):
        if not together.is_small:
            break
        large.remove(cell)
        together = together.with_(cell)
    return [*large, together]
