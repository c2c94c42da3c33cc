"""The journal as a page shows it: each entry by kinds of account, so that a run of 2,000 people is a few lines."""

from collections import defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db.models import Count, F, Max, Min, Sum

from microfactory.kernel.paging import Page, page_of
from workshops.payouts.enums import AccountKind
from workshops.payouts.models import Account, JournalEntry, JournalLine, JournalTally


@dataclass(frozen=True, slots=True)
class KindSum:
    """All lines of an entry for one kind of account, in yuan (debit +). `account` where they are of one only."""

    kind: AccountKind
    lines: int
    amount: Decimal
    account: Account | None


@dataclass(frozen=True, slots=True)
class Posted:
    """An entry with its sums, debits first."""

    entry: JournalEntry
    sums: list[KindSum]


def posted(access, *, account: Account | None = None, after: str = "", before: str = "", size: int = 50) -> Page:
    """A page of the journal as Posted, newest first. Three queries, whatever the entries hold.

    With an account, only the entries that touch it, and of those only its own lines.
    """
    rows = JournalEntry.objects.visible_to(access).select_related("actor")
    if account is not None:
        rows = rows.filter(pk__in=JournalLine.objects.filter(account=account).values("entry"))
    page = page_of(rows, order=("-pk",), after=after, before=before, size=size)
    entries = page.rows
    grouped = _all_lines(entries) if account is None else _lines_of(account, entries)
    grouped = list(grouped.order_by("entry", "-total", "kind"))
    single = {row["first"] for row in grouped if row["first"] == row["last"]}
    accounts = Account.objects.select_related("client", "work_order", "resident").in_bulk(single)
    sums: dict[int, list[KindSum]] = defaultdict(list)
    for row in grouped:
        only = accounts[row["first"]] if row["first"] == row["last"] else None
        sums[row["entry"]].append(KindSum(AccountKind(row["kind"]), row["number"], row["total"], only))
    return replace(page, rows=[Posted(entry, sums[entry.pk]) for entry in entries])


def _all_lines(entries: list[JournalEntry]):
    rows = JournalTally.objects.filter(entry__in=[entry.pk for entry in entries]).values("entry", "kind")
    return rows.annotate(
        total=Sum("amount"), number=Sum("lines"), first=Min("first_account"), last=Max("last_account")
    )


def _lines_of(account: Account, entries: list[JournalEntry]):
    rows = JournalLine.objects.filter(entry__in=[entry.pk for entry in entries], account=account)
    rows = rows.values("entry", kind=F("account__kind"))
    return rows.annotate(total=Sum("amount"), number=Count("pk"), first=Min("account"), last=Max("account"))
