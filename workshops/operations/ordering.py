"""An order as it usually comes: one product, one operation with its price and rate."""

import datetime as dt

from django.db import transaction

from workshops.models import WorkOrder
from workshops.operations.orders import add_operation, open_order


@transaction.atomic
def take_order(*, order: dict, operation: dict, actor, now: dt.datetime) -> WorkOrder:
    """Opens an order together with its first operation: what `open_order` and what `add_operation` take."""
    work_order = open_order(**order, actor=actor, now=now)
    add_operation(work_order=work_order, **operation, actor=actor, now=now)
    return work_order
