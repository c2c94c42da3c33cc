"""Papers of people: the form on which a resident agrees."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import pgettext

from microfactory.kernel.http import allow
from microfactory.kernel.periods import today
from residents.perms import can_manage_people
from residents.queries.consents import VERSION, purposes_of
from residents.views.people import found, person_url
from residents.web import staff_page


@allow("GET")
@staff_page(can_manage_people)
def consent_paper(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """The consent form in two copies: each purpose apart, with its data, use and period, and how to take it back."""
    resident = found(request, pk)
    page = {
        "resident": resident,
        "rows": purposes_of(resident),
        "version": VERSION,
        "day": today(),
        "copies": [pgettext("on paper", "kept by the community"), pgettext("on paper", "for the resident")],
        "signers": [
            pgettext("on paper", "Resident (signature or fingerprint)"),
            pgettext("on paper", "Guardian, where there is one"),
            pgettext("on paper", "Read out before (witness)"),
            pgettext("on paper", "Written down by"),
            pgettext("on paper", "Day"),
        ],
        "back_url": person_url(resident),
    }
    return render(request, "residents/paper/consent.html", page)
