"""A closed order's result is handed on: the agreed share to the fund, the rest to the community's surplus."""

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from microfactory.kernel.money import round_fen, yuan
from workshops.enums import OrderState
from workshops.models import WorkOrder
from workshops.payouts.enums import AccountKind, Act
from workshops.payouts.models import JournalEntry, JournalLine
from workshops.payouts.operations.ledger import Posting, lock_fund, post
from workshops.payouts.queries.orders import order_money
from workshops.payouts.queries.unfinished import unfinished


@transaction.atomic
def settle_order(*, work_order: WorkOrder, actor, now: dt.datetime) -> JournalEntry | None:
    """Hands on what is left of a closed order, a loss as well. Called again, it hands on what came since.

    The fund's share is that of the whole result: what it got before counts, and it gives nothing back.

    Raises RuleBroken: not_closed, unfinished (naming what is still open: unpaid work, unstated deliveries, money to
    come, money fronted).
    """
    order = WorkOrder.objects.locked().select_related("community", "agreement").get(pk=work_order.pk)
    if order.state != OrderState.CLOSED:
        raise RuleBroken(_("Close the work order first."), code="not_closed")
    lock_fund(community=order.community, actor=actor, now=now)
    if still := unfinished(order):
        raise RuleBroken(
            _("Not yet: %(open)s.") % {"open": _(", ").join(f"{what} {yuan(amount)}" for what, amount in still)},
            code="unfinished",
        )
    money = order_money(order)
    left, share = money.left, max(Decimal(0), round_fen(money.to_fund) - _given(order))
    lines = [
        Posting(AccountKind.RESULT, order.pk, left),
        Posting(AccountKind.FUND, None, -share),
        Posting(AccountKind.SURPLUS, None, share - left),
    ]
    return post(
        community=order.community,
        act=Act.ORDER_SETTLED,
        on=timezone.localdate(now),
        lines=lines,
        actor=actor,
        now=now,
        work_order=order,
    )


def _given(order: WorkOrder) -> Decimal:
    """What the fund got of the order's result before (yuan)."""
    lines = JournalLine.objects.filter(entry__work_order=order, entry__act=Act.ORDER_SETTLED)
    return -(lines.filter(account__kind=AccountKind.FUND).aggregate(total=Sum("amount"))["total"] or Decimal(0))
