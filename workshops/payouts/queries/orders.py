"""An order's money: what it brought, what it cost, what is left."""

from dataclasses import dataclass
from decimal import Decimal

from workshops.payouts.enums import AccountKind
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
    def result(self) -> Decimal:
        """What the order brought less what it cost; below zero it is a loss."""
        return self.fees + self.claims + self.borne - self.cost

    @property
    def left(self) -> Decimal:
        """What of the result isn't handed on yet."""
        return self.result - self.handed_on

    @property
    def to_fund(self) -> Decimal:
        """The agreed share of a result above zero."""
        return max(ZERO, self.result) * self.fund_share / 100

    @property
    def to_surplus(self) -> Decimal:
        """The rest, a loss as well."""
        return self.result - self.to_fund


def order_money(work_order) -> OrderMoney:
    """Fee, claims, cost and result of one order so far. One query (and its agreement)."""
    found = balances(work_order.community, work_order=work_order)
    of = {kind: found.get((kind, work_order.pk), ZERO) for kind in AccountKind}
    return OrderMoney(
        fees=of[AccountKind.FEE],
        claims=of[AccountKind.CLAIM_FEE],
        cost=of[AccountKind.COST],
        borne=of[AccountKind.BORNE],
        handed_on=of[AccountKind.RESULT],
        fronted=of[AccountKind.FRONTED],
        fund_share=work_order.agreement.fund_share,
    )
