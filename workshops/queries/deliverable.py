"""What can be delivered: good pieces that the client doesn't have yet."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Sum

from workshops.models import Operation, OperationTally


@dataclass(frozen=True)
class Deliverable:
    """Pieces of a priced operation that can be delivered; where a step holds them up, its name."""

    operation: Operation
    pieces: int
    held_up_by: str = ""


def free_pieces(operations: Iterable[int]) -> dict[int, int]:
    """Operation id → inspected good pieces (corrections counted) that no delivery has. One query."""
    ids = list(operations)
    tallies = OperationTally.objects.filter(operation__in=ids).order_by().values_list("operation")
    return dict.fromkeys(ids, 0) | dict(tallies.annotate(free=Sum("inspected") - Sum("out")))


def deliverable(operations: Iterable[Operation]) -> dict[int, Deliverable]:
    """Operation id → what of it can be delivered, limited by its steps (client price 0). Two queries.

    `operations` are priced ones, as a list or a queryset.
    """
    priced = list(operations)
    orders = {operation.work_order_id for operation in priced}
    steps: dict[int, list[Operation]] = {}
    for step in Operation.objects.steps().filter(work_order__in=orders).order_by("position", "pk"):
        steps.setdefault(step.work_order_id, []).append(step)
    all_ids = {operation.pk for operation in priced} | {step.pk for rows in steps.values() for step in rows}
    free = free_pieces(sorted(all_ids))
    found = {}
    for operation in priced:
        pieces, by = free[operation.pk], ""
        for step in steps.get(operation.work_order_id, []):
            if free[step.pk] < pieces:
                pieces, by = free[step.pk], step.name
        found[operation.pk] = Deliverable(operation, max(pieces, 0), by)
    return found
