"""What an order's operations pay, and since when."""

import datetime as dt

from workshops.models import Operation, PieceRate, WorkOrder


def rate_on(operation: Operation, day: dt.date) -> PieceRate | None:
    """The rate in force on a day; one query."""
    return PieceRate.objects.in_force(day).filter(operation=operation).order_by("pk").first()


def rates_to_come(operation: Operation, day: dt.date) -> list[PieceRate]:
    """Rates that begin after a day, the next first; one query."""
    return list(PieceRate.objects.filter(operation=operation, starts_on__gt=day).order_by("starts_on", "pk"))


def rates_of(order: WorkOrder) -> list[Operation]:
    """The operations of an order in their order, each with all its rates, the newest first; two queries."""
    operations = list(order.operations.prefetch_related("rates").order_by("position", "pk"))
    for operation in operations:
        operation.dated_rates = sorted(operation.rates.all(), key=lambda rate: rate.starts_on, reverse=True)
    return operations
