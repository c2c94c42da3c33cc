"""What waits for somebody about money today, and the sums that the street office may see."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q, Subquery, Sum
from django.db.models.functions import TruncMonth
from django.db.models.lookups import LessThanOrEqual

from microfactory.kernel.periods import Month
from microfactory.kernel.scoping import Access
from workshops.enums import DeliveryState
from workshops.models import DeliveryLine, MonthTally
from workshops.payouts.enums import APPROVED, AccountKind, RunState, SlipState, StatementLineKind, StatementState
from workshops.payouts.models import JournalLine, PayRun, RunTally, Statement, StatementLine
from workshops.payouts.queries.answers import complaints
from workshops.payouts.rules.small_cells import SMALL_CELL

NOTHING = Decimal(0)


@dataclass(frozen=True)
class Waiting:
    """Counts of rows that wait for an act; `unmatched` in yuan.

    `bounced` are people of runs that are wound up whose pay is due: it came back from the bank, or was left due then.
    """

    to_submit: int
    to_approve: int
    to_pay: int
    paying: int
    held: int
    bounced: int
    complaints: int
    to_state: int
    unpaid_statements: int
    unmatched: Decimal


def waiting(access: Access) -> Waiting:
    """What waits in this community's money; six queries."""
    community = access.community
    stated = StatementLine.objects.filter(delivery_line=OuterRef("pk"), kind=StatementLineKind.FEE)
    unpaid = RunTally.objects.filter(community=community, run__state__in=APPROVED)
    unmatched = JournalLine.objects.filter(community=community, account__kind=AccountKind.UNMATCHED)
    lines = DeliveryLine.objects.filter(community=community, delivery__state=DeliveryState.ACCEPTED, accepted__gt=0)
    return Waiting(
        **PayRun.objects.filter(community=community).aggregate(
            to_submit=Count("pk", filter=Q(state=RunState.DRAFT)),
            to_approve=Count("pk", filter=Q(state=RunState.SUBMITTED)),
            to_pay=Count("pk", filter=Q(state=RunState.APPROVED)),
            paying=Count("pk", filter=Q(state=RunState.PAYING)),
        ),
        **unpaid.filter(state__in=[SlipState.HELD, SlipState.DUE]).aggregate(
            held=Sum("people", filter=Q(state=SlipState.HELD), default=0),
            bounced=Sum("people", filter=Q(state=SlipState.DUE, run__state=RunState.CLOSED), default=0),
        ),
        complaints=complaints(community=community, slip__run__state__in=APPROVED).count(),
        to_state=lines.filter(~Exists(stated)).count(),
        unpaid_statements=Statement.objects.filter(community=community, state=StatementState.ISSUED).count(),
        unmatched=-unmatched.aggregate(sum=Sum("amount", default=NOTHING))["sum"],
    )


@dataclass(frozen=True)
class Sums:
    """A month of a community without anybody in it. `people` is None where fewer than three would be counted out; what
    they earned and got is None where it may not be told either."""

    people: int | None
    earned: Decimal | None
    paid: Decimal | None


NOBODY = Sums(0, NOTHING, NOTHING)


def sums(community, months: Sequence[Month]) -> list[tuple[Month, Sums]]:
    """Each month by work date: people and yuan earned (exact); by pay date: yuan paid, net. Two queries."""
    earned, paid = _earned(community, months), _paid(community, months)
    found = []
    for month in months:
        people, amount = earned.get(month.first, (0, NOTHING))
        shown = people if people == 0 or people >= SMALL_CELL else None
        found.append((month, Sums(people=shown, earned=amount, paid=paid.get(month.first, NOTHING))))
    return found


def _earned(community, months: Sequence[Month]) -> dict[dt.date, tuple[int, Decimal]]:
    """By first day of the month: who worked in it, and what all of them earned.

    Somebody's rows are added up only where one of them takes work back: of all others an index tells whose they are.
    """
    hers = MonthTally.objects.filter(**{key: OuterRef(key) for key in ("community", "month", "resident")})
    entries = Subquery(hers.order_by().values("resident").annotate(all=Sum("entries")).values("all"))
    people = Count("resident", distinct=True)
    without = Count("resident", distinct=True, filter=Q(entries__lte=0) & Q(LessThanOrEqual(entries, 0)))
    rows = MonthTally.objects.filter(community=community, month__in=[month.first for month in months])
    rows = rows.values_list("month").annotate(people=people - without, earned=Sum("amount")).order_by()
    return {first: (count, amount) for first, count, amount in rows}


def _paid(community, months: Sequence[Month]) -> dict[dt.date, Decimal]:
    """By first day of the month: what was paid out on its days."""
    rows = RunTally.objects.filter(
        community=community,
        run__state__in=APPROVED,
        state__in=[SlipState.PAID, SlipState.CONFIRMED],
        run__pay_date__range=(min(months).first, max(months).last),
    )
    return dict(rows.annotate(month=TruncMonth("run__pay_date")).values_list("month").annotate(Sum("net")).order_by())
