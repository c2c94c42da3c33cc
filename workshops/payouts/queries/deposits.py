"""Deposits (保证金) with companies: the ledger of them."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from workshops.models import Client
from workshops.payouts.enums import DepositKind
from workshops.payouts.models import Deposit

ZERO = Decimal("0.00")
_SIGN = {DepositKind.PAID: 1, DepositKind.BACK: -1, DepositKind.KEPT: -1}


@dataclass(slots=True)
class DepositLedger:
    """All that happened to deposits: each row with what lay with its company afterwards, the sums by kind, and what
    lies with each company now."""

    rows: list[tuple[Deposit, Decimal]] = field(default_factory=list)
    sums: dict[str, Decimal] = field(default_factory=lambda: dict.fromkeys(DepositKind.values, ZERO))
    by_client: dict[Client, Decimal] = field(default_factory=lambda: defaultdict(Decimal))

    @property
    def balance(self) -> Decimal:
        """What lies with all companies, in yuan."""
        return sum(self.by_client.values(), ZERO)

    @property
    def lying(self) -> Iterator[tuple[str, Decimal]]:
        """Companies that hold a deposit now."""
        return ((client.name, amount) for client, amount in self.by_client.items() if amount)


def deposit_ledger(community) -> DepositLedger:
    """The ledger of a community, the oldest first. One query."""
    ledger = DepositLedger()
    rows = Deposit.objects.filter(community=community).select_related("client", "agreement")
    for row in rows.order_by("on", "pk"):
        ledger.sums[row.kind] += row.amount
        ledger.by_client[row.client] += row.amount * _SIGN[row.kind]
        ledger.rows.append((row, ledger.by_client[row.client]))
    return ledger
