"""Balances: one function says what anybody or anything stands at. A balance is a sum of lines, never a column."""

import datetime as dt
from decimal import Decimal

from django.db.models import F, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from workshops.payouts.enums import CREDIT_SIDE
from workshops.payouts.models import Account, JournalLine

ZERO = Decimal("0.00")


def balances(
    community, *, kinds=None, client=None, work_order=None, orders=None, resident=None, until: dt.date | None = None
) -> dict[tuple[str, int | None], Decimal]:
    """Balances by kind of account and id of its owner (client, work order or resident; None for the community's own).

    In yuan, positive as the account's name says: in the bank, owed by the client, owed to the resident, in the fund.
    One query. `orders` are orders or their ids, for those of several. `until` counts entries up to that day; without
    it, all. Accounts without lines are absent.
    """
    lines = JournalLine.objects.filter(account__community=community)
    if kinds is not None:
        lines = lines.filter(account__kind__in=list(kinds))
    if client is not None:
        lines = lines.filter(account__client=client)
    if work_order is not None:
        lines = lines.filter(account__work_order=work_order)
    if orders is not None:
        lines = lines.filter(account__work_order__in=orders)
    if resident is not None:
        lines = lines.filter(account__resident=resident)
    if until is not None:
        lines = lines.filter(entry__on__lte=until)
    owner = Coalesce("account__client_id", "account__work_order_id", "account__resident_id")
    rows = lines.values_list(F("account__kind"), owner).annotate(total=Sum("amount")).order_by("account__kind", owner)
    return {(kind, owner): _turned(kind, total) for kind, owner, total in rows}


def totals(community, *, kinds, orders) -> dict[str, Decimal]:
    """What orders (a query of their ids) stand at together, by kind of account; each of the kinds is there. One query,
    added up by the database: a pay run's orders may have thousands of lines."""
    lines = JournalLine.objects.filter(account=OuterRef("pk")).order_by().values("account")
    balance_of_each = Subquery(lines.annotate(total=Sum("amount")).values("total"))
    accounts = Account.objects.filter(community=community, kind__in=list(kinds), work_order__in=orders)
    rows = accounts.values_list("kind").annotate(total=Sum(balance_of_each, default=ZERO)).order_by()
    return dict.fromkeys(kinds, ZERO) | {kind: _turned(kind, total) for kind, total in rows}


def _turned(kind: str, total: Decimal) -> Decimal:
    """The balance as the account's name says it."""
    return -total if kind in CREDIT_SIDE else total


def balance(
    community, kind: str, *, client=None, work_order=None, resident=None, until: dt.date | None = None
) -> Decimal:
    """What one kind of account stands at: of one owner, or of all of the community together."""
    found = balances(community, kinds=[kind], client=client, work_order=work_order, resident=resident, until=until)
    return sum(found.values(), ZERO)
