"""What taking a match back would move, order by order: reckoned before anybody confirms it, and nothing is written."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from django.db.models import Sum

from workshops.models import WorkOrder
from workshops.payouts.enums import MatchKind, StatementLineKind
from workshops.payouts.models import ReceiptMatch, Statement
from workshops.payouts.queries.fronting import frontings
from workshops.payouts.queries.statements import lines_to_pay, part_of
from workshops.payouts.rules.coverage import newly_covered
from workshops.payouts.rules.fronting import fronted

ZERO = Decimal("0.00")
_BORNE_BY_ORDER = (MatchKind.DEDUCTION, MatchKind.BANK_CHARGE)


@dataclass(frozen=True, slots=True)
class OrderMoves:
    """An order, and by how much (yuan) what the fund fronts for it and what it bears of deductions would change."""

    order: WorkOrder
    fronted: Decimal
    cost: Decimal


def standing_from(match: ReceiptMatch, statement: Statement, claims: bool) -> list[list[ReceiptMatch]]:
    """The act that a match is of, and the later ones on the same part of the statement: their rows, act by act."""
    rows = ReceiptMatch.objects.standing().filter(statement=statement, line__kind=part_of(claims))
    rows = rows.filter(entry__gte=match.entry_id).select_related("line", "receipt").order_by("entry_id", "pk")
    return [list(group) for _key, group in groupby(rows, key=lambda row: row.entry_id)]


def orders_moved(match: ReceiptMatch) -> list[OrderMoves]:
    """The orders whose money would change if the act of this match were taken back, by number; none where it was
    already. Five queries."""
    statement, claims = match.statement, match.line.kind == StatementLineKind.CLAIM
    acts = standing_from(match, statement, claims)
    if not acts or acts[0][0].entry_id != match.entry_id:
        return []
    received, cost = defaultdict(Decimal), defaultdict(Decimal)
    for row in (row for act in acts for row in act):
        _add(row.kind, row.line.work_order_id, -row.amount, received, cost)
    part, to_pay = lines_to_pay(list(statement.lines.all()), claims)
    due = statement.claims if claims else statement.fees
    matches = statement.matches.filter(line__kind=part_of(claims))
    reached = matches.aggregate(total=Sum("amount", default=ZERO))["total"]
    reached -= sum(row.amount for act in acts for row in act)
    for act in acts[1:]:
        amount = sum(row.amount for row in act)
        for line, step in zip(part, newly_covered(to_pay, reached, reached + amount, due), strict=True):
            _add(act[0].kind, line.work_order_id, step.amount, received, cost)
        reached += amount
    states = frontings(statement.community, orders=list({*received, *cost}))
    more = {
        order: fronted(gross=state.gross, received=state.received + received[order], borne=state.borne) - state.posted
        for order, state in states.items()
    }
    orders = WorkOrder.objects.filter(pk__in=[key for key in {*more, *cost} if more.get(key) or cost[key]])
    return [OrderMoves(order, more.get(order.pk, ZERO), cost[order.pk]) for order in orders.order_by("number")]


def _add(kind: str, order: int, amount: Decimal, received: dict, cost: dict) -> None:
    if kind == MatchKind.RECEIPT:
        received[order] += amount
    elif kind in _BORNE_BY_ORDER:
        cost[order] += amount
