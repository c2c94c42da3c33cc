"""What the street office reads: sums by month and workshop, on screen, on paper and as a spreadsheet."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from microfactory.kernel.http import allow
from microfactory.kernel.periods import Month, today
from residents.web import staff_page
from workshops.payouts.perms import can_see_sums
from workshops.payouts.queries.upward import MONTHS, sums_by_workshop, sums_sheet
from workshops.payouts.views.downloads import file_of


def _months() -> list[Month]:
    this = Month.of(today())
    return [this.shifted(-back) for back in range(MONTHS)]


@allow("GET")
@staff_page(can_see_sums)
def sums(request: HttpRequest, community: str) -> HttpResponse:
    """The last twelve months."""
    return render(request, "payouts/sums.html", {"months": sums_by_workshop(request.community, _months())})


@allow("GET")
@staff_page(can_see_sums)
def sums_paper(request: HttpRequest, community: str) -> HttpResponse:
    """The same to be signed and handed over."""
    page = {"months": sums_by_workshop(request.community, _months()), "day": today()}
    page["signers"] = [_("Made out by"), _("Reviewed by")]
    return render(request, "payouts/paper/sums.html", {**page, "back_url": reverse("payouts:sums", args=[community])})


@allow("GET")
@staff_page(can_see_sums)
def sums_xlsx(request: HttpRequest, community: str) -> HttpResponse:
    """The same as a spreadsheet."""
    return file_of(sums_sheet(request.community, _months()), _("Sums"))
