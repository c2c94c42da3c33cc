"""Whoever may not judge or reverse a pay run reads why, and who can: not only that the page isn't hers."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from microfactory.kernel.periods import today
from residents.enums import Role
from workshops.payouts.enums import UNAPPROVED, RunState
from workshops.payouts.models import PayRun
from workshops.payouts.perms import can_approve_pay
from workshops.payouts.queries.duties import names_of
from workshops.payouts.views.runs import run_url


def not_hers_to_judge(request: HttpRequest, run: PayRun) -> HttpResponse | None:
    """A page (403) for whoever prepared the run, or approves none; None where she may approve or send back."""
    if request.user.pk in run.preparers:
        why = _("Whoever prepared a pay run can't approve it. Ask another approver.")
    elif not can_approve_pay(request.access):
        why = _("Approving is another duty than yours: a second pair of eyes before money leaves.")
    else:
        return None
    names = names_of(run.community, Role.APPROVER, day=today(), but=run.preparers)
    if names:
        who = _("These can approve it: %(names)s.") % {"names": _(", ").join(names)}
    else:
        who = _("Nobody else in this community approves pay runs yet. The office names an approver under Members.")
    return _not_hers(request, run, title=_("Somebody else approves this run"), why=why, who=who)


def not_judged_now(request: HttpRequest, run: PayRun) -> HttpResponse | None:
    """Back to the run's page, with a sentence, for whoever opens the judging of a run that doesn't wait for it."""
    if request.method == "POST" or run.state == RunState.SUBMITTED:
        return None
    if run.state in UNAPPROVED:
        sentence = _("%(number)s isn't handed in for approval yet: %(name)s is still preparing it.")
    else:
        sentence = _("%(number)s doesn't wait for approval any more: %(state)s.")
    words = {"number": run.number, "name": run.prepared_by.name, "state": run.get_state_display()}
    messages.warning(request, sentence % words)
    return redirect(run_url(run))


def not_hers_to_reverse(request: HttpRequest, run: PayRun) -> HttpResponse | None:
    """A page (403) for whoever prepared or approved the run; None where she may take its pay back."""
    if request.user.pk not in run.deciders:
        return None
    names = names_of(run.community, Role.STAFF, Role.APPROVER, Role.CASHIER, day=today(), but=run.deciders)
    if names:
        who = _("These can reverse it: %(names)s.") % {"names": _(", ").join(names)}
    else:
        who = _("Nobody else in this community reverses pay yet. The office names somebody under Members.")
    why = _("Pay is reversed by somebody who neither prepared nor approved it.")
    return _not_hers(request, run, title=_("Somebody else reverses this pay"), why=why, who=who)


def _not_hers(request: HttpRequest, run: PayRun, **page) -> HttpResponse:
    page = {"run": run, "back_url": run_url(run), **page}
    return render(request, "payouts/not_yours.html", page, status=403)
