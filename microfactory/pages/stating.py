"""What was accepted and which statements say so: work knows no money, so the pages of both ask here."""

from django.db.models import Exists, OuterRef, Q

from microfactory.kernel.scoping import Access
from workshops.enums import DeliveryState
from workshops.models import DeliveryLine
from workshops.payouts.enums import StatementLineKind
from workshops.payouts.models import Statement, StatementLine


def statements_naming(access: Access, *, delivery: int) -> list[Statement]:
    """The statements that name a delivery (its id), the oldest first. One query."""
    lines = StatementLine.objects.visible_to(access).filter(delivery_line__delivery=delivery)
    return list(Statement.objects.visible_to(access).filter(pk__in=lines.values("statement")).order_by("pk"))


def waits_for_a_statement(access: Access, **of: int) -> bool:
    """Whether pieces were accepted whose fee no statement names; `of` says which lines (delivery=…). One query."""
    accepted = Q(delivery__state=DeliveryState.ACCEPTED, accepted__gt=0)
    fees = StatementLine.objects.visible_to(access).filter(kind=StatementLineKind.FEE)
    lines = DeliveryLine.objects.visible_to(access).filter(accepted, **of)
    return lines.exclude(Exists(fees.filter(delivery_line=OuterRef("pk")))).exists()
