"""Balances: one function says what anybody or anything stands at. A balance is a sum of lines, never a column."""

import datetime as dt
from decimal import Decimal

from django.db.models import F, Sum
from django.db.models.functions import Coalesce

from workshops.payouts.enums import CREDIT_SIDE
from workshops.payouts.models import JournalLine

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
    rows = lines.values(kind=F("account__kind"), owner=owner).annotate(total=Sum("amount")).order_by("kind", "owner")
    return {(row["kind"], row["owner"]): -row["total"] if row["kind"] in CREDIT_SIDE else row["total"] for row in rows}


def balance(
    community, kind: str, *, client=None, work_order=None, resident=None, until: dt.date | None = None
) -> Decimal:
    """What one kind of account stands at: of one owner, or of all of the community together."""
    found = balances(community, kinds=[kind], client=client, work_order=work_order, resident=resident, until=until)
    return sum(found.values(), ZERO)
