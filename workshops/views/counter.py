"""The counter: one queue, one field, one press."""

from functools import partial
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from microfactory.kernel.http import allow
from microfactory.kernel.periods import today
from microfactory.kernel.scoping import get_visible
from residents.forms.base import AgreeForm
from residents.models import Resident
from residents.perms import can_see_money_of_people
from residents.web import act_once, staff_page
from workshops.forms.counter import LogForm, WhoForm
from workshops.models import PieceEntry
from workshops.operations.handing_in import hand_in
from workshops.perms import can_correct, can_inspect, can_log_pieces
from workshops.queries import counter as queries
from workshops.queries.holdings import to_ask, who_holds_what
from workshops.views.of_order import OfOrder, of_order


@allow("GET")
@staff_page(can_log_pieces)
def counter(request: HttpRequest, community: str) -> HttpResponse:
    """Who stands there (typed, scanned or chosen), what she may hand in, and what was written down today."""
    asked = WhoForm(request.GET).terms()
    narrowed = of_order(request, asked.get("order", ""))
    resident, found = _who(request, asked)
    form = None
    if resident is not None and resident.user_id != request.user.pk:
        choices = queries.choices(resident=resident, today=today())
        first = asked.get("choice") or queries.first_choice(choices, order=narrowed.order if narrowed else None)
        form = LogForm(choices=choices, initial={"choice": first, "work_date": asked.get("day") or today()})
    return _page(request, asked, narrowed, resident=resident, found=found, form=form)


@allow("GET")
@staff_page(can_see_money_of_people)
def month(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """What somebody's month comes to: sent only when asked for, since the queue sees the screen."""
    resident = get_visible(Resident.objects, request.access, pk=pk)
    page = {"resident": resident, "month": queries.month_of(resident=resident, day=today())}
    template = "workshops/parts/month.html" if request.htmx else "workshops/month.html"
    return render(request, template, page)


@allow("POST")
@staff_page(can_log_pieces)
def log(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Writes down what this resident hands in; a refusal shows the same page with every figure still there."""
    form = LogForm(request.POST, find=partial(queries.slip_sent, access=request.access, resident=pk))
    asked = WhoForm({**request.POST.dict(), "day": request.POST.get("work_date", "")}).terms()
    if form.sent and form.is_valid() and (done := act_once(request, form, lambda: _log(request, asked, form))):
        return done
    resident = get_visible(Resident.objects.active(), request.access, pk=pk)
    form.offer(queries.choices(resident=resident, today=today()))
    if not form.sent and form.is_valid():
        if done := act_once(request, form, lambda: _log(request, asked, form, resident)):
            return done
    narrowed = of_order(request, asked.get("order", ""), path=_counter(request))
    return _page(request, asked, narrowed, resident=resident, found=None, form=form)


def _log(request: HttpRequest, asked: dict, form: LogForm, resident: Resident | None = None) -> str:
    lot = {"issue": form.issue} if form.issue else {"resident": resident, "operation": form.operation}
    entry = hand_in(**lot, **form.terms(), actor=request.user, now=timezone.now())
    day = form.cleaned_data["work_date"]
    kept = {"said": entry.pk, "day": "" if day == today() else day, "order": asked.get("order", "")}
    return f"{_counter(request)}?{urlencode({name: value for name, value in kept.items() if value})}"


def _counter(request: HttpRequest) -> str:
    return reverse("workshops:counter", args=[request.community.code])


def _who(request: HttpRequest, asked: dict):
    """The one person it is, and whoever else it could be."""
    if asked.get("resident"):
        return get_visible(Resident.objects.active(), request.access, pk=asked["resident"]), None
    found = queries.find_people(access=request.access, text=asked.get("q", ""))
    if request.htmx or found.only is None:  # while she types, the one match is shown, to be opened with Enter
        return None, found
    return found.only.resident, found


def _page(request: HttpRequest, asked: dict, narrowed: OfOrder | None, *, resident, found, form) -> HttpResponse:
    access, day = request.access, today()
    said = None
    if asked.get("said"):
        rows = PieceEntry.objects.select_related("resident", "operation__work_order")
        said = rows.visible_to(access).filter(pk=asked["said"]).first()
    entries = _pressable(request, queries.today_entries(access=access, day=day))
    page = {
        "search_url": _counter(request),
        "of_order": narrowed,
        "holders": who_holds_what(work_order=narrowed.order, today=day) if narrowed and not resident else [],
        "typed": "" if found and found.by_card else asked.get("q", ""),
        "day": asked.get("day") or day,
        "resident": resident,
        "found": found,
        "form": form,
        "details": _details(resident, form) if resident else [],
        "own": resident is not None and resident.user_id == request.user.pk,
        "press": AgreeForm(),
        "said": said,
        "again": queries.again(said, entries) if said else None,
        "entries": entries,
        "count": queries.count_today(access=access, day=day),
        "waiting": _pressable(request, queries.waiting_entries(access=access)),
        "to_ask": to_ask(access=access, today=day, limit=8),
        "may_inspect": can_inspect(access),
        "may_see_money": can_see_money_of_people(access),
    }
    return render(request, "workshops/counter.html", page)


def _details(resident: Resident, form: LogForm | None) -> list[str]:
    """What tells her from her namesakes, and what she has in hand."""
    born = _("born %(year)s") % {"year": resident.birth_year} if resident.birth_year else ""
    slips = sum(choice.issue is not None for choice in form.offered.values()) if form else 0
    held = ngettext("%(n)s lot in hand", "%(n)s lots in hand", slips) % {"n": slips} if form else ""
    return [word for word in (resident.house, born, resident.get_usual_place_display(), held) if word]


def _pressable(request: HttpRequest, entries: list[PieceEntry]) -> list[PieceEntry]:
    """Each entry with the one-time key of its button; a leader undoes only what she wrote down herself."""
    for entry in entries:
        hers = can_correct(request.access) or entry.logged_by_id == request.user.pk
        entry.once, entry.undoable = AgreeForm()["once"], hers and getattr(entry, "can_undo", False)
    return entries
