"""A claim in all its lines: what was claimed, what of it was credited, what was given up."""

from decimal import ROUND_CEILING, Decimal

from django.db.models import Count, Q, Sum

from workshops.payouts.enums import STATED, MatchKind, StatementLineKind
from workshops.payouts.models import ReceiptMatch, StatementLine

FEN = Decimal("0.01")


def same_claim(line: StatementLine):
    """The lines of the claim that a line is of: those that clients have, and every credit of them, drafts' too."""
    lines = StatementLine.objects.filter(
        kind=StatementLineKind.CLAIM,
        cause=line.cause,
        delivery_line=line.delivery_line_id,
        operation=line.operation_id,
    )
    return lines.filter(Q(pieces__lt=0) | Q(statement__state__in=STATED))


def given_up_of(line: StatementLine) -> Decimal:
    """What of this claim was given up and stays so (yuan)."""
    matches = ReceiptMatch.objects.filter(kind=MatchKind.GIVEN_UP, line__in=same_claim(line))
    return matches.aggregate(total=Sum("amount"))["total"] or Decimal(0)


def pieces_given_up(line: StatementLine) -> int:
    """The same in pieces, one that was given up in part with them."""
    return int((given_up_of(line) / line.price).to_integral_value(ROUND_CEILING))


def given_up_too_much(line: StatementLine) -> bool:
    """Whether more of this claim was given up than its credits leave. A line's money is rounded to the fen."""
    claimed = same_claim(line).aggregate(total=Sum("amount"), lines=Count("pk"))
    return given_up_of(line) > (claimed["total"] or Decimal(0)) + FEN * claimed["lines"]
