"""Statements and receipts as pages show them: what is open, what settled it, what could."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Case, F, OuterRef, Q, Subquery, Sum, When
from django.db.models.functions import Coalesce

from microfactory.kernel.money import MoneyField
from workshops.payouts.enums import StatementLineKind
from workshops.payouts.models import ClientReceipt, ReceiptMatch, Statement, StatementLine
from workshops.payouts.queries.settlements import Settlement, settlements
from workshops.payouts.rules.coverage import Line, credited

ZERO = Decimal("0.00")
_IS_CLAIM = Q(line__kind=StatementLineKind.CLAIM)


def _matched(condition: Q):
    rows = ReceiptMatch.objects.filter(condition, statement=OuterRef("pk")).order_by().values("statement")
    total = Subquery(rows.annotate(total=Sum("amount")).values("total"), output_field=MoneyField())
    return Coalesce(total, ZERO, output_field=MoneyField())


def with_open(statements):
    """Statements with `open_fees` and `open_claims` (yuan)."""
    return statements.annotate(
        open_fees=F("fees") - _matched(~_IS_CLAIM), open_claims=F("claims") - _matched(_IS_CLAIM)
    )


def with_unmatched(receipts):
    """Receipts with `unmatched`: what isn't matched to a statement yet (yuan). Of one taken back, nothing."""
    rows = ReceiptMatch.objects.filter(receipt=OuterRef("pk")).order_by().values("receipt")
    total = Subquery(rows.annotate(total=Sum("amount")).values("total"), output_field=MoneyField())
    left = F("amount") - Coalesce(total, ZERO, output_field=MoneyField())
    return receipts.annotate(unmatched=Case(When(live=True, then=left), default=ZERO, output_field=MoneyField()))


def part_of(claims: bool) -> StatementLineKind:
    """The kind of line that a payment of claims, or of fees, settles."""
    return StatementLineKind.CLAIM if claims else StatementLineKind.FEE


def lines_to_pay(lines: Iterable[StatementLine], claims: bool) -> tuple[list[StatementLine], list[Line]]:
    """Of all lines of a statement, those that money settles (its fees, or its claims) in their order; and beside, how
    money reaches them after what is credited."""
    own = [line for line in lines if line.kind == part_of(claims) and line.pieces > 0]
    own.sort(key=lambda line: line.position)
    left: dict[int, Decimal] = {}
    for line in lines:
        if line.pieces < 0 and (line.kind == StatementLineKind.CLAIM) == claims:
            left[line.work_order_id] = left.get(line.work_order_id, ZERO) - line.amount
    return own, credited([Line(line.pieces, line.price) for line in own], [line.work_order_id for line in own], left)


@dataclass(frozen=True, slots=True)
class StatementPage:
    """A statement with its lines (each with `settled`, and `paid_pieces`), what settled it, and what could."""

    statement: Statement
    lines: list[StatementLine]
    settlements: list[Settlement]
    proposals: list[ClientReceipt]

    @property
    def fees(self) -> list[StatementLine]:
        return [line for line in self.lines if line.kind != StatementLineKind.CLAIM]

    @property
    def claims(self) -> list[StatementLine]:
        return [line for line in self.lines if line.kind == StatementLineKind.CLAIM]


def statement_page(statement: Statement) -> StatementPage:
    """The page of one statement; its `statement` has `open_fees` and `open_claims`. Four queries."""
    statement = with_open(Statement.objects.select_related("client", "drafted_by", "issued_by")).get(pk=statement.pk)
    lines = statement.lines.select_related("operation", "work_order", "delivery_line__delivery")
    lines = lines.annotate(
        settled=Coalesce(Sum("matches__amount"), ZERO, output_field=MoneyField()),
        paid_pieces=Coalesce(Sum("matches__pieces"), 0),
    )
    waiting = with_unmatched(ClientReceipt.objects.filter(client=statement.client_id)).filter(unmatched__gt=0)
    return StatementPage(
        statement=statement,
        lines=list(lines.order_by("position")),
        settlements=settlements(statement.matches.all()),
        proposals=list(waiting.order_by("received_on", "pk")[:20]),
    )


def statement_list(access, *, work_order=None):
    """Statements that may be seen (of one order, where given), with what is open, in no order yet. One query."""
    rows = with_open(Statement.objects.visible_to(access).select_related("client"))
    if work_order is None:
        return rows
    return rows.filter(pk__in=StatementLine.objects.filter(work_order=work_order).values("statement"))


def receipt_list(access, *, whole: bool = False):
    """Receipts that may be seen, with `unmatched`, in no order yet; `whole`: with rows that take back. One query."""
    rows = with_unmatched(ClientReceipt.objects.visible_to(access).select_related("client", "booked_by"))
    return rows if whole else rows.booked()


def statements_to_pay(client: int) -> list[Statement]:
    """The statements of a client (its id) that still have something open, oldest first. One query."""
    rows = with_open(Statement.objects.stated().filter(client=client))
    return list(rows.filter(Q(open_fees__gt=0) | Q(open_claims__gt=0)).order_by("issued_on", "pk"))


def open_claims(community) -> list[Statement]:
    """Statements of which claims are open, oldest first. One query."""
    rows = with_open(Statement.objects.stated().filter(community=community).select_related("client"))
    return list(rows.filter(open_claims__gt=0).order_by("issued_on", "pk"))
