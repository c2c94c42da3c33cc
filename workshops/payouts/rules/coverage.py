"""How far a client's money reaches: over the lines of a statement in their order, in whole pieces.

The money of a statement is one sum: what was matched to it so far. A line's exact amount is pieces × price, 4 places;
the statement's total is rounded once, so whoever has paid the total has paid for every piece, whatever the fraction.
A credit stands for money on the newest lines of its own order, so that the money itself reaches the others.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from microfactory.kernel.money import round_fen


class Line(NamedTuple):
    """A line to be paid: its pieces, the price of one (yuan, 4 places), and what a credit pays of it (yuan, exact)."""

    pieces: int
    price: Decimal
    credit: Decimal = Decimal(0)

    @property
    def due(self) -> Decimal:
        """What is to be paid of it in money (yuan, exact)."""
        return self.pieces * self.price - self.credit


class Covered(NamedTuple):
    """What is paid of a line: whole pieces, and yuan to the fen. Money may lie ahead of the next whole piece."""

    pieces: int
    amount: Decimal


def statement_total(lines: Sequence[Line]) -> Decimal:
    """What the lines come to, rounded once."""
    return round_fen(sum((line.due for line in lines), Decimal(0)))


def credited(lines: Sequence[Line], orders: Sequence[object], credits: Mapping[object, Decimal]) -> list[Line]:
    """The lines (in their order, each with its work order beside it) with credits (yuan by order) taken off.

    A credit goes to its own order's newest lines; what they can't hold, to the newest lines of all.
    """
    left, result = dict(credits), list(lines)
    for own in (True, False):
        for place in reversed(range(len(result))):
            for order in [orders[place]] if own else list(left):
                taken = min(result[place].due, left.get(order, Decimal(0)))
                if taken > 0:
                    left[order] -= taken
                    result[place] = result[place]._replace(credit=result[place].credit + taken)
    return result


def cover(lines: Sequence[Line], paid: Decimal, due: Decimal | None = None) -> list[Covered]:
    """Spreads `paid` (yuan) over the lines in their order. The amounts add up to min(paid, due) exactly.

    `due` is what has to be paid for all of them: their total, or less where the client has credit. Whoever has paid
    what is due has paid for every piece; so has, of one line, whoever has paid what its credit leaves.
    """
    due = statement_total(lines) if due is None else due
    paid = min(paid, due)
    covered, before = [], Decimal(0)
    for line in lines:
        after = before + line.due
        if paid > 0 and (paid >= due or (line.credit and paid >= after)):
            pieces = line.pieces
        elif paid <= before:
            pieces = 0
        else:
            pieces = min(line.pieces, int((paid - before) // line.price))
        covered.append(Covered(pieces, min(paid, round_fen(after)) - min(paid, round_fen(before))))
        before = after
    return covered


def newly_covered(
    lines: Sequence[Line], paid_before: Decimal, paid_after: Decimal, due: Decimal | None = None
) -> list[Covered]:
    """What a further payment adds to each line."""
    first, then = cover(lines, paid_before, due), cover(lines, paid_after, due)
    return [Covered(b.pieces - a.pieces, b.amount - a.amount) for a, b in zip(first, then, strict=True)]
