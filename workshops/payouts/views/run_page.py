"""How a pay run's page is put together: the flow of money, rows with their tone, who is left out."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from microfactory.kernel.money import yuan
from workshops.payouts.enums import Method, PaymentState, SlipState
from workshops.payouts.queries.fronting import Plan
from workshops.payouts.queries.payable import Waiting
from workshops.payouts.queries.run_people import COMPLAINTS
from workshops.payouts.queries.runs import Flow, RunLine


def flow_bar(flow: Flow) -> list[dict]:
    """Where the money comes from and goes, as components/flow.html wants it."""
    fronted = _fronted_words(flow)
    people = ngettext("%(count)s person", "%(count)s people", flow.people) % {"count": flow.people}
    taxed = ngettext("%(count)s person", "%(count)s people", flow.taxed) % {"count": flow.taxed}
    return [
        {"label": _("Owed by the companies"), "amount": flow.owed},
        {"label": _("Received by the committee"), "amount": flow.received, "note": fronted},
        {"label": _("Gross of this run"), "amount": flow.gross, "note": people, "current": True, "money": True},
        {"label": _("Tax withheld"), "amount": flow.tax, "note": taxed if flow.taxed else ""},
        {"label": _("Paid out"), "amount": flow.net},
        {"label": _("Left of the orders (transport, losses, fund)"), "amount": flow.left},
    ]


def _fronted_words(flow: Flow) -> str:
    """What the fund lays out: before the approval what it would, for this run and in all, and what is left then."""
    if flow.plan is None or not flow.plan.run:
        return _("the fund fronts %(amount)s") % {"amount": yuan(flow.fronted)} if flow.fronted else ""
    return " ".join(f"{label} {yuan(amount)}" for label, amount in plan_facts(flow.plan))


def plan_facts(plan: Plan) -> list[tuple[str, Decimal]]:
    """What the fund would lay out for a run, for everything then, and what it may beyond that."""
    return [
        (_("Fronted by the fund for this run"), plan.run),
        (_("fronted in all then"), plan.in_all),
        (_("left of what it may front"), plan.left),
    ]


@dataclass(frozen=True)
class Row:
    """One person of the run; what needs attention is grave, or only a hint."""

    line: RunLine
    grave: list[str]
    hints: list[str]

    @classmethod
    def of(cls, line: RunLine) -> "Row":
        """Grave: a complaint, held back, failed, no account, one younger than the approval (they stand first).

        All else is a hint.
        """
        slip, payment = line.slip, line.payment
        failed = payment is not None and payment.state == PaymentState.FAILED and slip.state == SlipState.DUE
        no_account = slip.method == Method.BANK and not line.last4
        new = line.new_account is not None
        count = sum([line.answer in COMPLAINTS, slip.state == SlipState.HELD, failed, no_account, new])
        return cls(line, line.attention[:count], line.attention[count:])


@dataclass(frozen=True)
class LeftOut:
    """Everybody whose work isn't in the run for one reason. `amount` in yuan, exact."""

    reason: str
    people: list[Waiting]

    @property
    def amount(self) -> Decimal:
        return sum((row.amount for row in self.people), Decimal(0))


def left_out(rows: list[Waiting]) -> list[LeftOut]:
    """By reason, the one that concerns most people first."""
    by_reason: dict[str, list[Waiting]] = {}
    for row in rows:
        by_reason.setdefault(row.reason_label, []).append(row)
    found = [LeftOut(reason, people) for reason, people in by_reason.items()]
    return sorted(found, key=lambda group: (-len(group.people), str(group.reason)))


def totals(rows: list[Waiting]) -> dict:
    """How many people and how much is left out."""
    return {
        "people": len({row.resident_id for row in rows}),
        "amount": sum((row.amount for row in rows), Decimal(0)),
    }
