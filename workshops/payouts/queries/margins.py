"""What each order brought, cost and left, for the list of them."""

from dataclasses import replace

from microfactory.kernel.paging import Page, page_of
from workshops.models import WorkOrder
from workshops.payouts.queries.orders import OrderMoney, orders_money


def margins(access, *, after: str = "", before: str = "", size: int = 50) -> Page:
    """A page of orders, the newest first; its rows are pairs of the order and its money. Two queries."""
    page = page_of(_orders(access), order=("-pk",), after=after, before=before, size=size)
    return replace(page, rows=_with_money(access, page.rows))


def all_margins(access, *, count: int) -> list[tuple[WorkOrder, OrderMoney]]:
    """The newest so many orders with their money, for Excel. Two queries."""
    return _with_money(access, list(_orders(access).order_by("-pk")[:count]))


def _orders(access):
    return WorkOrder.objects.visible_to(access).select_related("client", "agreement")


def _with_money(access, orders: list[WorkOrder]) -> list[tuple[WorkOrder, OrderMoney]]:
    money = orders_money(access.community, orders)
    return [(order, money[order.pk]) for order in orders]
