"""What the street office reads: sums by month and workshop, on screen, on paper and as a spreadsheet."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from microfactory.kernel.attachments import attached
from microfactory.kernel.http import allow
from microfactory.kernel.periods import today
from residents.web import staff_page
from workshops.payouts.perms import can_see_sums
from workshops.payouts.queries.street_office import closed_months, sums_by_workshop, sums_sheet


def _page(community) -> dict:
    months = sums_by_workshop(community, closed_months(today()))
    return {"months": months, "any_few": any(found.total.is_small for found in months), "day": today()}


@allow("GET")
@staff_page(can_see_sums)
def sums(request: HttpRequest, community: str) -> HttpResponse:
    """The last twelve months that are over."""
    return render(request, "payouts/sums.html", _page(request.community))


@allow("GET")
@staff_page(can_see_sums)
def sums_paper(request: HttpRequest, community: str) -> HttpResponse:
    """The same to be signed and handed over."""
    page = _page(request.community)
    page["signers"] = [_("Made out by"), _("Reviewed by")]
    return render(request, "payouts/paper/sums.html", {**page, "back_url": reverse("payouts:sums", args=[community])})


@allow("GET")
@staff_page(can_see_sums)
def sums_xlsx(request: HttpRequest, community: str) -> HttpResponse:
    """The same as a spreadsheet."""
    day = today()
    return attached(sums_sheet(request.community, closed_months(day), day=day), _("Sums") + ".xlsx")
