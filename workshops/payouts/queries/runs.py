"""A pay run on its page: where the money comes from and goes, a line a person, what needs attention."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery, Sum
from django.utils.translation import gettext as _

from microfactory.kernel.money import round_fen, yuan
from residents.models import BankAccount
from residents.queries.parameters import parameter
from workshops.payouts.enums import (
    COMPLAINTS,
    MARGIN,
    UNAPPROVED,
    AccountKind,
    Act,
    Answer,
    Method,
    PaymentState,
    RunState,
    SlipState,
)
from workshops.payouts.models import JournalLine, PayLine, Payment, PayRun, Payslip
from workshops.payouts.queries.accounts import NewAccount, new_accounts
from workshops.payouts.queries.answers import last_word
from workshops.payouts.queries.balances import balances, totals
from workshops.payouts.queries.fronting import PURSE, Plan, frontings, plan, purse_of, received
from workshops.payouts.queries.hours import Timed, timed_work
from workshops.payouts.rules.tax import VAT_KEY, VAT_THRESHOLD

ALL = Q()
ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Flow:
    """Where the money of a run comes from and goes, in yuan; the first two and the last but one are of its orders.

    `plan` says what the fund would front for a run that isn't approved.
    """

    owed: Decimal
    received: Decimal
    gross: Decimal
    people: int
    tax: Decimal
    taxed: int
    net: Decimal
    left: Decimal
    fronted: Decimal
    plan: Plan | None


def _counting(slips: str, run_state: str) -> Q:
    """Slips that make up a run's sums: not those reversed alone. A run that was reversed shows what it was."""
    return ~Q(**{f"{slips}state": SlipState.REVERSED}) | Q(**{run_state: RunState.REVERSED})


def run_flow(run: PayRun) -> Flow:
    """The figures over a run's page. Four queries at most."""
    slips = run.tallies.filter(_counting("", run_state="run__state")).aggregate(
        people=Sum("people", default=0),
        taxed=Sum("taxed", default=0),
        gross=Sum("gross", default=ZERO),
        tax=Sum("tax", default=ZERO),
        net=Sum("net", default=ZERO),
    )
    of_orders = _planned(run, slips["gross"]) if run.state in UNAPPROVED else _posted(run)
    return Flow(**of_orders, **slips)


def _posted(run: PayRun) -> dict:
    """How the orders that an approved run paid for stand together."""
    costs = JournalLine.objects.filter(entry__run=run, entry__act=Act.RUN, account__kind=AccountKind.COST)
    orders = costs.order_by().values("account__work_order")
    sums = totals(run.community, kinds=[*MARGIN, AccountKind.FRONTED], orders=orders)
    come = received(run.community, orders)
    return _of_orders(sums, received=come, fronted=sums[AccountKind.FRONTED], plan=None)


def _planned(run: PayRun, gross: Decimal) -> dict:
    """How the orders stand whose work a run would pay, and what it would make the fund front, order by order."""
    lines = PayLine.objects.filter(slip__run=run).values_list("work_order").order_by()
    costs = {order: round_fen(cost) for order, cost in lines.annotate(cost=Sum("amount"))}
    sums = dict.fromkeys(MARGIN, ZERO)
    found = balances(run.community, kinds=[*MARGIN, *PURSE])
    for (kind, owner), amount in found.items():
        if kind in sums and owner in costs:
            sums[kind] += amount
    states = frontings(run.community, orders=list(costs))
    return _of_orders(
        sums,
        received=sum((state.received for state in states.values()), ZERO),
        fronted=sum((state.posted for state in states.values()), ZERO),
        plan=plan(costs=costs, states=states, money=purse_of(run.community, found)),
        drafted=gross,
    )


def _of_orders(sums: dict[str, Decimal], *, drafted: Decimal = ZERO, **figures) -> dict:
    """The figures of a run's orders; `sums` are their own accounts (MARGIN), `drafted` is pay that isn't posted."""
    owed = sums[AccountKind.FEE] + sums[AccountKind.CLAIM_FEE]
    left = owed + sums[AccountKind.BORNE] - sums[AccountKind.COST] - drafted
    return {"owed": owed, "left": left, **figures}


@dataclass(frozen=True, slots=True)
class RunLine:
    """One person of a run. `timed` is the part of her work whose hours were noted; None without any."""

    slip: Payslip
    payment: Payment | None
    last4: str
    timed: Timed | None
    answer: Answer | None
    attention: list[str]
    new_account: NewAccount | None = None

    @property
    def hours(self) -> Decimal | None:
        """The hours that were noted for this work (queries.hours)."""
        return self.timed.minutes / 60 if self.timed else None

    @property
    def per_hour(self) -> Decimal | None:
        """What that work came to an hour, to the fen: what was made on days without hours is left aside."""
        return round_fen(self.timed.earned / self.hours) if self.timed else None


def run_lines(run: PayRun, *, only: Iterable[int] | None = None) -> list[RunLine]:
    """A line a person, or those of the slips `only`, in the order of their numbers. Six queries, however many."""
    account = BankAccount.objects.live().filter(resident=OuterRef("resident"))
    slips = (
        run.slips.filter(ALL if only is None else Q(pk__in=list(only)))
        .select_related("resident")
        .annotate(
            account_last4=Subquery(account.values("last4")[:1]),
            answer=last_word(),
            shared=Exists(_others(run)),
        )
        .prefetch_related(Prefetch("payments", Payment.objects.order_by("-attempt")))
        .order_by("number")
    )
    slips = list(slips)
    timed = timed_work([slip.pk for slip in slips])
    threshold = parameter(VAT_KEY, community=run.community, on=run.pay_date, default=VAT_THRESHOLD)
    fresh = {account.resident_id: account for account in new_accounts(run)}
    return [_line(slip, timed.get(slip.pk), threshold, fresh.get(slip.resident_id)) for slip in slips]


def _others(run: PayRun):
    """Live accounts of other people with the number of this one's."""
    own = BankAccount.objects.live().filter(resident=OuterRef(OuterRef("resident"))).values("number_hash")
    return (
        BankAccount.objects.live()
        .filter(community_id=run.community_id, number_hash__in=own)
        .exclude(resident=OuterRef("resident"))
    )


def _line(slip: Payslip, timed: Timed | None, threshold: Decimal, fresh: NewAccount | None) -> RunLine:
    payments = slip.payments.all()
    payment = payments[0] if payments else None
    return RunLine(
        slip=slip,
        payment=payment,
        last4=(payment.last4 if payment else slip.account_last4) or "",
        timed=timed,
        answer=Answer(slip.answer) if slip.answer else None,
        attention=_attention(slip, payment, threshold, fresh),
        new_account=fresh,
    )


def _attention(slip: Payslip, payment: Payment | None, threshold: Decimal, fresh: NewAccount | None) -> list[str]:
    """What somebody should look at, in words, the gravest first."""
    found = []
    if slip.answer in COMPLAINTS:
        found.append(_("She says: %(answer)s") % {"answer": Answer(slip.answer).label})
    if slip.state == SlipState.HELD:
        found.append(_("Held back: %(reason)s") % {"reason": slip.held_reason})
    if payment and payment.state == PaymentState.FAILED and slip.state == SlipState.DUE:
        found.append(_("Payment failed: %(reason)s") % {"reason": payment.failed_reason})
    if slip.method == Method.BANK and not slip.account_last4:
        found.append(_("No account"))
    if fresh:
        found.append(fresh.words)
    if slip.shared and slip.method == Method.BANK:
        found.append(_("The same account as somebody else"))
    if slip.tax:
        found.append(_("Tax withheld %(tax)s") % {"tax": yuan(slip.tax)})
    if slip.gross >= threshold:
        found.append(_("From %(amount)s at once VAT may be due: ask the accountant") % {"amount": yuan(threshold)})
    return found


def run_list(access):
    """Runs that may be seen, each with `people`, `gross`, `net`, `unpaid`, in no order yet. One query."""
    runs = PayRun.objects.visible_to(access).select_related("prepared_by", "approved_by", "paid_by")
    unpaid = Q(tallies__state__in=[SlipState.DUE, SlipState.HELD])
    counting = _counting("tallies__", run_state="state")
    return runs.annotate(
        people=Sum("tallies__people", filter=counting, default=0),
        gross=Sum("tallies__gross", filter=counting, default=ZERO),
        net=Sum("tallies__net", filter=counting, default=ZERO),
        unpaid=Sum("tallies__people", filter=unpaid, default=0),
    )
