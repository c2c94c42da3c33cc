"""What happens to a whole pay run: handed in, approved, sent back, discarded, reversed, closed."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from microfactory.kernel.dates import short_day
from microfactory.kernel.http import allow
from microfactory.kernel.money import round_fen, yuan
from microfactory.kernel.periods import today
from residents.forms.base import AgreeForm, ReasonForm
from residents.views.acts import ask, done, fill_in
from residents.web import staff_page
from workshops.payouts.forms.runs import CloseForm, PostponeForm, next_pay_day
from workshops.payouts.models import PayRun
from workshops.payouts.operations.approval import approve_run
from workshops.payouts.operations.closing import close_run
from workshops.payouts.operations.postponing import postpone_run
from workshops.payouts.operations.reversal import reverse_run
from workshops.payouts.operations.runs import discard_run, send_back_run, submit_run
from workshops.payouts.perms import can_pay, can_prepare_pay, can_reverse_pay, can_see_money
from workshops.payouts.queries.payable import waiting
from workshops.payouts.queries.runs import run_flow, run_lines
from workshops.payouts.views.asking import ask_money
from workshops.payouts.views.not_yours import not_hers_to_judge, not_hers_to_reverse, not_judged_now
from workshops.payouts.views.run_page import plan_facts, totals
from workshops.payouts.views.runs import found_run, run_url


@allow("GET", "POST")
@staff_page(can_prepare_pay)
def run_submit(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Hands a run in for approval."""
    found = found_run(request, pk)
    form = AgreeForm(request.POST or None)

    def act() -> str:
        submit_run(run=found, actor=request.user, now=timezone.now())
        return done(request, _("Handed in. Now an approver looks at it."), run_url(found))

    return ask_money(
        request,
        form,
        act,
        **_sums(found),
        title=_("Hand %(number)s in for approval?") % {"number": found.number},
        sentence=_("From then on nothing in it is changed, unless the approver sends it back."),
        button=_("Hand in for approval"),
        cancel_url=run_url(found),
    )


@allow("GET", "POST")
@staff_page(can_see_money)
def run_approve(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """The second pair of eyes. Whose it isn't reads why, and who can."""
    found = found_run(request, pk)
    if refused := not_hers_to_judge(request, found) or not_judged_now(request, found):
        return refused
    form = AgreeForm(request.POST or None)

    def act() -> str:
        approve_run(run=found, actor=request.user, now=timezone.now())
        return done(request, _("Approved. Now the cashier can pay."), run_url(found))

    return ask_money(
        request,
        form,
        act,
        **_sums(found),
        title=_("Approve %(number)s?") % {"number": found.number},
        sentence=_("From then on residents are owed this money; nothing of it can be edited, only reversed."),
        more=_who_is_left_out(found),
        button=_("Approve"),
        cancel_url=run_url(found),
    )


@allow("GET", "POST")
@staff_page(can_see_money)
def run_send_back(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Gives a run back to whoever prepared it."""
    found = found_run(request, pk)
    if refused := not_hers_to_judge(request, found) or not_judged_now(request, found):
        return refused
    form = ReasonForm(request.POST or None)

    def act() -> str:
        reason = form.cleaned_data["reason"]
        send_back_run(run=found, reason=reason, actor=request.user, now=timezone.now())
        return done(request, _("Sent back to %(name)s.") % {"name": found.prepared_by.name}, run_url(found))

    return fill_in(
        request,
        form,
        act,
        title=_("Send %(number)s back") % {"number": found.number},
        lead=_("It is emptied and drawn up again; its number and its sums are kept in the log."),
        button=_("Send back"),
        cancel_url=run_url(found),
    )


@allow("GET", "POST")
@staff_page(can_prepare_pay)
def run_discard(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Throws a draft away."""
    found = found_run(request, pk)
    form = AgreeForm(request.POST or None)

    def act() -> str:
        discard_run(run=found, actor=request.user, now=timezone.now())
        return done(request, _("%(number)s is discarded.") % {"number": found.number}, _list(community))

    return ask(
        request,
        form,
        act,
        title=_("Discard %(number)s?") % {"number": found.number},
        sentence=_("The work in it can go into another run at once. The number is kept."),
        button=_("Discard"),
        cancel_url=run_url(found),
        grave=True,
    )


@allow("GET", "POST")
@staff_page(can_reverse_pay)
def run_reverse(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Takes an approved run back before any money left; by a third person."""
    found = found_run(request, pk)
    if refused := not_hers_to_reverse(request, found):
        return refused
    form = ReasonForm(request.POST or None)

    def act() -> str:
        reason = form.cleaned_data["reason"]
        reverse_run(run=found, reason=reason, actor=request.user, now=timezone.now())
        return done(request, _("%(number)s is reversed; its work is free.") % {"number": found.number}, run_url(found))

    return ask_money(
        request,
        form,
        act,
        **_sums(found),
        title=_("Reverse %(number)s?") % {"number": found.number},
        sentence=_("Nobody is paid by it; its work can go into another run. Every posting is turned round."),
        button=_("Reverse the run"),
        cancel_url=run_url(found),
        grave=True,
    )


@allow("GET", "POST")
@staff_page(can_reverse_pay)
def run_postpone(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Gives an approved run that nobody was paid by a new pay day; by a third person."""
    found = found_run(request, pk)
    if refused := not_hers_to_reverse(request, found):
        return refused
    usual = next_pay_day(found.community.pay_day, max(today(), found.pay_date))
    form = PostponeForm(request.POST or None, initial={"pay_date": usual})

    def act() -> str:
        again = postpone_run(run=found, **form.terms(), actor=request.user, now=timezone.now())
        words = {"old": found.number, "new": again.number}
        return done(
            request, _("%(old)s is reversed; %(new)s takes its place. Hand it in anew.") % words, run_url(again)
        )

    return ask_money(
        request,
        form,
        act,
        **_sums(found),
        title=_("A new pay day for %(number)s?") % {"number": found.number},
        sentence=_(
            "The tax goes by the month of payment, so the run is reversed and drawn up again under a new number."
            " It is handed in and approved anew; who is held back stays so."
        ),
        button=_("Draw it up for the new day"),
        cancel_url=run_url(found),
        grave=True,
    )


@allow("GET", "POST")
@staff_page(can_pay)
def run_close(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Ends a run: everybody is paid, or it is written why not."""
    found = found_run(request, pk)
    form = CloseForm(request.POST or None, lines=run_lines(found))

    def act() -> str:
        close_run(run=found, left_due=form.left_due(), actor=request.user, now=timezone.now())
        return done(request, _("%(number)s is closed.") % {"number": found.number}, run_url(found))

    open_slips = len(form.fields) - 1
    return fill_in(
        request,
        form,
        act,
        title=_("Close %(number)s") % {"number": found.number},
        lead=_("Everybody is paid.")
        if not open_slips
        else _("Write for each who is still unpaid why it stays so; she is owed it all the same."),
        button=_("Close the run"),
        cancel_url=run_url(found),
    )


def _list(community: str) -> str:
    return reverse("payouts:runs", args=[community])


def _who_is_left_out(found: PayRun) -> dict | None:
    """How many people have work that isn't in the run, and where it says why."""
    left = totals(waiting(found.community, cut_off=found.cut_off, run=found))
    if not left["people"]:
        return None
    words = ngettext(
        "%(count)s person has work that isn't in this run, %(amount)s: see why.",
        "%(count)s people have work that isn't in this run, %(amount)s: see why.",
        left["people"],
    )
    said = words % {"count": left["people"], "amount": yuan(round_fen(left["amount"]))}
    return {"url": f"{run_url(found)}#left-out", "words": said}


def _sums(found: PayRun) -> dict:
    """What to show in large before an act on the whole run: net, and how it comes about."""
    flow = run_flow(found)
    return {
        "amount": flow.net,
        "facts": [
            (_("people"), flow.people),
            (_("Gross"), yuan(flow.gross)),
            (_("Tax withheld"), yuan(flow.tax)),
            (_("Pay day"), short_day(found.pay_date)),
            (_("Prepared by"), found.prepared_by.name),
            *((label, yuan(amount)) for label, amount in (plan_facts(flow.plan) if flow.plan else [])),
        ],
    }
