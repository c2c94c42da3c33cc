"""The public notice (公示) of a run in sums: what was made, what companies paid, what the fund has. No names in it."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F, Min, Sum

from microfactory.kernel.money import round_fen
from workshops.models import Operation, WorkOrder
from workshops.payouts.enums import AccountKind, Act, SlipState
from workshops.payouts.models import JournalLine, PayLine, PayRun
from workshops.payouts.queries.balances import ZERO, balances
from workshops.payouts.queries.orders import OrderMoney, orders_money


@dataclass(frozen=True, slots=True)
class Made:
    """What a run pays for of one operation: pieces, and yuan to the fen."""

    operation: Operation
    pieces: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Period:
    """From the day after the pay day before (None: the first) to this one: what came in meanwhile, and how the fund
    changed, act by act, in yuan."""

    since: dt.date | None
    until: dt.date
    income: Decimal
    fund_before: Decimal
    fund_moves: list[tuple[str, Decimal]]

    @property
    def fund_after(self) -> Decimal:
        """What is in the fund on the pay day."""
        return self.fund_before + sum((amount for _label, amount in self.fund_moves), ZERO)


@dataclass(frozen=True, slots=True)
class Notice:
    """A run for the wall. `orders` stand as on the pay day; deposits with companies, what the fund advances and the
    community's surplus, too (yuan)."""

    people: int
    gross: Decimal
    tax: Decimal
    net: Decimal
    first_day: dt.date | None
    made: list[Made]
    orders: list[tuple[WorkOrder, OrderMoney]]
    period: Period
    deposits: Decimal
    fronted: Decimal
    surplus: Decimal

    @property
    def rounding(self) -> Decimal:
        """What rounding each person's pay to the fen adds to the lines."""
        return self.gross - sum((row.amount for row in self.made), ZERO)

    @property
    def pieces(self) -> Iterator[tuple[str, int]]:
        """How many pieces in all, by unit."""
        counted: dict[str, int] = {}
        for row in self.made:
            counted[row.operation.unit] = counted.get(row.operation.unit, 0) + row.pieces
        return iter(counted.items())


def notice_of(run: PayRun) -> Notice:
    """All that the notice of a run says in sums. Nine queries, whatever its size."""
    slips = run.slips.exclude(state=SlipState.REVERSED)
    sums = slips.aggregate(
        gross=Sum("gross", default=ZERO), tax=Sum("tax", default=ZERO), net=Sum("net", default=ZERO)
    )
    made, first_day = _made(run)
    orders = list({row.operation.work_order_id: row.operation.work_order for row in made}.values())
    money = orders_money(run.community, orders, until=run.pay_date)
    kinds = [AccountKind.DEPOSIT, AccountKind.FRONTED, AccountKind.SURPLUS]
    standing = dict.fromkeys(kinds, ZERO)
    for (kind, _owner), amount in balances(run.community, kinds=kinds, until=run.pay_date).items():
        standing[kind] += amount
    return Notice(
        people=slips.count(),
        **sums,
        first_day=first_day,
        made=made,
        orders=[(order, money[order.pk]) for order in orders],
        period=_period(run),
        deposits=standing[AccountKind.DEPOSIT],
        fronted=standing[AccountKind.FRONTED],
        surplus=standing[AccountKind.SURPLUS],
    )


def _made(run: PayRun) -> tuple[list[Made], dt.date | None]:
    """By order and operation, and the first day of the work."""
    lines = PayLine.objects.filter(slip__run=run, entry__isnull=False, reverses__isnull=True)
    lines = lines.exclude(slip__state=SlipState.REVERSED).order_by().values("entry__operation")
    rows = lines.annotate(
        pieces=Sum(F("entry__good") + F("entry__paid_faulty")), total=Sum("amount"), first=Min("entry__work_date")
    )
    found = {row["entry__operation"]: row for row in rows}
    operations = Operation.objects.filter(pk__in=found).select_related("work_order__agreement")
    made = [
        Made(operation, found[operation.pk]["pieces"], round_fen(found[operation.pk]["total"]))
        for operation in operations.order_by("work_order__number", "position", "pk")
    ]
    return made, min((row["first"] for row in found.values()), default=None)


def _period(run: PayRun) -> Period:
    before = PayRun.objects.approved().filter(community=run.community_id, pay_date__lt=run.pay_date)
    last = before.order_by("-pay_date", "-pk").values_list("pay_date", flat=True).first()
    lines = JournalLine.objects.filter(community=run.community_id, entry__on__lte=run.pay_date)
    if last:
        lines = lines.filter(entry__on__gt=last)
    income = lines.filter(account__kind=AccountKind.BANK, entry__act__in=[Act.RECEIPT, Act.RECEIPT_BACK])
    moves = lines.filter(account__kind=AccountKind.FUND).order_by().values_list("entry__act")
    fund = balances(run.community, kinds=[AccountKind.FUND], until=last) if last else {}
    return Period(
        since=last + dt.timedelta(days=1) if last else None,
        until=run.pay_date,
        income=income.aggregate(total=Sum("amount", default=ZERO))["total"],
        fund_before=sum(fund.values(), ZERO),
        fund_moves=[(Act(act).label, -amount) for act, amount in sorted(moves.annotate(total=Sum("amount")))],
    )
