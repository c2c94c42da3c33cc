"""When the fund pays ahead of the client: how much, and for whom it still reaches.

For each order: fronted = max(0, gross approved − receipts matched − borne). The sum over all orders may pass neither
the community's cap nor the fund's free balance; then entries are taken oldest work date first and the others wait.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

ZERO = Decimal(0)


def fronted(*, gross: Decimal, received: Decimal, borne: Decimal) -> Decimal:
    """What the fund has laid out for an order: approved pay less the client's money less what the fund gave up."""
    return max(ZERO, gross - received - borne)


def allowance(*, cap: Decimal, fund: Decimal, deposits: Decimal, already: Decimal) -> Decimal:
    """What the fund may still front: up to the cap, and up to its own money that isn't tied up in deposits."""
    return max(ZERO, min(cap, fund - deposits) - already)


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
