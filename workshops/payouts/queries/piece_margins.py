"""What a piece of an order brings and costs at the rates of a day."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from workshops.models import Operation, WorkOrder
from workshops.queries.rates import rates_of


@dataclass(frozen=True, slots=True)
class PieceMargin:
    """An operation: what the client pays for a whole piece (None for a step), what the resident gets (None without a
    rate), and the margin of the piece, all its steps paid; None where that can't be told."""

    operation: Operation
    price: Decimal | None
    rate: Decimal | None
    margin: Decimal | None


def piece_margins(order: WorkOrder, day: dt.date) -> list[PieceMargin]:
    """By operation, in their order. Two queries."""
    operations = rates_of(order)
    rates = {operation.pk: _rate_on(operation, day) for operation in operations}
    steps = [rates[operation.pk] for operation in operations if operation.is_step]
    whole = len(operations) - len(steps) == 1 or not steps  # whose steps they are, where there are any
    return [
        PieceMargin(
            operation,
            None if operation.is_step else operation.client_price,
            rates[operation.pk],
            _margin(operation, [rates[operation.pk], *steps]) if whole and not operation.is_step else None,
        )
        for operation in operations
    ]


def _rate_on(operation: Operation, day: dt.date) -> Decimal | None:
    return next((row.rate for row in operation.dated_rates if row.starts_on <= day), None)


def _margin(operation: Operation, rates: list[Decimal | None]) -> Decimal | None:
    return None if None in rates else operation.client_price - sum(rates)
