"""What the fund has laid out for orders, and what it still can."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F, OuterRef, Q, Subquery, Sum

from workshops.payouts.enums import AccountKind, Act, MatchKind
from workshops.payouts.models import JournalLine, ReceiptMatch
from workshops.payouts.queries.balances import balances
from workshops.payouts.rules.fronting import allowance, fronted

ZERO = Decimal("0.00")


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
    found = balances(community, kinds=[AccountKind.FUND, AccountKind.DEPOSIT, AccountKind.FRONTED])
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


def frontings(community, orders=None) -> dict[int, Fronting]:
    """By id of the order: approved pay, matched money, what the fund gave up, what is posted. One query.

    `orders` are ids, or a query of them; without, all orders that anything was posted for.
    """
    lines = JournalLine.objects.filter(account__community=community, account__work_order__isnull=False)
    if orders is not None:
        lines = lines.filter(account__work_order__in=orders)
    kinds = {
        "gross": Q(account__kind=AccountKind.COST, entry__act__in=[Act.RUN, Act.REVERSAL]),
        "borne": Q(account__kind=AccountKind.BORNE),
        "posted": Q(account__kind=AccountKind.FRONTED),
    }
    sums = {name: Sum("amount", filter=condition, default=ZERO) for name, condition in kinds.items()}
    matches = ReceiptMatch.objects.filter(kind=MatchKind.RECEIPT, line__work_order=OuterRef("account__work_order"))
    received = Subquery(matches.order_by().values("kind").annotate(total=Sum("amount")).values("total"))
    rows = lines.values(order=F("account__work_order_id")).annotate(**sums, received=received).order_by("order")
    return {
        row["order"]: Fronting(row["gross"], row["received"] or ZERO, -row["borne"], row["posted"]) for row in rows
    }
