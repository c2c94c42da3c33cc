"""An order's money: what it brought, what it cost, what is left, what is still open."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F, Sum
from django.utils.translation import gettext as _

from workshops.enums import COUNTED
from workshops.models import DeliveryLine, PieceEntry
from workshops.payouts.enums import STATED, UNAPPROVED, AccountKind, StatementLineKind, StatementState
from workshops.payouts.models import PayLine, ReceiptMatch, Statement, StatementLine
from workshops.payouts.queries.balances import balances

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class OrderMoney:
    """In yuan. `cost` is residents' pay with deductions; `handed_on` went to the fund and the surplus already."""

    fees: Decimal
    claims: Decimal
    cost: Decimal
    borne: Decimal
    handed_on: Decimal
    fronted: Decimal
    fund_share: Decimal

    @property
    def result(self) -> Decimal:
        """What the order brought less what it cost; below zero it is a loss."""
        return self.fees + self.claims + self.borne - self.cost

    @property
    def left(self) -> Decimal:
        """What of the result isn't handed on yet."""
        return self.result - self.handed_on

    @property
    def to_fund(self) -> Decimal:
        """The agreed share of a result above zero."""
        return max(ZERO, self.result) * self.fund_share / 100

    @property
    def to_surplus(self) -> Decimal:
        """The rest, a loss as well."""
        return self.result - self.to_fund


def order_money(work_order) -> OrderMoney:
    """Fee, claims, cost and result of one order so far. One query (and its agreement)."""
    found = balances(work_order.community, work_order=work_order)
    of = {kind: found.get((kind, work_order.pk), ZERO) for kind in AccountKind}
    return OrderMoney(
        fees=of[AccountKind.FEE],
        claims=of[AccountKind.CLAIM_FEE],
        cost=of[AccountKind.COST],
        borne=of[AccountKind.BORNE],
        handed_on=of[AccountKind.RESULT],
        fronted=of[AccountKind.FRONTED],
        fund_share=work_order.agreement.fund_share,
    )


def unfinished(work_order) -> list[tuple[str, Decimal]]:
    """What is still open of an order, in words with its yuan (exact); empty when it can be settled. Eight queries."""
    entries = PieceEntry.objects.filter(operation__work_order=work_order, settled_outside=False, state__in=COUNTED)
    drafted = PayLine.objects.filter(work_order=work_order, live=True, slip__run__state__in=UNAPPROVED)
    stated = StatementLine.objects.filter(work_order=work_order)
    unstated = DeliveryLine.objects.filter(operation__work_order=work_order, accepted__gt=0).exclude(
        pk__in=stated.filter(kind=StatementLineKind.FEE, statement__state__in=STATED).values("delivery_line")
    )
    owed = stated.filter(statement__state=StatementState.ISSUED).exclude(kind=StatementLineKind.CLAIM)
    unpaid = _sum(owed, "amount") - _sum(ReceiptMatch.objects.filter(line__in=owed), "amount")
    found = [
        (_("work that isn't paid"), _sum(entries.unclaimed(), "amount")),
        (_("work in a run that isn't approved"), _sum(drafted, "amount")),
        (_("accepted and in no statement"), _sum(unstated, F("accepted") * F("client_price"))),
        (_("owed by the client"), unpaid),
        (_("claimed from the client"), _open_claims(work_order)),
        (_("fronted by the fund"), order_money(work_order).fronted),
    ]
    return [(what, amount) for what, amount in found if amount]


def _open_claims(work_order) -> Decimal:
    """Claims that nobody paid or gave up, of all statements that claim anything for the order."""
    claims = StatementLine.objects.filter(kind=StatementLineKind.CLAIM, work_order=work_order)
    statements = Statement.objects.stated().filter(pk__in=claims.values("statement"))
    matched = ReceiptMatch.objects.filter(statement__in=statements, line__kind=StatementLineKind.CLAIM)
    return _sum(statements, "claims") - _sum(matched, "amount")


def _sum(rows, expression) -> Decimal:
    return rows.aggregate(total=Sum(expression))["total"] or ZERO
