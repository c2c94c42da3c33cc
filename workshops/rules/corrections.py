"""How a wrong entry is put right: rows with signed quantities that bring the sum to what is right."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from workshops.rules.quantities import Quantities


@dataclass(frozen=True)
class Row:
    """An entry or a correction as far as counting goes."""

    quantities: Quantities
    paid_faulty: int
    rate: Decimal


def corrections(rows: Sequence[Row], *, right: Quantities, rate: Decimal, pays_material_fault: bool) -> list[Row]:
    """The rows to add to `rows` (the entry and its corrections so far) so that together they say `right` at `rate`.

    What was paid at another rate is taken off at that rate and added at the right one (domain: −n at the old, +n at
    the new). Nothing where all is right already. The last row carries everything that isn't paid by the piece.
    """
    now = Quantities()
    paid: dict[Decimal, tuple[int, int, int]] = {}
    for row in rows:
        now += row.quantities
        good, faulty, spoilt = paid.get(row.rate, (0, 0, 0))
        q = row.quantities
        paid[row.rate] = (good + q.good, faulty + row.paid_faulty, spoilt + q.material_fault)
    added = []
    difference = right - now
    for old, (good, faulty, spoilt) in sorted(paid.items()):
        if old == rate or not (good or faulty):
            continue
        off = Quantities(good=-good, material_fault=-spoilt if faulty else 0)
        added.append(Row(off, -faulty, old))
        difference -= off
    if difference:
        faulty = difference.material_fault if pays_material_fault else 0
        added.append(Row(difference, faulty, rate))
    return added


def returned_instead(now: Quantities, right: Quantities) -> Quantities:
    """On a day slip, a piece that was never made was never taken: it counts as returned unused."""
    missing = now.taken - right.taken
    return replace(right, returned=right.returned + missing) if missing > 0 else right
