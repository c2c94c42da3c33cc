"""When the fund pays ahead of the client: how much, and for whom it still reaches.

For each order: fronted = max(0, gross approved − receipts matched − borne). The sum over all orders may pass neither
the community's cap nor the fund's free balance; then entries are taken oldest work date first and the others wait.
"""

from decimal import Decimal

ZERO = Decimal(0)


def fronted(*, gross: Decimal, received: Decimal, borne: Decimal) -> Decimal:
    """What the fund has laid out for an order: approved pay less the client's money less what the fund gave up."""
    return max(ZERO, gross - received - borne)


def allowance(*, cap: Decimal, fund: Decimal, deposits: Decimal, already: Decimal) -> Decimal:
    """What the fund may still front: up to the cap, and up to its own money that isn't tied up in deposits."""
    return max(ZERO, min(cap, fund - deposits) - already)
