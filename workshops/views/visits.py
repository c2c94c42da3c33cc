"""Who came to the workshop and who left: two presses on the counter. It never creates pay."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from microfactory.kernel.http import allow
from microfactory.kernel.scoping import get_visible
from residents.forms.base import AgreeForm
from residents.models import Resident
from residents.views.acts import done
from residents.web import act_once, staff_page
from workshops.operations.visits import note_arrival, note_leaving
from workshops.perms import can_log_pieces


@allow("POST")
@staff_page(can_log_pieces)
def came(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Notes that somebody came now."""
    return _note(request, pk, note_arrival, _("Noted: %(name)s came."))


@allow("POST")
@staff_page(can_log_pieces)
def left(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Notes that somebody left now."""
    return _note(request, pk, note_leaving, _("Noted: %(name)s left."))


def _note(request: HttpRequest, pk: int, operation, sentence: str) -> HttpResponse:
    resident = get_visible(
        Resident.objects.active().filter(workshop__isnull=False).select_related("workshop"), request.access, pk=pk
    )
    url = f"{reverse('workshops:counter', args=[request.community.code])}?resident={pk}"
    form = AgreeForm(request.POST)

    def act() -> str:
        operation(resident=resident, workshop=resident.workshop, actor=request.user, now=timezone.now())
        return done(request, sentence % {"name": resident.name}, url)

    if form.is_valid() and (answer := act_once(request, form, act)):
        return answer
    for error in form.non_field_errors():
        messages.error(request, error)
    return redirect(url)
