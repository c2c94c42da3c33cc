"""An order as it usually comes: one product, one operation with its price and rate."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from workshops.models import WorkOrder
from workshops.operations.orders import add_operation, open_order


@transaction.atomic
def take_order(*, order: dict, operation: dict, actor, now: dt.datetime, another: bool = True) -> WorkOrder:
    """Opens an order together with its first operation: what `open_order` and what `add_operation` take.

    Where `another` is false and the same product of this company, for the same day, was ordered today already, it is
    asked first. Raises RuleBroken: twin, and what these two raise.
    """
    if not another:
        _ask_about_twin(order, now)
    work_order = open_order(**order, actor=actor, now=now)
    add_operation(work_order=work_order, **operation, actor=actor, now=now)
    return work_order


def _ask_about_twin(order: dict, now: dt.datetime) -> None:
    same = WorkOrder.objects.filter(
        client=order["agreement"].client_id,
        product=order["product"].strip(),
        due_on=order["due_on"],
        opened_at__date=timezone.localdate(now),
    )
    if found := same.select_related("opened_by").order_by("-pk").first():
        raise RuleBroken(
            _("%(who)s opened %(number)s for %(product)s today already. If this is another one, press once more.")
            % {"who": found.opened_by.name, "number": found.number, "product": found.product},
            code="twin",
        )
