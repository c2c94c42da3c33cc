"""Posting: the only writer of the journal. Called inside the act that is posted."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from django.db import connection, transaction

from workshops.payouts.enums import OF_CLIENT, OF_COMMUNITY, OF_ORDER, AccountKind, Act
from workshops.payouts.models import Account, JournalEntry

_SUBJECTS = ("statement", "receipt", "run", "slip", "work_order", "reverses")

# What is posted: a row an account, in the order in which it was named.
_GIVEN = """
    SELECT given.*, COALESCE(given.client_id, given.work_order_id, given.resident_id, 0) AS owner
    FROM UNNEST(%(kinds)s::text[], %(clients)s::bigint[], %(orders)s::bigint[], %(residents)s::bigint[],
        %(amounts)s::numeric[]) WITH ORDINALITY AS given (kind, client_id, work_order_id, resident_id, amount, place)
"""
_ITS_ACCOUNT = """a.community_id = %(community)s AND a.kind = g.kind
    AND COALESCE(a.client_id, a.work_order_id, a.resident_id, 0) = g.owner"""
# Missing accounts, in one order, as everybody opens them: two who need the same ones wait for each other and not in a
# circle.
_OPEN = f"""
    INSERT INTO payouts_account (community_id, kind, client_id, work_order_id, resident_id)
    SELECT %(community)s, g.kind, g.client_id, g.work_order_id, g.resident_id FROM ({_GIVEN}) g
    WHERE NOT EXISTS (SELECT 1 FROM payouts_account a WHERE {_ITS_ACCOUNT})
    ORDER BY g.kind COLLATE "C", g.owner ON CONFLICT DO NOTHING
"""
_WRITE = f"""
    WITH entry AS (
        INSERT INTO payouts_journalentry (community_id, act, "on", narrative, actor_id, at,
            {", ".join(f"{name}_id" for name in _SUBJECTS)})
        VALUES (%(community)s, %(act)s, %(on)s, %(narrative)s, %(actor)s, %(at)s,
            {", ".join(f"%({name})s" for name in _SUBJECTS)}) RETURNING id
    )
    INSERT INTO payouts_journalline (community_id, entry_id, account_id, amount)
    SELECT %(community)s, entry.id, a.id, g.amount
    FROM entry CROSS JOIN ({_GIVEN}) g JOIN payouts_account a ON {_ITS_ACCOUNT} ORDER BY g.place
    RETURNING entry_id
"""


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

    `subjects` name the rows that it is about: statement, receipt, run, slip, work_order. One round trip, whatever the
    number of lines. The database refuses an entry that doesn't balance when the transaction ends.
    """
    sums: dict[tuple[str, int | None], Decimal] = defaultdict(Decimal)
    for line in lines:
        sums[line.kind, line.owner] += line.amount
    sums = {key: amount for key, amount in sums.items() if amount}
    if not sums:
        return None
    entry = JournalEntry(
        community=community,
        act=act,
        on=on,
        narrative=narrative.strip()[:400],
        reverses=reverses,
        actor=actor,
        at=now,
        **subjects,
    )
    with connection.cursor() as cursor:
        cursor.execute(f"{_OPEN}; {_WRITE}", _of_entry(entry) | _of_lines(sums))
        entry.pk = cursor.fetchone()[0]
    entry._state.adding, entry._state.db = False, connection.alias
    return entry


def _of_entry(entry: JournalEntry) -> dict:
    """The parameters of an entry that isn't written yet."""
    subjects = {name: getattr(entry, f"{name}_id") for name in _SUBJECTS}
    return subjects | {
        "community": entry.community_id,
        "act": str(entry.act),
        "on": entry.on,
        "narrative": entry.narrative,
        "actor": entry.actor_id,
        "at": entry.at,
    }


def _of_lines(sums: Mapping[tuple[str, int | None], Decimal]) -> dict[str, list]:
    """The parameters of its lines: amounts by kind and owner of the account."""
    owners = [_owner(kind, owner) for kind, owner in sums]
    return {
        "kinds": [str(kind) for kind, _owner_id in sums],
        "clients": [owner.get("client_id") for owner in owners],
        "orders": [owner.get("work_order_id") for owner in owners],
        "residents": [owner.get("resident_id") for owner in owners],
        "amounts": list(sums.values()),
    }


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
