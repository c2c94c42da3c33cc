"""Whom the fund still reaches, in plain Python: what queries/payable_sql.py decides in SQL is held against it."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

ZERO = Decimal(0)


class Unit(NamedTuple):
    """Something to be paid whole: an entry with its corrections. `need` goes by `order`."""

    key: object
    order: object
    amount: Decimal


def within(units: Iterable[Unit], *, headroom: Mapping[object, Decimal], allowed: Decimal) -> list[object]:
    """Keys of the units that can be paid, given in the order in which they queue (oldest work date first).

    `headroom` is what each order still has of its own (client's money less approved pay, may be negative where the
    fund fronts already). A unit that its order pays itself always goes; what goes beyond is taken from `allowed`, and
    after the first unit that no longer fits nobody overtakes: all later ones that need the fund wait too.
    """
    taken, reached, fronting = [], {}, ZERO
    for unit in units:
        own = max(ZERO, headroom.get(unit.order, ZERO))
        before = reached.get(unit.order, ZERO)
        after = before + unit.amount
        reached[unit.order] = after
        need = max(ZERO, after - own) - max(ZERO, before - own)
        fronting += need
        if need <= 0 or fronting <= allowed:
            taken.append(unit.key)
    return taken
