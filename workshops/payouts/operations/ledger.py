"""Posting: the only writer of the journal. Called inside the act that is posted."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from django.db import transaction

from workshops.payouts.enums import OF_CLIENT, OF_COMMUNITY, OF_ORDER, AccountKind, Act
from workshops.payouts.models import Account, JournalEntry, JournalLine


class Posting(NamedTuple):
    """An amount on an account: debit is positive, credit negative. `owner` is the id of whom the kind belongs to."""

    kind: AccountKind
    owner: int | None
    amount: Decimal


@transaction.atomic(savepoint=False)
def post(
    *,
    community,
    act: Act,
    on: dt.date,
    lines: Iterable[Posting],
    actor,
    now: dt.datetime,
    narrative: str = "",
    reverses: JournalEntry | None = None,
    **subjects,
) -> JournalEntry | None:
    """Posts one act. Lines of one account are added up; where all of them come to nothing, nothing is posted.

    `subjects` name the rows that it is about: statement, receipt, run, slip, work_order. Four statements at most,
    whatever the number of lines. The database refuses an entry that doesn't balance when the transaction ends.
    """
    sums: dict[tuple[str, int | None], Decimal] = defaultdict(Decimal)
    for line in lines:
        sums[line.kind, line.owner] += line.amount
    sums = {key: amount for key, amount in sums.items() if amount}
    if not sums:
        return None
    accounts = _accounts(community, sums)
    entry = JournalEntry.objects.create(
        community=community,
        act=act,
        on=on,
        narrative=narrative.strip()[:400],
        reverses=reverses,
        actor=actor,
        at=now,
        **subjects,
    )
    JournalLine.objects.bulk_create(
        JournalLine(community=community, entry=entry, account_id=accounts[key], amount=amount)
        for key, amount in sums.items()
    )
    return entry


def _accounts(community, keys: Iterable[tuple[str, int | None]]) -> dict[tuple[str, int | None], int]:
    """Ids of the accounts by kind and owner; missing ones are opened."""
    found = _find(community, keys)
    # In one order, as everybody opens them: two who need the same ones wait for each other and not in a circle.
    missing = sorted((key for key in keys if key not in found), key=lambda key: (key[0], key[1] or 0))
    if missing:
        Account.objects.bulk_create(
            (Account(community=community, kind=kind, **_owner(kind, owner)) for kind, owner in missing),
            ignore_conflicts=True,
        )
        found |= _find(community, missing)
    return found


def _find(community, keys) -> dict[tuple[str, int | None], int]:
    rows = Account.objects.filter(community=community, kind__in={kind for kind, _owner_id in keys})
    owners = {owner for _kind, owner in keys if owner is not None}
    columns = ("client_id", "work_order_id", "resident_id")
    known = {}
    for pk, kind, *ids in rows.values_list("pk", "kind", *columns):
        owner = next((one for one in ids if one is not None), None)
        if owner is None or owner in owners:
            known[kind, owner] = pk
    return known


def _owner(kind: str, owner: int | None) -> dict[str, int | None]:
    """The column that says whose an account of this kind is."""
    if kind in OF_COMMUNITY:
        return {}
    if kind in OF_CLIENT:
        return {"client_id": owner}
    return {"work_order_id": owner} if kind in OF_ORDER else {"resident_id": owner}


@transaction.atomic(savepoint=False)
def lock_fund(*, community, actor, now: dt.datetime) -> Account:
    """Locks the fund's account, after all other locks: whoever changes what it has or fronts waits here."""
    fund = Account.objects.filter(community=community, kind=AccountKind.FUND)
    if locked := fund.select_for_update(of=("self",), no_key=True).first():
        return locked
    Account.objects.bulk_create([Account(community=community, kind=AccountKind.FUND)], ignore_conflicts=True)
    return fund.select_for_update(of=("self",), no_key=True).get()
