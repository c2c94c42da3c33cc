"""What an order's operations pay, and since when."""

from workshops.models import Operation, WorkOrder


def rates_of(order: WorkOrder) -> list[Operation]:
    """The operations of an order in their order, each with all its rates, the newest first; two queries."""
    operations = list(order.operations.prefetch_related("rates").order_by("position", "pk"))
    for operation in operations:
        operation.dated_rates = sorted(operation.rates.all(), key=lambda rate: rate.starts_on, reverse=True)
    return operations
