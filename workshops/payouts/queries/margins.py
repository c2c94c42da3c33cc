"""What each order brought, cost and left, for the list of them."""

from workshops.models import WorkOrder
from workshops.payouts.enums import MARGIN, AccountKind
from workshops.payouts.queries.balances import ZERO, balances
from workshops.payouts.queries.orders import OrderMoney


def margins(access, *, after: int | None = None, count: int = 50) -> list[tuple[WorkOrder, OrderMoney]]:
    """Orders, the newest first, each with its money; `after` is the last id shown. Two queries."""
    rows = WorkOrder.objects.visible_to(access).select_related("client", "agreement")
    if after is not None:
        rows = rows.filter(pk__lt=after)
    shown = list(rows.order_by("-pk")[:count])
    kinds = [*MARGIN, AccountKind.RESULT, AccountKind.FRONTED]
    found = balances(access.community, kinds=kinds, orders=shown)

    def of(kind: AccountKind, order: WorkOrder):
        return found.get((kind, order.pk), ZERO)

    return [
        (
            order,
            OrderMoney(
                fees=of(AccountKind.FEE, order),
                claims=of(AccountKind.CLAIM_FEE, order),
                cost=of(AccountKind.COST, order),
                borne=of(AccountKind.BORNE, order),
                handed_on=of(AccountKind.RESULT, order),
                fronted=of(AccountKind.FRONTED, order),
                fund_share=order.agreement.fund_share,
            ),
        )
        for order in shown
    ]
