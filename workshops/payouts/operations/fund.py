"""Money of the community itself: the fund's opening balance, donations, cash drawn, tax paid over."""

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from microfactory.kernel.money import yuan
from workshops.payouts.enums import AccountKind, Act, Method
from workshops.payouts.models import Donation, JournalEntry
from workshops.payouts.operations.ledger import Posting, lock_fund, post
from workshops.payouts.queries.balances import balance
from workshops.payouts.rules.amounts import check_positive
from workshops.payouts.rules.booking import check_day
from workshops.payouts.rules.twins import booked_already

_WHERE = {Method.BANK: AccountKind.BANK, Method.CASH: AccountKind.CASH}


@transaction.atomic
def open_fund(
    *, community, amount: Decimal, on: dt.date, actor, now: dt.datetime, method: str = Method.BANK
) -> JournalEntry:
    """Enters what the fund has on the first day here (yuan), once. Raises RuleBroken: amount, future,
    before_opening, opened_already."""
    check_positive(amount)
    check_day(on, opened_on=community.opened_on, today=timezone.localdate(now))
    lock_fund(community=community, actor=actor, now=now)
    if JournalEntry.objects.filter(community=community, act=Act.OPENING, reversals=None).exists():
        raise RuleBroken(
            _("The fund has its opening balance already. Enter further money as a donation."), code="opened_already"
        )
    lines = [Posting(_WHERE[Method(method)], None, amount), Posting(AccountKind.FUND, None, -amount)]
    return post(community=community, act=Act.OPENING, on=on, lines=lines, actor=actor, now=now)


@transaction.atomic
def donate(
    *,
    community,
    donor: str,
    amount: Decimal,
    on: dt.date,
    actor,
    now: dt.datetime,
    method: str = Method.BANK,
    note: str = "",
    another: bool = True,
) -> Donation:
    """Books a donation to the fund (yuan). Where `another` is false and the same donor gave the same on that day, it
    is asked first, under a lock. Raises RuleBroken: amount, future, before_opening, twin."""
    check_positive(amount)
    check_day(on, opened_on=community.opened_on, today=timezone.localdate(now))
    lock_fund(community=community, actor=actor, now=now)
    if not another:
        same = {"donor": donor.strip(), "amount": amount, "on": on, "method": method}
        _ask_about(Donation.objects.filter(community=community, entry__reversals=None, **same))
    lines = [Posting(_WHERE[Method(method)], None, amount), Posting(AccountKind.FUND, None, -amount)]
    entry = post(community=community, act=Act.DONATION, on=on, lines=lines, actor=actor, now=now, narrative=donor)
    return Donation.objects.create(
        community=community,
        donor=donor.strip(),
        amount=amount,
        method=method,
        on=on,
        note=note.strip(),
        entry=entry,
        booked_at=now,
        booked_by=actor,
    )


def _ask_about(same) -> None:
    """Raises RuleBroken (twin) where the same was booked already."""
    if found := same.select_related("booked_by").order_by("-pk").first():
        at = timezone.localtime(found.booked_at)
        whose = {"who": found.booked_by.name, "whose": found.donor}
        raise booked_already(**whose, amount=found.amount, day=found.on, at=at)


@transaction.atomic
def draw_cash(*, community, amount: Decimal, on: dt.date, actor, now: dt.datetime) -> JournalEntry:
    """Books cash drawn from the bank (yuan). Raises RuleBroken: amount, future, before_opening, too_much (more than
    lies in the bank)."""
    check_positive(amount)
    check_day(on, opened_on=community.opened_on, today=timezone.localdate(now))
    lock_fund(community=community, actor=actor, now=now)
    _check_in_bank(community, amount)
    lines = [Posting(AccountKind.CASH, None, amount), Posting(AccountKind.BANK, None, -amount)]
    return post(community=community, act=Act.CASH_DRAWN, on=on, lines=lines, actor=actor, now=now)


@transaction.atomic
def pay_tax_over(*, community, amount: Decimal, on: dt.date, actor, now: dt.datetime) -> JournalEntry:
    """Books tax paid over to the tax office (yuan). Raises RuleBroken: amount, future, before_opening, too_much
    (more than was withheld, or than lies in the bank)."""
    check_positive(amount)
    check_day(on, opened_on=community.opened_on, today=timezone.localdate(now))
    lock_fund(community=community, actor=actor, now=now)
    withheld = balance(community, AccountKind.TAX)
    if amount > withheld:
        raise RuleBroken(
            _("Only %(withheld)s of tax is withheld and not paid over yet.") % {"withheld": yuan(withheld)},
            code="too_much",
            field="amount",
        )
    _check_in_bank(community, amount)
    lines = [Posting(AccountKind.TAX, None, amount), Posting(AccountKind.BANK, None, -amount)]
    return post(community=community, act=Act.TAX_PAID, on=on, lines=lines, actor=actor, now=now)


def _check_in_bank(community, amount: Decimal) -> None:
    """Raises RuleBroken (too_much) where less lies in the bank than is to leave it."""
    in_bank = balance(community, AccountKind.BANK)
    if amount > in_bank:
        raise RuleBroken(
            _("Only %(amount)s lies in the bank. Has all that came in been booked?") % {"amount": yuan(in_bank)},
            code="too_much",
            field="amount",
        )
