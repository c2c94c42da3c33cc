"""What companies, orders and rates a community has already, and what an order list adds to them."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from workshops.rules.imports.orders import OrderRow, spoken_key

Period = tuple[dt.date, dt.date | None, Decimal]


@dataclass(frozen=True, slots=True)
class KnownClient:
    """A company that is kept already; `code` may be empty."""

    key: int
    name: str
    code: str


@dataclass(frozen=True, slots=True)
class KnownStep:
    """A work step of a running order. `rates` in order of their first day; `worked_on`: the last day with work."""

    key: int
    order: int
    client: int
    product: str
    name: str
    client_price: Decimal
    rates: tuple[Period, ...]
    worked_on: dt.date | None = None


class Book:
    """Finds companies and the steps of running orders, the newest order first."""

    def __init__(self, clients: Iterable[KnownClient], steps: Iterable[KnownStep]):
        clients = list(clients)
        self._by_code = {client.code: client for client in clients if client.code}
        self._by_name = {spoken_key(client.name): client for client in clients}
        self._steps: dict[tuple, KnownStep] = {}
        self._orders: dict[tuple, int] = {}
        for step in steps:
            product = (step.client, spoken_key(step.product))
            self._orders.setdefault(product, step.order)
            if self._orders[product] == step.order:
                self._steps[*product, spoken_key(step.name)] = step

    def client(self, row: OrderRow) -> KnownClient | None:
        """The company of a row: by its code, else by its name."""
        return self._by_code.get(row.credit_code) or self._by_name.get(spoken_key(row.client))

    def order(self, row: OrderRow) -> int | None:
        """The running order of the row's product."""
        client = self.client(row)
        return self._orders.get((client.key, spoken_key(row.product))) if client else None

    def step(self, row: OrderRow) -> KnownStep | None:
        """The work step of the row in that order."""
        client = self.client(row)
        found = client and self._steps.get((client.key, spoken_key(row.product), spoken_key(row.operation)))
        return found or None


def compare_with_book(rows: Sequence[OrderRow], book: Book) -> None:
    """Marks rates that are kept already, and refuses what contradicts what is kept.

    Codes: client_conflict, price_conflict, rate_conflict, rate_worked (work of those days has earned another rate).
    """
    for row in rows:
        if row.refused:
            continue
        client, step = book.client(row), book.step(row)
        if client and client.code and row.credit_code and client.code != row.credit_code:
            sentence = _("%(name)s is kept here with another company code.")
            row.refuse("client_conflict", sentence % {"name": client.name}, "credit_code")
        elif client and spoken_key(client.name) != spoken_key(row.client):
            sentence = _("This company code belongs to %(name)s here; that name stays.")
            row.warn("client_renamed", sentence % {"name": client.name}, "client")
        if step and not row.refused:
            _compare_step(row, step)


def _compare_step(row: OrderRow, step: KnownStep) -> None:
    if row.client_price is not None and row.client_price != step.client_price:
        sentence = _("The running order has another company's price. A new price is a new order.")
        row.refuse("price_conflict", sentence, "client_price")
        return
    in_force = next((rate for first, last, rate in step.rates if covers(first, last, row.starts_on)), None)
    if in_force == row.rate:
        row.known = True
    elif any(first == row.starts_on for first, _last, _rate in step.rates):
        sentence = _("Another rate holds from this day already. Change it on the order's page.")
        row.refuse("rate_conflict", sentence, "rate")
    elif step.worked_on and step.worked_on >= row.starts_on:
        sentence = _("Work of %(day)s is written down with the rate before. A new rate begins after it.")
        row.refuse("rate_worked", sentence % {"day": step.worked_on}, "starts_on")


def covers(first: dt.date, last: dt.date | None, day: dt.date) -> bool:
    """Whether a period, open without a last day, contains the day."""
    return first <= day and (last is None or day <= last)


def periods(starts: Iterable[tuple[dt.date, Decimal]], limit: dt.date | None = None) -> list[Period]:
    """Rates by their first days as periods without gaps; the last one stays open, or ends on `limit`."""
    ordered = sorted(starts)
    ends = [first - dt.timedelta(days=1) for first, _rate in ordered[1:]] + [limit]
    return [(first, end, rate) for (first, rate), end in zip(ordered, ends, strict=True)]
