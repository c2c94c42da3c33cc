"""The orders and rates of an order list, stored in bulk: what is there already is joined, not made again."""

import datetime as dt
from collections import defaultdict

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from residents.operations.log import log_moves, moved
from residents.operations.references import next_numbers
from workshops.models import Agreement, Client, ImportBatch, Operation, PieceRate, WorkOrder
from workshops.queries.imports import Preview
from workshops.rules.imports.book import Book, covers, periods
from workshops.rules.imports.orders import OrderRow, spoken_key


@transaction.atomic
def store_orders(*, batch: ImportBatch, preview: Preview, rows: list[OrderRow], actor, now: dt.datetime) -> dict:
    """Stores companies, agreements, orders, work steps and rates of these rows, in a constant number of statements.

    A company without an agreement gets one with the usual terms, to be looked over; a product without a running order
    in the workshop gets an order.
    """
    clients = _clients(batch, rows, preview.book)
    orders = _orders(batch, rows, preview.book, clients, actor, now)
    operations = _operations(batch, rows, preview.book, orders)
    _first_rates(rows, operations)
    _next_rates(batch, rows, preview.book)
    return {
        "clients": len({row.client_key for row in rows}),
        "operations": len({row.operation_key for row in rows}),
        "rates": len(rows),
    }


def _clients(batch: ImportBatch, rows: list[OrderRow], book: Book) -> dict[str, int]:
    """The id of each row's company; new ones are made, and codes that were missing are filled in."""
    known = {row.client_key: book.client(row) for row in rows}
    new = {
        row.client_key: Client(community_id=batch.community_id, name=row.client[:80], credit_code=row.credit_code)
        for row in reversed(rows)
        if known[row.client_key] is None
    }
    Client.objects.bulk_create(new.values())
    filled = {
        client.key: Client(pk=client.key, credit_code=row.credit_code)
        for row in rows
        if (client := known[row.client_key]) and row.credit_code and not client.code
    }
    Client.objects.bulk_update(filled.values(), ["credit_code"])
    return {key: client.key if client else new[key].pk for key, client in known.items()}


def _agreements(batch: ImportBatch, firsts: dict[int, dt.date], today: dt.date) -> dict[int, int]:
    """An agreement for each client, valid from the first day of her rates: hers that holds then, else a new one."""
    found = {}
    kept = Agreement.objects.filter(client__in=firsts).order_by("starts_on", "pk")
    for pk, client, first, last in kept.values_list("pk", "client_id", "starts_on", "ends_on"):
        if covers(first, last, firsts[client]):
            found[client] = pk
    missing = sorted(firsts.keys() - found.keys())
    numbers = next_numbers(community=batch.community, prefix="WX", day=today, count=len(missing))
    made = [
        Agreement(
            community_id=batch.community_id,
            client_id=client,
            number=number,
            signed_on=firsts[client],
            starts_on=firsts[client],
            note=_("made by an import with the usual terms: please look it over"),
        )
        for client, number in zip(missing, numbers, strict=True)
    ]
    Agreement.objects.bulk_create(made)
    return found | {agreement.client_id: agreement.pk for agreement in made}


def _orders(
    batch: ImportBatch, rows: list[OrderRow], book: Book, clients: dict[str, int], actor, now: dt.datetime
) -> dict[tuple, int]:
    """The running order of each company's product, by (company key, product)."""
    orders = {_product(row): book.order(row) for row in rows}
    firsts: dict[int, dt.date] = {}
    for row in rows:
        if orders[_product(row)] is None:
            client = clients[row.client_key]
            firsts[client] = min(row.starts_on, firsts.get(client, row.starts_on))
    today = timezone.localdate(now)
    agreements = _agreements(batch, firsts, today)
    wanted = {_product(row): row for row in reversed(rows) if orders[_product(row)] is None}
    wanted = dict(reversed(wanted.items()))
    numbers = next_numbers(community=batch.community, prefix="JG", day=today, count=len(wanted))
    made = {
        key: WorkOrder(
            community_id=batch.community_id,
            agreement_id=agreements[clients[row.client_key]],
            client_id=clients[row.client_key],
            workshop_id=batch.workshop_id,
            number=number,
            product=row.product[:60],
            opened_at=now,
            opened_by=actor,
        )
        for number, (key, row) in zip(numbers, wanted.items(), strict=True)
    }
    WorkOrder.objects.bulk_create(made.values())
    log_moves(moved(order, move="open", before="", after=order.state, actor=actor, now=now) for order in made.values())
    return orders | {key: order.pk for key, order in made.items()}


def _operations(
    batch: ImportBatch, rows: list[OrderRow], book: Book, orders: dict[tuple, int]
) -> dict[tuple, Operation]:
    """New work steps by operation key, in the order of the list."""
    made: dict[tuple, Operation] = {}
    positions: dict[int, int] = defaultdict(int)
    for row in rows:
        if book.step(row) is not None:
            continue
        if row.operation_key not in made:
            order = orders[_product(row)]
            positions[order] += 1
            made[row.operation_key] = Operation(
                community_id=batch.community_id,
                work_order_id=order,
                name=row.operation[:60],
                unit=row.unit[:10],
                client_price=row.client_price or 0,
                minutes=row.minutes,
                position=positions[order],
            )
        step = made[row.operation_key]
        step.planned = step.planned or row.planned or None
    Operation.objects.bulk_create(made.values())
    return made


def _first_rates(rows: list[OrderRow], operations: dict[tuple, Operation]) -> None:
    starts = defaultdict(dict)
    for row in rows:
        if row.operation_key in operations:
            starts[row.operation_key][row.starts_on] = row.rate
    PieceRate.objects.bulk_create(
        PieceRate(
            community_id=operations[key].community_id,
            operation=operations[key],
            rate=rate,
            starts_on=first,
            ends_on=last,
        )
        for key, rates in starts.items()
        for first, last, rate in periods(rates.items())
    )


def _next_rates(batch: ImportBatch, rows: list[OrderRow], book: Book) -> None:
    """Rates of steps that are there already: each ends the one in force on the day before it begins."""
    starts: dict[int, dict] = defaultdict(dict)
    for row in rows:
        if step := book.step(row):
            starts[step.key][row.starts_on] = row.rate
    kept = PieceRate.objects.filter(operation__in=starts).order_by("operation", "starts_on", "pk")
    by_step: dict[int, list[PieceRate]] = defaultdict(list)
    for rate in kept.select_for_update(of=("self",), no_key=True):
        by_step[rate.operation_id].append(rate)
    for key, rates in starts.items():
        for first, rate in sorted(rates.items()):
            last = _make_room(by_step[key], first)
            new = PieceRate(
                community_id=batch.community_id, operation_id=key, rate=rate, starts_on=first, ends_on=last
            )
            by_step[key].append(new)
    every = [rate for rates in by_step.values() for rate in rates]
    PieceRate.objects.bulk_update([rate for rate in every if rate.pk], ["ends_on"])
    PieceRate.objects.bulk_create(rate for rate in every if not rate.pk)


def _make_room(rates: list[PieceRate], first: dt.date) -> dt.date | None:
    """Ends the rate in force on the day before `first`; gives the last day that is free for the new one."""
    for other in rates:
        if covers(other.starts_on, other.ends_on, first):
            last, other.ends_on = other.ends_on, first - dt.timedelta(days=1)
            return last
    later = [other.starts_on for other in rates if other.starts_on > first]
    return min(later) - dt.timedelta(days=1) if later else None


def _product(row: OrderRow) -> tuple[str, str]:
    return row.client_key, spoken_key(row.product)
