"""Deposits with clients (保证金): the fund carries them."""

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from microfactory.kernel.money import yuan
from workshops.payouts.enums import AccountKind, Act, DepositKind
from workshops.payouts.models import Deposit
from workshops.payouts.operations.ledger import Posting, lock_fund, post
from workshops.payouts.queries.balances import balance
from workshops.payouts.queries.fronting import purse
from workshops.payouts.rules.amounts import check_positive, check_reason
from workshops.payouts.rules.booking import check_day

_ACTS = {
    DepositKind.PAID: (Act.DEPOSIT_PAID, AccountKind.DEPOSIT, AccountKind.BANK),
    DepositKind.BACK: (Act.DEPOSIT_BACK, AccountKind.BANK, AccountKind.DEPOSIT),
    DepositKind.KEPT: (Act.DEPOSIT_KEPT, AccountKind.FUND, AccountKind.DEPOSIT),
}


@transaction.atomic
def pay_deposit(*, client, amount: Decimal, on: dt.date, actor, now: dt.datetime, agreement=None) -> Deposit:
    """Books a deposit paid to a client (yuan) out of the fund's free money. Raises RuleBroken: amount, free_fund,
    future, before_opening."""
    check_positive(amount)
    lock_fund(community=client.community, actor=actor, now=now)
    free = purse(client.community).free
    if amount > free:
        raise RuleBroken(
            _("The fund has %(free)s to spare. Enter a donation or a lower deposit.") % {"free": yuan(free)},
            code="free_fund",
            field="amount",
        )
    return _book(client, DepositKind.PAID, amount, on, actor, now, agreement=agreement)


@transaction.atomic
def take_deposit_back(*, client, amount: Decimal, on: dt.date, actor, now: dt.datetime) -> Deposit:
    """Books a deposit that came back into the bank (yuan). Raises RuleBroken: amount, too_much, future,
    before_opening."""
    _check_held(client, amount, actor, now)
    return _book(client, DepositKind.BACK, amount, on, actor, now)


@transaction.atomic
def write_off_deposit(*, client, amount: Decimal, on: dt.date, reason: str, actor, now: dt.datetime) -> Deposit:
    """Books that a client keeps (a part of) its deposit: the fund's loss. Raises RuleBroken: amount, too_much,
    reason_missing, future, before_opening."""
    reason = check_reason(reason)
    _check_held(client, amount, actor, now)
    return _book(client, DepositKind.KEPT, amount, on, actor, now, reason=reason)


def _check_held(client, amount: Decimal, actor, now: dt.datetime) -> None:
    check_positive(amount)
    lock_fund(community=client.community, actor=actor, now=now)
    held = balance(client.community, AccountKind.DEPOSIT, client=client)
    if amount > held:
        raise RuleBroken(
            _("%(client)s holds a deposit of %(held)s, no more.") % {"client": client, "held": yuan(held)},
            code="too_much",
            field="amount",
        )


def _book(
    client, kind, amount: Decimal, on: dt.date, actor, now: dt.datetime, *, agreement=None, reason: str = ""
) -> Deposit:
    check_day(on, opened_on=client.community.opened_on, today=timezone.localdate(now))
    act, debit, credit = _ACTS[kind]
    entry = post(
        community=client.community,
        act=act,
        on=on,
        lines=[_of(client, debit, amount), _of(client, credit, -amount)],
        actor=actor,
        now=now,
        narrative=f"{client} {reason}",
    )
    return Deposit.objects.create(
        community=client.community,
        client=client,
        agreement=agreement,
        kind=kind,
        amount=amount,
        on=on,
        reason=reason,
        entry=entry,
        booked_at=now,
        booked_by=actor,
    )


def _of(client, kind: AccountKind, amount: Decimal) -> Posting:
    return Posting(kind, client.pk if kind == AccountKind.DEPOSIT else None, amount)
