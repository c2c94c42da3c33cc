"""The fund and the books at a glance."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, OuterRef, Prefetch, Q, Sum

from workshops.models import WorkOrder
from workshops.payouts.enums import FUND_BOOKINGS, OF_COMMUNITY, AccountKind, Act
from workshops.payouts.models import Deposit, Donation, JournalEntry, JournalLine
from workshops.payouts.queries.balances import balances
from workshops.payouts.queries.fronting import Purse, purse

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class FundPage:
    """The fund: how it stands, the community's own accounts by kind, orders it fronts, its latest donations,
    deposits, and what else was booked by hand; `gone` was taken back."""

    purse: Purse
    accounts: dict[AccountKind, Decimal]
    fronted: list[tuple[WorkOrder, Decimal]]
    owed_to_residents: Decimal
    donations: list[Donation]
    deposits: list[Deposit]
    bookings: list[JournalEntry]


def booked_by_hand():
    """Opening balances, donations and drawn cash, each with its `amount` (yuan), the newest first."""
    rows = JournalEntry.objects.filter(act__in=FUND_BOOKINGS).select_related("community", "actor")
    return rows.annotate(amount=Sum("lines__amount", filter=Q(lines__amount__gt=0))).order_by("-on", "-pk")


def fund_page(community) -> FundPage:
    """The page of the fund. Six queries."""
    found = balances(community)
    orders = {owner: amount for (kind, owner), amount in found.items() if kind == AccountKind.FRONTED and amount}
    rows = WorkOrder.objects.filter(pk__in=orders).select_related("client").order_by("number")
    gone = Exists(JournalEntry.objects.filter(reverses=OuterRef("entry")))
    bookings = booked_by_hand().annotate(gone=Exists(JournalEntry.objects.filter(reverses=OuterRef("pk"))))
    return FundPage(
        purse=purse(community),
        accounts={AccountKind(kind): found.get((kind, None), ZERO) for kind in OF_COMMUNITY},
        fronted=[(order, orders[order.pk]) for order in rows],
        owed_to_residents=sum((v for (kind, _owner), v in found.items() if kind == AccountKind.PAYABLE), ZERO),
        donations=list(Donation.objects.filter(community=community).annotate(gone=gone).order_by("-on", "-pk")[:20]),
        deposits=list(
            Deposit.objects.filter(community=community).select_related("client").order_by("-on", "-pk")[:20]
        ),
        bookings=list(bookings.filter(community=community, act__in=[Act.OPENING, Act.CASH_DRAWN])[:20]),
    )


def whole_journal(access, *, count: int) -> list[JournalEntry]:
    """The newest entries of the journal with all their lines (debits first) and accounts, for Excel. Two queries."""
    owners = ("account__client", "account__work_order", "account__resident")
    lines = JournalLine.objects.select_related(*owners).order_by("-amount", "pk")
    rows = JournalEntry.objects.visible_to(access).select_related("actor").prefetch_related(Prefetch("lines", lines))
    return list(rows.order_by("-pk")[:count])
