"""What waits for somebody about money today, and the sums that the street office may see."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q, Sum

from microfactory.kernel.periods import Month
from microfactory.kernel.scoping import Access
from workshops.enums import DeliveryState
from workshops.models import DeliveryLine, MonthTally
from workshops.payouts.enums import (
    APPROVED,
    COMPLAINTS,
    AccountKind,
    RunState,
    SlipState,
    StatementLineKind,
    StatementState,
)
from workshops.payouts.models import JournalLine, PayRun, RunTally, SlipAnswer, Statement, StatementLine
from workshops.payouts.queries.answers import OVER
from workshops.payouts.rules.small_cells import SMALL_CELL

NOTHING = Decimal(0)


@dataclass(frozen=True)
class Waiting:
    """Counts of rows that wait for an act; `unmatched` in yuan."""

    to_submit: int
    to_approve: int
    to_pay: int
    paying: int
    held: int
    complaints: int
    to_state: int
    unpaid_statements: int
    unmatched: Decimal


def waiting(access: Access) -> Waiting:
    """What waits in this community's money; six queries."""
    community = access.community
    stated = StatementLine.objects.filter(delivery_line=OuterRef("pk"), kind=StatementLineKind.FEE)
    held = RunTally.objects.filter(community=community, state=SlipState.HELD, run__state__in=APPROVED)
    unmatched = JournalLine.objects.filter(community=community, account__kind=AccountKind.UNMATCHED)
    lines = DeliveryLine.objects.filter(community=community, delivery__state=DeliveryState.ACCEPTED, accepted__gt=0)
    return Waiting(
        **PayRun.objects.filter(community=community).aggregate(
            to_submit=Count("pk", filter=Q(state=RunState.DRAFT)),
            to_approve=Count("pk", filter=Q(state=RunState.SUBMITTED)),
            to_pay=Count("pk", filter=Q(state=RunState.APPROVED)),
            paying=Count("pk", filter=Q(state=RunState.PAYING)),
        ),
        held=held.aggregate(people=Sum("people", default=0))["people"],
        complaints=_complaints(community),
        to_state=lines.filter(~Exists(stated)).count(),
        unpaid_statements=Statement.objects.filter(community=community, state=StatementState.ISSUED).count(),
        unmatched=-unmatched.aggregate(sum=Sum("amount", default=NOTHING))["sum"],
    )


def _complaints(community) -> int:
    """Slips of which the last word was a complaint. From the answers: there are far fewer than slips."""
    newer = Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), pk__gt=OuterRef("pk"))
    later = SlipAnswer.objects.filter(newer, slip=OuterRef("slip"))
    said = SlipAnswer.objects.filter(community=community, answer__in=COMPLAINTS)
    return said.filter(~Exists(later), ~OVER, slip__run__state__in=APPROVED).count()


@dataclass(frozen=True)
class Sums:
    """A month of a community without anybody in it. `people` is None where fewer than three would be counted out; what
    they earned and got is None where it may not be told either."""

    people: int | None
    earned: Decimal | None
    paid: Decimal | None


NOBODY = Sums(0, NOTHING, NOTHING)


def sums(community, month: Month) -> Sums:
    """By work date: people and yuan earned (exact); by pay date: yuan paid, net. Two queries."""
    work = MonthTally.objects.filter(community=community, month=month.first).values("resident")
    work = work.annotate(entries_of_hers=Sum("entries"), amount_of_hers=Sum("amount")).filter(entries_of_hers__gt=0)
    earned = work.aggregate(people=Count("resident"), earned=Sum("amount_of_hers", default=NOTHING))
    paid = RunTally.objects.filter(
        community=community,
        run__state__in=APPROVED,
        state__in=[SlipState.PAID, SlipState.CONFIRMED],
        run__pay_date__range=(month.first, month.last),
    )
    people = earned["people"]
    return Sums(
        people=people if people == 0 or people >= SMALL_CELL else None,
        earned=earned["earned"],
        paid=paid.aggregate(sum=Sum("net", default=NOTHING))["sum"],
    )
