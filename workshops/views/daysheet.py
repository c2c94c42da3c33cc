"""The day sheet: a workshop's day on one page, typed from the paper list and stored at once."""

import datetime as dt
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import ngettext, pgettext

from microfactory.kernel.http import allow
from residents.models import Workshop
from residents.perms import can_see_money_of_people
from residents.web import act_once, staff_page
from workshops.forms.daysheet import DaySheetForm, SheetForm
from workshops.models import Operation
from workshops.operations.daysheet import log_sheet
from workshops.perms import can_import, can_log_pieces
from workshops.queries import daysheet as queries


@dataclass(frozen=True)
class Asked:
    """Which sheet is meant, and what else could be chosen."""

    workshop: Workshop | None
    workshops: list[Workshop]
    day: dt.date
    offered: list[Operation]
    operations: list[Operation]

    @property
    def query(self) -> str:
        """The same sheet in an address."""
        asked = [("day", self.day), ("workshop", self.workshop.pk if self.workshop else "")]
        return urlencode(asked + [("op", operation.pk) for operation in self.operations])


@allow("GET", "POST")
@staff_page(can_log_pieces)
def day_sheet(request: HttpRequest, community: str) -> HttpResponse:
    """Shows the sheet of a workshop's day, and stores what was typed; what is refused stays with its sentence."""
    asked = _asked(request)
    form = DaySheetForm(request.POST or None, sheet=_sheet(request, asked), day=asked.day)
    if request.method == "POST" and form.is_valid():
        if answer := act_once(request, form, lambda: _store(request, asked, form)):
            form = form.again(_sheet(request, asked))
            if not any(row.unfinished for row in form.rows()):
                return answer
    page = {
        "asked": asked,
        "form": form,
        "rows": form.rows(),
        "may_see_money": can_see_money_of_people(request.access),
        "may_import": can_import(request.access),
    }
    return render(request, "workshops/day_sheet.html", page)


@allow("GET")
@staff_page(can_log_pieces)
def day_sheet_paper(request: HttpRequest, community: str) -> HttpResponse:
    """The empty sheet on paper: the same people in the same order, the same operations across."""
    asked = _asked(request)
    page = {
        "asked": asked,
        "rows": _sheet(request, asked).rows,
        "columns": 5 + 2 * len(asked.operations),
        "signers": [pgettext("on paper", "Written down by"), pgettext("on paper", "Checked by")],
        "back_url": f"{reverse('workshops:day_sheet', args=[community])}?{asked.query}",
    }
    return render(request, "workshops/paper/day_sheet.html", page)


def _store(request: HttpRequest, asked: Asked, form: DaySheetForm) -> str:
    result = log_sheet(
        workshop=asked.workshop,
        day=asked.day,
        cells=form.cells,
        times=form.times,
        actor=request.user,
        now=timezone.now(),
    )
    form.take({key: refusal.sentence for key, refusal in result.refused.items()})
    if result.stored:
        count = len(result.stored)
        messages.success(request, ngettext("%(n)s cell is stored.", "%(n)s cells are stored.", count) % {"n": count})
    if form.refused:
        count = len(form.refused)
        sentence = ngettext(
            "%(n)s cell isn't stored; it says why.", "%(n)s cells aren't stored; each says why.", count
        )
        messages.error(request, sentence % {"n": count})
    return f"{request.path}?{asked.query}"


def _asked(request: HttpRequest) -> Asked:
    """The sheet that is asked for; without a word: today's, of the first workshop, with the operations in use."""
    terms = SheetForm(request.GET).terms()
    workshops = list(Workshop.objects.visible_to(request.access).filter(active=True).order_by("name", "pk"))
    wanted = terms.get("workshop")
    workshop = next((row for row in workshops if wanted in (None, row.pk)), None)
    if wanted and workshop is None:
        raise Http404
    if workshop is None:
        return Asked(None, [], terms["day"], [], [])
    offered = queries.sheet_operations(access=request.access, workshop=workshop, day=terms["day"])
    chosen = {int(text) for text in request.GET.getlist("op") if text.isdecimal() and len(text) < 18}
    chosen = chosen or queries.usual_operations(workshop=workshop, day=terms["day"], offered=offered)
    return Asked(workshop, workshops, terms["day"], offered, [row for row in offered if row.pk in chosen])


def _sheet(request: HttpRequest, asked: Asked) -> queries.Sheet:
    if asked.workshop is None:
        return queries.Sheet([], [])
    return queries.grid(access=request.access, workshop=asked.workshop, day=asked.day, operations=asked.operations)
