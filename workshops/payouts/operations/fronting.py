"""The fund pays ahead of the client, gets it back when the client pays, or gives it up."""

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from microfactory.kernel.money import yuan
from workshops.payouts.enums import AccountKind, Act
from workshops.payouts.models import JournalEntry
from workshops.payouts.operations.ledger import Posting, lock_fund, post
from workshops.payouts.queries.balances import balance
from workshops.payouts.queries.fronting import frontings, purse
from workshops.payouts.rules.amounts import check_positive, check_reason


@transaction.atomic(savepoint=False)
def update_fronting(
    *, community, orders, on: dt.date, actor, now: dt.datetime, checked: bool = True, **subjects
) -> JournalEntry | None:
    """Part of an act: posts what the fund now fronts for these orders (ids), after a run, a receipt or a reversal.

    Returns the entry where it fronts more for one of them. Raises RuleBroken with the code front_cap where it would
    have to front more than it may; not where `checked` is false: the act undoes something, and answers for it itself.
    """
    lock_fund(community=community, actor=actor, now=now)
    more, back = [], []
    for order, state in frontings(community, orders=orders).items():
        change = state.due - state.posted
        pair = [Posting(AccountKind.FRONTED, order, change), Posting(AccountKind.DUE_TO_FUND, order, -change)]
        (more if change > 0 else back).extend(pair)
    common = {"community": community, "on": on, "actor": actor, "now": now, **subjects}
    post(act=Act.FRONT_BACK, lines=back, **common)
    fronted = post(act=Act.FRONT, lines=more, **common)
    if fronted and checked:
        _check_purse(community)
    return fronted


def _check_purse(community) -> None:
    now = purse(community)
    if now.fronted > now.limit:
        raise RuleBroken(
            _(
                "The fund would have to front %(fronted)s. It may front %(cap)s at most and has %(fund)s"
                " (%(deposits)s of it in deposits). Send the run back and draw it up again."
            )
            % {
                "fronted": yuan(now.fronted),
                "cap": yuan(now.cap),
                "fund": yuan(now.fund),
                "deposits": yuan(now.deposits),
            },
            code="front_cap",
        )


@transaction.atomic
def give_up_front(*, work_order, amount: Decimal, reason: str, actor, now: dt.datetime) -> JournalEntry:
    """The fund gives up (a part of) what it fronted for an order (yuan): the client will not pay it.

    Raises RuleBroken: amount, reason_missing, too_much.
    """
    check_positive(amount)
    reason = check_reason(reason)
    community = work_order.community
    lock_fund(community=community, actor=actor, now=now)
    out = balance(community, AccountKind.FRONTED, work_order=work_order)
    if amount > out:
        raise RuleBroken(
            _("The fund has fronted %(out)s for this order, no more.") % {"out": yuan(out)},
            code="too_much",
            field="amount",
        )
    order = work_order.pk
    lines = [
        Posting(AccountKind.FUND, None, amount),
        Posting(AccountKind.DUE_TO_FUND, order, amount),
        Posting(AccountKind.FRONTED, order, -amount),
        Posting(AccountKind.BORNE, order, -amount),
    ]
    return post(
        community=community,
        act=Act.FRONT_GIVEN_UP,
        on=timezone.localdate(now),
        lines=lines,
        actor=actor,
        now=now,
        narrative=reason,
        work_order=work_order,
    )
