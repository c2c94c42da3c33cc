"""Whoever may not judge a pay run reads why, and who can: not only that the page isn't hers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from microfactory.kernel.periods import today
from residents.enums import Role
from workshops.payouts.models import PayRun
from workshops.payouts.perms import can_approve_pay
from workshops.payouts.queries.duties import names_of
from workshops.payouts.views.runs import run_url


def not_hers_to_judge(request: HttpRequest, run: PayRun) -> HttpResponse | None:
    """A page (403) for whoever prepared the run, or approves none; None where she may approve or send back."""
    hands = {run.prepared_by_id, run.submitted_by_id} - {None}
    if request.user.pk in hands:
        why = _("Whoever prepared a pay run can't approve it. Ask another approver.")
    elif not can_approve_pay(request.access):
        why = _("Approving is another duty than yours: a second pair of eyes before money leaves.")
    else:
        return None
    page = {
        "run": run,
        "why": why,
        "names": names_of(run.community, Role.APPROVER, day=today(), but=hands),
        "back_url": run_url(run),
    }
    return render(request, "payouts/not_yours.html", page, status=403)
