"""What the fund has laid out for orders, and what it still can."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F, Q, Sum, Value

from microfactory.kernel.money import MoneyField
from workshops.payouts.enums import AccountKind, Act, MatchKind
from workshops.payouts.models import JournalLine, ReceiptMatch
from workshops.payouts.queries.balances import balances
from workshops.payouts.rules.fronting import allowance, fronted

ZERO = Decimal("0.00")
PURSE = (AccountKind.FUND, AccountKind.DEPOSIT, AccountKind.FRONTED)


@dataclass(frozen=True, slots=True)
class Purse:
    """The fund, in yuan: all it has, what is tied up in deposits, what is laid out, and the cap on that."""

    fund: Decimal
    deposits: Decimal
    fronted: Decimal
    cap: Decimal

    @property
    def limit(self) -> Decimal:
        """What it may front in all: neither more than the cap nor more than it has beside the deposits."""
        return max(ZERO, min(self.cap, self.fund - self.deposits))

    @property
    def free(self) -> Decimal:
        """What the fund can use: never below nothing."""
        return self.fund - self.deposits - self.fronted

    @property
    def allowance(self) -> Decimal:
        """What it may still front."""
        return allowance(cap=self.cap, fund=self.fund, deposits=self.deposits, already=self.fronted)


def purse(community) -> Purse:
    """How the fund stands now. One query."""
    return purse_of(community, balances(community, kinds=PURSE))


def purse_of(community, found: Mapping[tuple[str, int | None], Decimal]) -> Purse:
    """The same out of balances that were read already (of the kinds of PURSE at least)."""
    total = {kind: sum((v for (k, _o), v in found.items() if k == kind), ZERO) for kind in AccountKind}
    return Purse(
        fund=total[AccountKind.FUND],
        deposits=total[AccountKind.DEPOSIT],
        fronted=total[AccountKind.FRONTED],
        cap=community.front_cap,
    )


@dataclass(frozen=True, slots=True)
class Fronting:
    """An order as the fund sees it, in yuan. `due` is what should be fronted by the formula, `posted` what is."""

    gross: Decimal
    received: Decimal
    borne: Decimal
    posted: Decimal

    @property
    def due(self) -> Decimal:
        return fronted(gross=self.gross, received=self.received, borne=self.borne)


NOTHING = Fronting(ZERO, ZERO, ZERO, ZERO)


@dataclass(frozen=True, slots=True)
class Plan:
    """What the fund would lay out, in yuan: for a run that isn't approved yet, for everything then, and what is left
    of what it may (below nothing: the run can't be approved as it is)."""

    run: Decimal
    in_all: Decimal
    left: Decimal


def plan(*, costs: Mapping[int, Decimal], states: Mapping[int, Fronting], money: Purse) -> Plan:
    """What approving a run would make the fund front: `costs` are the run's, by order; `states` how these stand."""
    more = ZERO
    for order, cost in costs.items():
        now = states.get(order, NOTHING)
        more += fronted(gross=now.gross + cost, received=now.received, borne=now.borne) - now.posted
    return Plan(run=more, in_all=money.fronted + more, left=money.limit - money.fronted - more)


def _matched(community):
    """Clients' money that was matched."""
    return ReceiptMatch.objects.filter(community=community, kind=MatchKind.RECEIPT)


def received(community, orders) -> Decimal:
    """The clients' money for orders (a query of their ids), in yuan. One query."""
    return _matched(community).filter(line__work_order__in=orders).aggregate(sum=Sum("amount", default=ZERO))["sum"]


def frontings(community, orders=None) -> dict[int, Fronting]:
    """By id of the order: approved pay, matched money, what the fund gave up, what is posted. One query.

    `orders` are ids, or a query of them; without, all orders that anything was posted for.
    """
    counted = [AccountKind.COST, AccountKind.BORNE, AccountKind.FRONTED]
    lines = JournalLine.objects.filter(account__community=community, account__kind__in=counted)
    matches = _matched(community)
    if orders is not None:
        lines = lines.filter(account__work_order__in=orders)
        matches = matches.filter(line__work_order__in=orders)
    kinds = {
        "gross": Q(account__kind=AccountKind.COST, entry__act__in=[Act.RUN, Act.REVERSAL]),
        "borne": Q(account__kind=AccountKind.BORNE),
        "posted": Q(account__kind=AccountKind.FRONTED),
    }
    sums = {name: Sum("amount", filter=condition, default=ZERO) for name, condition in kinds.items()}
    nothing = Value(ZERO, output_field=MoneyField())
    columns = ("order", *kinds, "received")
    posted = lines.values(order=F("account__work_order_id")).annotate(**sums, received=nothing)
    matched = matches.values(order=F("line__work_order_id"))
    matched = matched.annotate(**dict.fromkeys(kinds, nothing), received=Sum("amount"))
    rows = posted.values_list(*columns).union(matched.values_list(*columns), all=True)
    totals: dict[int, list[Decimal]] = defaultdict(lambda: [ZERO] * 4)
    for order, *amounts in rows.order_by("order"):
        totals[order] = [known + more for known, more in zip(totals[order], amounts, strict=True)]
    return {
        order: Fronting(gross=gross, received=received, borne=-borne, posted=posted_now)
        for order, (gross, borne, posted_now, received) in totals.items()
    }
