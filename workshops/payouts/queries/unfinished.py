"""What of an order is still open, so that its result can't be handed on. Nothing here cancels anything else."""

from decimal import Decimal

from django.db import connection
from django.db.models import F, Sum
from django.db.models.functions import Abs
from django.utils.translation import gettext as _

from workshops.enums import DeliveryState
from workshops.models import DeliveryLine
from workshops.payouts.enums import STATED, UNAPPROVED, ClaimCause, StatementLineKind, StatementState
from workshops.payouts.models import PayLine, ReceiptMatch, Statement, StatementLine
from workshops.payouts.queries.orders import order_money
from workshops.payouts.queries.statements import lines_to_pay, part_of
from workshops.payouts.queries.stating import spoilt_by_material
from workshops.payouts.rules.coverage import cover

ZERO = Decimal("0.00")

# Units of work (an entry with its corrections; of one that a run has taken, the rows of one act) that no run has.
_UNPAID = """
    SELECT COALESCE(SUM(ABS(u.amount)), 0) FROM (
        SELECT SUM(e.amount) AS amount FROM workshops_pieceentry e
        JOIN workshops_operation o ON o.id = e.operation_id
        LEFT JOIN workshops_entryclaim t ON t.entry_id = e.corrects_id
        WHERE o.work_order_id = %(order)s AND NOT e.settled_outside AND e.state IN ('pending', 'accepted')
          AND NOT EXISTS (SELECT 1 FROM workshops_entryclaim c WHERE c.entry_id = e.id)
        GROUP BY COALESCE(e.corrects_id, e.id), CASE WHEN t.entry_id IS NULL THEN '-infinity' ELSE e.logged_at END
    ) u
"""


def unfinished(work_order) -> list[tuple[str, Decimal]]:
    """What is still open of an order, in words with its yuan (exact); empty when it can be settled."""
    delivered = DeliveryLine.objects.filter(operation__work_order=work_order)
    judged = delivered.filter(delivery__state=DeliveryState.ACCEPTED)
    drafted = PayLine.objects.filter(work_order=work_order, live=True, slip__run__state__in=UNAPPROVED)
    lines = StatementLine.objects.filter(work_order=work_order)
    credits = lines.filter(statement__state=StatementState.DRAFT, pieces__lt=0)
    stated = lines.filter(statement__state__in=STATED, pieces__gt=0)
    no_fee = judged.exclude(pk__in=stated.filter(kind=StatementLineKind.FEE).values("delivery_line"))
    found = [
        (_("work that isn't paid"), _unpaid(work_order)),
        (_("work in a run that isn't approved"), _sum(drafted, Abs("amount"))),
        (_("with the client, not judged yet"), _sum(_sent(delivered), F("quantity") * F("client_price"))),
        (_("accepted and in no statement"), _sum(no_fee, F("accepted") * F("client_price"))),
        (_("to be claimed, in no statement"), _unclaimed(work_order, judged, stated)),
        (_("credited in a statement that isn't issued"), _sum(credits, Abs("amount"))),
        (_("owed by the client"), _owed(work_order, claims=False)),
        (_("claimed from the client"), _owed(work_order, claims=True)),
        (_("fronted by the fund"), order_money(work_order).fronted),
    ]
    return [(what, amount) for what, amount in found if amount]


def _unpaid(work_order) -> Decimal:
    with connection.cursor() as cursor:
        cursor.execute(_UNPAID, {"order": work_order.pk})
        return cursor.fetchone()[0]


def _sent(lines):
    return lines.filter(delivery__state=DeliveryState.SENT)


def _unclaimed(work_order, judged, stated) -> Decimal:
    """Rejected, short or spoilt pieces that the client should be asked for and that no issued statement claims."""
    total, claims = ZERO, stated.filter(kind=StatementLineKind.CLAIM)
    for cause, column in ((ClaimCause.REJECTED_MATERIAL, "rejected_material"), (ClaimCause.SHORT, "short")):
        missing = judged.exclude(pk__in=claims.filter(cause=cause).values("delivery_line"))
        total += _sum(missing, F(column) * F("client_price"))
    if work_order.agreement.claims_material_fault:
        for operation in work_order.operations.filter(client_price__gt=0).order_by("pk"):
            asked = StatementLine.objects.filter(operation=operation, cause=ClaimCause.MATERIAL_AT_HAND_IN)
            asked = _sum(asked.filter(statement__state__in=STATED), "pieces")
            total += max(0, spoilt_by_material(operation.pk) - asked) * operation.client_price
    return total


def _owed(work_order, *, claims: bool) -> Decimal:
    """What of the order's own lines nobody settled yet, in all statements that the client has. Three queries."""
    lines = StatementLine.objects.filter(work_order=work_order, kind=part_of(claims), pieces__gt=0)
    statements = Statement.objects.stated().filter(pk__in=lines.values("statement"))
    rows = ReceiptMatch.objects.filter(statement__in=statements).order_by().values_list("line")
    settled = dict(rows.annotate(amount=Sum("amount")))
    total = ZERO
    for statement in statements.prefetch_related("lines").order_by("pk"):
        due = statement.claims if claims else statement.fees
        own, to_pay = lines_to_pay(list(statement.lines.all()), claims)
        for line, whole in zip(own, cover(to_pay, due, due), strict=True):
            if line.work_order_id == work_order.pk:
                total += whole.amount - settled.get(line.pk, ZERO)
    return total


def _sum(rows, expression) -> Decimal:
    return rows.aggregate(total=Sum(expression))["total"] or ZERO
