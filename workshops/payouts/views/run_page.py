"""How a pay run's page is put together: the flow of money, rows with their tone, who is left out."""

from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from microfactory.kernel.money import yuan
from workshops.payouts.enums import COMPLAINTS, Method, PaymentState, SlipState, WaitReason
from workshops.payouts.queries.fronting import Plan
from workshops.payouts.queries.payable import Waiting
from workshops.payouts.queries.runs import Flow, RunLine


def flow_of_run(flow: Flow) -> list[dict]:
    """What this run pays, as components/flow.html wants it."""
    people = ngettext("%(count)s person", "%(count)s people", flow.people) % {"count": flow.people}
    taxed = ngettext("%(count)s person", "%(count)s people", flow.taxed) % {"count": flow.taxed}
    return [
        {"label": _("Gross of this run"), "amount": flow.gross, "note": people, "current": True, "money": True},
        {"label": _("Tax withheld"), "amount": flow.tax, "note": taxed if flow.taxed else ""},
        {"label": _("Paid out"), "amount": flow.net, "note": _fronted_words(flow)},
    ]


def flow_of_orders(flow: Flow) -> list[dict]:
    """Where the money of its orders came from, from their first day until now."""
    fronted = _("the fund fronts %(amount)s") % {"amount": yuan(flow.fronted)} if flow.fronted else ""
    return [
        {"label": _("Owed by the companies"), "amount": flow.owed},
        {"label": _("Received by the committee"), "amount": flow.received, "note": fronted},
        {"label": _("Left of the orders (transport, losses, fund)"), "amount": flow.left},
    ]


def _fronted_words(flow: Flow) -> str:
    """Before the approval: what the fund would lay out for this run and in all, and what is left then."""
    if flow.plan is None or not flow.plan.run:
        return ""
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


# Where a reason is dealt with: a page that all who see money may open, what to ask it for, and what it is called.
_WAYS = {
    WaitReason.PENDING: ("workshops:entries", "state=pending", gettext_lazy("To the entries")),
    WaitReason.SENT_BACK: ("workshops:entries", "state=sent_back", gettext_lazy("To the entries")),
    WaitReason.NOT_DELIVERED: ("workshops:deliveries", "", gettext_lazy("To the deliveries")),
    WaitReason.NOT_ACCEPTED: ("workshops:deliveries", "", gettext_lazy("To the deliveries")),
    WaitReason.NOT_PAID: ("payouts:receipts", "", gettext_lazy("To the receipts")),
    WaitReason.DISPUTED: ("payouts:claims", "", gettext_lazy("To the claims")),
    WaitReason.IN_DISPUTE: ("payouts:disputes", "", gettext_lazy("To the disputes")),
    WaitReason.OVER_CAP: ("payouts:fund", "", gettext_lazy("To the fund")),
    WaitReason.OTHER_RUN: ("payouts:runs", "", gettext_lazy("To the pay runs")),
}


@dataclass(frozen=True)
class LeftOut:
    """Everybody whose work isn't in the run for one reason, and where that is dealt with. `amount` in yuan, exact."""

    kind: WaitReason
    people: list[Waiting]
    no_cap: bool = False

    @property
    def reason(self) -> str:
        """In words; a limit that nobody set isn't used up."""
        return _("nobody set the fund's limit yet") if self.no_cap else self.kind.label

    @property
    def amount(self) -> Decimal:
        return sum((row.amount for row in self.people), Decimal(0))

    def way(self, community: str) -> tuple[str, str]:
        """The address and the words of a link; both empty where nothing but time helps."""
        if self.kind not in _WAYS:
            return "", ""
        view, asked, words = _WAYS[self.kind]
        return f"{reverse(view, args=[community])}{'?' if asked else ''}{asked}", str(words)


def left_out(rows: list[Waiting], community) -> list[LeftOut]:
    """By reason, the one that concerns most people first; `no_cap` where the community's fund may front nothing."""
    by_reason: dict[WaitReason, list[Waiting]] = {}
    for row in rows:
        by_reason.setdefault(row.reason, []).append(row)
    uncapped = None if community.front_cap else WaitReason.OVER_CAP
    found = [LeftOut(kind, people, no_cap=kind == uncapped) for kind, people in by_reason.items()]
    return sorted(found, key=lambda group: (-len(group.people), str(group.reason)))


def totals(rows: list[Waiting]) -> dict:
    """How many people and how much is left out."""
    return {
        "people": len({row.resident_id for row in rows}),
        "amount": sum((row.amount for row in rows), Decimal(0)),
    }
