"""What may be done with a pay run next: buttons for whoever may press them, for all others whom it waits for."""

from dataclasses import dataclass, field, replace

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from microfactory.kernel.dates import short_day
from microfactory.kernel.periods import Month, today
from microfactory.kernel.scoping import Access
from workshops.payouts.enums import RunState
from workshops.payouts.models import PayRun
from workshops.payouts.perms import can_approve_pay, can_pay, can_prepare_pay, can_reverse_pay
from workshops.payouts.queries.bank_files import what_comes_first
from workshops.payouts.queries.run_people import Waiting, waiting_for


@dataclass(frozen=True)
class Button:
    """An act on a page of its own."""

    url: str
    label: str
    primary: bool = False


@dataclass
class NextSteps:
    """Buttons in the order they stand, a sentence on whom it waits for (empty: for the reader), and one on what comes
    before it may be reversed."""

    buttons: list[Button] = field(default_factory=list)
    waits: str = ""
    first: str = ""


def next_steps(access: Access, run: PayRun, people: int) -> NextSteps:
    """The next steps of a run of so many people for this person."""
    if run.state == RunState.DRAFT:
        return _draft(access, run, people)
    if run.state == RunState.SUBMITTED:
        return _submitted(access, run)
    if run.state not in (RunState.APPROVED, RunState.PAYING, RunState.CLOSED):
        return NextSteps()
    counts = waiting_for(run)
    return _paying(access, run, counts) if run.state != RunState.CLOSED or counts.open else NextSteps()


def _button(run: PayRun, act: str, label: str, primary: bool = False) -> Button:
    return Button(reverse(f"payouts:run_{act}", args=[run.community.code, run.pk]), label, primary)


def _draft(access: Access, run: PayRun, people: int) -> NextSteps:
    if not can_prepare_pay(access):
        return NextSteps(waits=_("%(name)s is still preparing it.") % {"name": run.prepared_by.name})
    steps = NextSteps([_button(run, "discard", _("Discard")), _button(run, "redraft", _("Draw up again"), not people)])
    if people:
        steps.buttons.append(_button(run, "submit", _("Hand in for approval"), True))
    return steps


def _submitted(access: Access, run: PayRun) -> NextSteps:
    if access.user.pk == run.prepared_by_id:
        return NextSteps(waits=_("You prepared it: now an approver looks at it, somebody else than you."))
    if access.user.pk == run.submitted_by_id:
        return NextSteps(waits=_("You handed it in: now an approver looks at it, somebody else than you."))
    if not can_approve_pay(access):
        sentence = _("Waits for an approver: anybody but %(name)s, who prepared it.")
        return NextSteps(waits=sentence % {"name": run.prepared_by.name})
    return NextSteps([_button(run, "send_back", _("Send back")), _button(run, "approve", _("Approve"), True)])


def _paying(access: Access, run: PayRun, counts: Waiting) -> NextSteps:
    steps = NextSteps()
    third = access.user.pk not in run.deciders
    over = Month.of(today()).first > run.pay_date
    late = run.state == RunState.APPROVED and over
    early = run.state == RunState.APPROVED and Month.of(today()).last < run.pay_date
    if run.state == RunState.APPROVED and can_reverse_pay(access) and third:
        if counts.filed:
            steps.first = what_comes_first(run)
        else:
            steps.buttons.append(_button(run, "reverse", _("Reverse the run")))
            steps.buttons.append(_button(run, "postpone", _("New pay day"), late))
    if late:
        steps.waits = _("Its pay month is over. Somebody who neither prepared nor approved it sets a new pay day.")
    elif early:
        sentence = _(
            "Its pay month hasn't begun: the cashier pays from %(day)s on. To pay sooner, somebody who neither"
            " prepared nor approved it sets a new pay day."
        )
        steps.waits = sentence % {"day": short_day(Month.of(run.pay_date).first)}
    elif over and counts.untried:
        steps.waits = _untried_words(counts.untried, Month.of(run.pay_date))
        if can_pay(access) and access.user.pk != run.approved_by_id:
            steps.buttons += _acts_of_the_cashier(run, replace(counts, to_bank=0, to_cash=0))
    elif access.user.pk == run.approved_by_id:
        steps.waits = _("You approved it: now the cashier pays, somebody else than you.")
    elif not can_pay(access):
        sentence = _("Waits for the cashier: anybody but %(name)s, who approved it.")
        steps.waits = sentence % {"name": run.approved_by.name}
    else:
        steps.buttons += _acts_of_the_cashier(run, counts)
        steps.waits = _failed_words(counts.failed)
    return steps


def _untried_words(count: int, month: Month) -> str:
    """What becomes of people who weren't paid in the month of their tax."""
    words = ngettext(
        "%(count)s person wasn't paid in %(month)s and can't be any more. Somebody who neither prepared nor approved"
        " it reverses that slip; another run pays it.",
        "%(count)s people weren't paid in %(month)s and can't be any more. Somebody who neither prepared nor approved"
        " it reverses those slips; another run pays them.",
        count,
    )
    return words % {"count": count, "month": month}


def _failed_words(count: int) -> str:
    """Where the cashier goes on with payments that the bank refused; nothing where there are none."""
    words = ngettext(
        "%(count)s payment failed. Open its slip and pay again.",
        "%(count)s payments failed. Open their slips and pay again.",
        count,
    )
    return words % {"count": count} if count else ""


def _acts_of_the_cashier(run: PayRun, counts: Waiting) -> list[Button]:
    """The first that is needed is the primary one."""
    needed = [
        ("file", _("Make the bank file (%(count)s)") % {"count": counts.to_bank}, counts.to_bank),
        ("cash", _("Pay in cash (%(count)s)") % {"count": counts.to_cash}, counts.to_cash),
        ("arrived", _("Enter what arrived (%(count)s)") % {"count": counts.sent}, counts.sent),
        ("close", _("Close the run"), run.state == RunState.PAYING and not (counts.sent or counts.filed)),
    ]
    wanted = [(act, label) for act, label, needed_now in needed if needed_now]
    return [_button(run, act, label, place == 0) for place, (act, label) in enumerate(wanted)]
