"""Money of the community itself: the fund's opening balance, donations, cash drawn, tax paid over."""

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from microfactory.kernel.money import yuan
from workshops.payouts.enums import AccountKind, Act, Method
from workshops.payouts.models import Donation, JournalEntry
from workshops.payouts.operations.ledger import Posting, lock_fund, post
from workshops.payouts.queries.balances import balance
from workshops.payouts.rules.amounts import check_positive

_WHERE = {Method.BANK: AccountKind.BANK, Method.CASH: AccountKind.CASH}


@transaction.atomic
def open_fund(
    *, community, amount: Decimal, on: dt.date, actor, now: dt.datetime, method: str = Method.BANK
) -> JournalEntry:
    """Enters what the fund has on the first day here (yuan), once. Raises RuleBroken: amount, opened_already."""
    check_positive(amount)
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
) -> Donation:
    """Books a donation to the fund (yuan). Raises RuleBroken with the code amount."""
    check_positive(amount)
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


@transaction.atomic
def draw_cash(*, community, amount: Decimal, on: dt.date, actor, now: dt.datetime) -> JournalEntry:
    """Books cash drawn from the bank (yuan). Raises RuleBroken: amount, too_much (more than lies in the bank)."""
    check_positive(amount)
    lock_fund(community=community, actor=actor, now=now)
    in_bank = balance(community, AccountKind.BANK)
    if amount > in_bank:
        raise RuleBroken(
            _("Only %(amount)s lies in the bank. Has all that came in been booked?") % {"amount": yuan(in_bank)},
            code="too_much",
            field="amount",
        )
    lines = [Posting(AccountKind.CASH, None, amount), Posting(AccountKind.BANK, None, -amount)]
    return post(community=community, act=Act.CASH_DRAWN, on=on, lines=lines, actor=actor, now=now)


@transaction.atomic
def pay_tax_over(*, community, amount: Decimal, on: dt.date, actor, now: dt.datetime) -> JournalEntry:
    """Books tax paid over to the tax office (yuan). Raises RuleBroken: amount, too_much (more than was withheld)."""
    check_positive(amount)
    lock_fund(community=community, actor=actor, now=now)
    withheld = balance(community, AccountKind.TAX)
    if amount > withheld:
        raise RuleBroken(
            _("Only %(withheld)s of tax is withheld and not paid over yet.") % {"withheld": yuan(withheld)},
            code="too_much",
            field="amount",
        )
    lines = [Posting(AccountKind.TAX, None, amount), Posting(AccountKind.BANK, None, -amount)]
    return post(community=community, act=Act.TAX_PAID, on=on, lines=lines, actor=actor, now=now)
