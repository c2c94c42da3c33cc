"""Papers of production: slips in two copies, the delivery note, the form to record acceptance on."""

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from microfactory.kernel.http import allow
from microfactory.kernel.scoping import get_visible
from residents.web import staff_page
from workshops.models import Delivery, Issue, PieceEntry
from workshops.perms import can_deliver, can_see_orders
from workshops.queries.deliveries import delivery_lines


def qr(path: str) -> SafeString:
    """The QR code of an address of ours, as inline SVG."""
    code = segno.make(f"{settings.PUBLIC_ADDRESS}{path}", error="m", micro=False)
    return mark_safe(code.svg_inline(omitsize=True, border=2))  # made by segno out of our own address


@allow("GET")
@staff_page(can_see_orders)
def issue_slip(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """The issue slip (A5, two copies) with what is promised on it."""
    rows = Issue.objects.select_related("resident", "workshop", "operation__work_order__agreement", "issued_by")
    issue = get_visible(rows, request.access, pk=pk)
    materials = [(row, row.per_piece * issue.quantity) for row in issue.operation.materials.order_by("pk")]
    code = qr(f"{reverse('workshops:counter', args=[community])}?resident={issue.resident_id}")
    page = {"issue": issue, "materials": materials, "code": code, "back_url": _issue_url(community, pk)}
    return render(request, "workshops/paper/issue_slip.html", page)


def _issue_url(community: str, pk: int) -> str:
    return reverse("workshops:issue", args=[community, pk])


@allow("GET")
@staff_page(can_see_orders)
def entry_slip(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """What was handed in, on paper in two copies: one for her."""
    rows = PieceEntry.objects.select_related("resident", "operation__work_order", "issue", "logged_by", "workshop")
    entry = get_visible(rows, request.access, pk=pk)
    page = {"entry": entry, "back_url": reverse("workshops:counter", args=[community])}
    return render(request, "workshops/paper/entry_slip.html", page)


@allow("GET")
@staff_page(can_deliver)
def delivery_note(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """The delivery note in three copies."""
    return _delivery_paper(request, community, pk, "workshops/paper/delivery_note.html")


@allow("GET")
@staff_page(can_deliver)
def acceptance_form(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """The form on which the company writes what it accepted."""
    return _delivery_paper(request, community, pk, "workshops/paper/acceptance_form.html")


def _delivery_paper(request: HttpRequest, community: str, pk: int, template: str) -> HttpResponse:
    delivery = get_visible(Delivery.objects.select_related("client", "workshop", "sent_by"), request.access, pk=pk)
    back_url = reverse("workshops:delivery", args=[community, pk])
    page = {"delivery": delivery, "lines": delivery_lines(delivery=delivery), "back_url": back_url}
    return render(request, template, page)
