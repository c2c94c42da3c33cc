"""Whole identity and account numbers of everybody in a run: asked what for, and noted for each of them."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from residents.forms.base import ReasonForm
from workshops.payouts.models import PayRun
from workshops.payouts.operations.looks import note_looks
from workshops.payouts.views.runs import run_url


def with_whole_numbers(
    request: HttpRequest, run: PayRun, kinds: list[str], show: Callable[[], HttpResponse]
) -> HttpResponse:
    """Asks what the numbers are needed for; then notes a look at everybody's, with that reason, and shows them."""
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        note_looks(
            community=run.community,
            residents=run.slips.order_by("pk").values_list("resident_id", flat=True),
            kinds=kinds,
            reason=f"{run.number}: {form.cleaned_data['reason']}",
            actor=request.user,
            now=timezone.now(),
        )
        return show()
    page = {
        "form": form,
        "title": _("Whole numbers of everybody in %(number)s") % {"number": run.number},
        "sentence": _("Write what you need them for. It is noted for each person, with your name; she may see it."),
        "button": _("Show the whole numbers"),
        "cancel_url": run_url(run),
    }
    return render(request, "residents/ask.html", {**page, "grave": False, "shown": ""})
