"""The month on paper: what a resident's phone tells her, for whoever has none, in large print.

The words are those of the phone (`pages/me/`), so that paper and screen can't differ.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from microfactory.kernel.http import allow
from microfactory.kernel.periods import Month, day_in_month, today
from microfactory.kernel.qr import public_address, qr_of
from microfactory.kernel.scoping import get_visible
from microfactory.pages.me import rows, words
from microfactory.pages.me.dispute_words import about
from residents.enums import PayMoment
from residents.models import Resident, Workshop
from residents.perms import can_see_money_of_people
from residents.queries.members import workshops
from residents.web import staff_page
from workshops.payouts.models import DisputeMessage
from workshops.payouts.queries.disputes import answers_of
from workshops.payouts.queries.month_sheets import MonthSheet, SlipOfMonth, month_sheets
from workshops.payouts.queries.whereabouts import Part

MONTHS_OFFERED = 3


@dataclass(frozen=True, slots=True)
class Paper:
    """One resident's sheet as it is printed; words and sums as on her phone."""

    resident: Resident
    total: Decimal
    parts: list[tuple[Part, str, Decimal]]
    taxed: str
    earlier: Decimal
    reasons: list[rows.Group]
    unpaid: list[str]
    slips: list[tuple[SlipOfMonth, str]]
    lots: list[rows.Lot]
    answers: list[tuple[str, str]]
    pay_day: object


@allow("GET")
@staff_page(can_see_money_of_people)
def sheets(request: HttpRequest, community: str) -> HttpResponse:
    """Which month of which workshop is to be printed."""
    this = Month.of(today())
    context = {
        "months": [this.shifted(-back) for back in range(MONTHS_OFFERED)],
        "workshops": workshops(request.access),
        "rest": Resident.objects.visible_to(request.access).active().filter(workshop=None).exists(),
    }
    return render(request, "pages/sheets.html", context)


@allow("GET")
@staff_page(can_see_money_of_people)
def month_papers(request: HttpRequest, community: str, month: str, workshop: int | None = None) -> HttpResponse:
    """The sheets of all people of a workshop, one a page, in the order of the pigeon-holes; only where there is
    something to tell. Without a workshop: of those who have none."""
    people = Resident.objects.visible_to(request.access).select_related("community", "workshop")
    room = get_visible(Workshop.objects.all(), request.access, pk=workshop) if workshop else None
    return _printed(request, people.filter(workshop=room).in_paper_order(), _month(month), _choice(request))


@allow("GET")
@staff_page(can_see_money_of_people)
def person_paper(request: HttpRequest, community: str, pk: int, month: str) -> HttpResponse:
    """The sheet of one resident, printed again."""
    people = Resident.objects.select_related("community", "workshop")
    resident = get_visible(people, request.access, pk=pk)
    return _printed(request, [resident], _month(month), reverse("pages:person", args=[community, pk]))


def _choice(request: HttpRequest) -> str:
    """The page where month and workshop are chosen."""
    return reverse("pages:sheets", args=[request.community.code])


def _printed(request: HttpRequest, people: Sequence[Resident], month: Month, back_url: str) -> HttpResponse:
    day, people = today(), list(people)
    answers = answers_of(people, month.first, month.last)
    told = month_sheets(people, month, day)
    page = {
        "papers": [_paper(sheet, day, answers.get(sheet.resident.pk, [])) for sheet in told],
        "month": month,
        "waits_for_client": request.community.pay_moment != PayMoment.ON_PAY_DAY,
        "code": _code(),
        "back_url": back_url,
    }
    return render(request, "pages/month_sheets.html", page)


def _paper(sheet: MonthSheet, day, answers: list[DisputeMessage]) -> Paper:
    parts = [(part, words.part(part), sheet.sum_of(part)) for part in (Part.COUNTING, Part.WAITING, Part.GOT)]
    waiting = [own for own in [*sheet.entries, *sheet.earlier] if own.at.part in (Part.COUNTING, Part.WAITING)]
    pay_day = day_in_month(sheet.month.shifted(1), sheet.resident.community.pay_day)
    return Paper(
        resident=sheet.resident,
        total=sheet.total,
        parts=[part for part in parts if part[2]],
        earlier=sheet.earlier_total,
        reasons=rows.groups(waiting),
        unpaid=rows.unpaid_of_month([own.entry for own in sheet.entries]),
        taxed=words.taxed(sheet.sum_of(Part.GOT), sheet.taxed),
        slips=[(slip, words.how_paid(slip.slip, slip.payment, day)) for slip in sheet.slips],
        lots=rows.lots(sheet.in_hand, day),
        answers=[(about(answer.dispute), answer.text) for answer in answers],
        pay_day=pay_day if pay_day >= day and sheet.sum_of(Part.WAITING) else None,
    )


def _code() -> str:
    """The QR code of the resident's pages. The address is everybody's: whoever finds a paper has found no key."""
    return qr_of(public_address(reverse("me:home")))


def _month(text: str) -> Month:
    try:
        month = Month.parse(text)
    except ValueError:
        raise Http404 from None
    if month > Month.of(today()):
        raise Http404
    return month
