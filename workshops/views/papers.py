"""Papers of production: slips in two copies, the delivery note, the form to record acceptance on."""

from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import pgettext

from microfactory.kernel.http import allow
from microfactory.kernel.periods import Month, today
from microfactory.kernel.qr import public_address, qr_of
from microfactory.kernel.scoping import Access, get_visible
from residents.models import Resident
from residents.perms import can_see_money_of_people
from residents.web import staff_page
from workshops.models import Delivery, Issue, PieceEntry
from workshops.perms import can_deliver, can_log_pieces, can_see_orders
from workshops.queries.deliveries import delivery_lines
from workshops.queries.record_card import record_card

CARD_ROWS, BACK_ROWS = 7, 10  # what a card of A5 holds under its head and over its last words, and each page more
SPARE_ROWS = 3  # at least so many are left to write in
NOTE_ROWS = 14  # lines on one sheet of a delivery note, so that its sums and signatures have room


@allow("GET")
@staff_page(can_see_orders)
def issue_slip(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """The issue slip (two A5 copies on one A4) with what is promised on it."""
    rows = Issue.objects.select_related("resident", "workshop", "operation__work_order__agreement", "issued_by")
    issue = get_visible(rows, request.access, pk=pk)
    counter = reverse("workshops:counter", args=[community])
    page = {
        "issue": issue,
        "materials": [(row, row.per_piece * issue.quantity) for row in issue.operation.materials.order_by("pk")],
        "code": qr_of(public_address(f"{counter}?resident={issue.resident_id}&choice=slip-{pk}")),
        "copies": [pgettext("on paper", "kept by the workshop"), pgettext("on paper", "for the resident")],
        "signers": [
            pgettext("on paper", "Handed out by"),
            pgettext("on paper", "Taken by"),
            pgettext("on paper", "Checked by"),
        ],
        "back_url": reverse("workshops:issue", args=[community, pk]),
    }
    return render(request, "workshops/paper/issue_slip.html", page)


@allow("GET")
@staff_page(can_see_orders)
def entry_slip(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """What was handed in, on paper in two copies: one for her."""
    rows = PieceEntry.objects.select_related("resident", "operation__work_order", "issue", "logged_by", "workshop")
    entry = get_visible(rows, request.access, pk=pk)
    page = {
        "entry": entry,
        "number": entry.issue.number if entry.issue else "",
        "copies": [pgettext("on paper", "kept by the workshop"), pgettext("on paper", "for the resident")],
        "signers": [pgettext("on paper", "Handed in by"), pgettext("on paper", "Received by")],
        "may_see_money": can_see_money_of_people(request.access),
        "back_url": _where_logged(request.access, community, pk),
    }
    return render(request, "workshops/paper/entry_slip.html", page)


def _where_logged(access: Access, community: str, pk: int) -> str:
    """Back to the counter, where it was just logged; for who doesn't log, to the entry."""
    if can_log_pieces(access):
        return f"{reverse('workshops:counter', args=[community])}?said={pk}"
    return reverse("workshops:entry", args=[community, pk])


@allow("GET")
@staff_page(can_see_orders)
def record_card_paper(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """The record card (F15) of a month: what is known is printed, the rest is written by hand and signed."""
    resident = get_visible(Resident.objects.select_related("workshop"), request.access, pk=pk)
    month = _month(request.GET.get("month", ""))
    lines = record_card(resident, month)
    page = {
        "resident": resident,
        "month": month,
        "lines": lines,
        "empty": range(_rows_of_card(len(lines)) - len(lines)),
        "may_see_money": can_see_money_of_people(request.access),
        "back_url": reverse("pages:person", args=[community, pk]),
    }
    return render(request, "workshops/paper/record_card.html", page)


def _rows_of_card(known: int) -> int:
    """So many rows fill the pages that the known ones and some to write in take."""
    over = max(known + SPARE_ROWS - CARD_ROWS, 0)
    return CARD_ROWS + BACK_ROWS * -(-over // BACK_ROWS)


def _month(text: str) -> Month:
    """The month that is asked for, else this one."""
    try:
        return Month.parse(text)
    except ValueError:
        return Month.of(today())


@allow("GET")
@staff_page(can_deliver)
def delivery_note(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """The delivery note in three copies."""
    copies = [
        pgettext("on paper", "copy 1: kept"),
        pgettext("on paper", "copy 2: the company"),
        pgettext("on paper", "copy 3: back with a signature"),
    ]
    signers = [
        pgettext("on paper", "Made out by"),
        pgettext("on paper", "Checked by"),
        pgettext("on paper", "Delivered by"),
        pgettext("on paper", "Received by (seal)"),
        pgettext("on paper", "Vehicle number"),
    ]
    return _delivery_paper(request, community, pk, "workshops/paper/delivery_note.html", copies, signers)


@allow("GET")
@staff_page(can_deliver)
def acceptance_form(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """The form on which the company writes what it accepted."""
    signers = [
        pgettext("on paper", "Inspected by"),
        pgettext("on paper", "Company (seal)"),
        pgettext("on paper", "Day"),
    ]
    return _delivery_paper(request, community, pk, "workshops/paper/acceptance_form.html", [], signers)


def _delivery_paper(
    request: HttpRequest, community: str, pk: int, template: str, copies: list[str], signers: list[str]
) -> HttpResponse:
    delivery = get_visible(Delivery.objects.select_related("client", "workshop", "sent_by"), request.access, pk=pk)
    lines = [row.line for row in delivery_lines(delivery=delivery)]
    facts = [(pgettext("on paper", "Company"), delivery.client.name)]
    rows = [(line, line.quantity * line.client_price) for line in lines]
    page = {
        "delivery": delivery,
        "day": delivery.sent_on or today(),
        "facts": facts,
        "lines": rows,
        "sheets": _sheets(rows),
        "pieces": sum(line.quantity for line in lines),
        "worth": sum((line.quantity * line.client_price for line in lines), Decimal(0)),
        "copies": copies,
        "signers": signers,
        "back_url": reverse("workshops:delivery", args=[community, pk]),
    }
    return render(request, template, page)


def _sheets(rows: list[tuple]) -> list[dict]:
    """The lines sheet by sheet, each with its place among them and the number before its first line. A copy has its
    own count of pages, which a browser's counter of the whole document can't give."""
    firsts = range(0, max(len(rows), 1), NOTE_ROWS)
    place = pgettext("on paper", "page %(page)s of %(pages)s")
    return [
        {
            "rows": [(before + number, *row) for number, row in enumerate(rows[before : before + NOTE_ROWS], 1)],
            "place": place % {"page": page, "pages": len(firsts)},
            "last": page == len(firsts),
        }
        for page, before in enumerate(firsts, 1)
    ]
