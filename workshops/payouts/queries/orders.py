"""Orders' money: what each brought, what it cost, what is left and where that goes."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from microfactory.kernel.money import round_fen
from workshops.models import WorkOrder
from workshops.payouts.enums import MARGIN, AccountKind
from workshops.payouts.queries.balances import balances

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class OrderMoney:
    """In yuan. `cost` is residents' pay with deductions; `handed_on` went to the fund and the surplus already."""

    fees: Decimal
    claims: Decimal
    cost: Decimal
    borne: Decimal
    handed_on: Decimal
    fronted: Decimal
    fund_share: Decimal

    @property
    def owed(self) -> Decimal:
        """What companies owe for the order, claims with it."""
        return self.fees + self.claims

    @property
    def brought(self) -> Decimal:
        """What the order comes to: what companies owe and what the fund bears of it."""
        return self.owed + self.borne

    @property
    def result(self) -> Decimal:
        """The margin: what the order brought less what it cost; below zero it is a loss."""
        return self.brought - self.cost

    @property
    def left(self) -> Decimal:
        """What of the result isn't handed on yet."""
        return self.result - self.handed_on

    @property
    def to_fund(self) -> Decimal:
        """The agreed share of a result above zero, to the fen."""
        return round_fen(max(ZERO, self.result) * self.fund_share / 100)

    @property
    def to_surplus(self) -> Decimal:
        """The rest, a loss as well."""
        return self.result - self.to_fund


def orders_money(community, orders: Sequence[WorkOrder], *, until: dt.date | None = None) -> dict[int, OrderMoney]:
    """By id: fees, claims, cost, result of some orders (with their agreements) so far, or up to a day. One query."""
    kinds = [*MARGIN, AccountKind.RESULT, AccountKind.FRONTED]
    found = balances(community, kinds=kinds, orders=[order.pk for order in orders], until=until)

    def of(kind: AccountKind, order: WorkOrder) -> Decimal:
        return found.get((kind, order.pk), ZERO)

    return {
        order.pk: OrderMoney(
            fees=of(AccountKind.FEE, order),
            claims=of(AccountKind.CLAIM_FEE, order),
            cost=of(AccountKind.COST, order),
            borne=of(AccountKind.BORNE, order),
            handed_on=of(AccountKind.RESULT, order),
            fronted=of(AccountKind.FRONTED, order),
            fund_share=order.agreement.fund_share,
        )
        for order in orders
    }


def order_money(work_order: WorkOrder) -> OrderMoney:
    """The same of one order. One query (and its agreement)."""
    return orders_money(work_order.community, [work_order])[work_order.pk]
