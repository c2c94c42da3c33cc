"""One entry: undo, inspection, sending back and handing in again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from microfactory.kernel.dates import short_day, weekday
from microfactory.kernel.http import allow
from microfactory.kernel.money import unit_price
from microfactory.kernel.periods import today
from microfactory.kernel.scoping import get_visible
from residents.forms.base import AgreeForm, ReasonForm
from residents.models import Resident
from residents.perms import can_see_money_of_people
from residents.queries.search import matching
from residents.views.acts import done, fill_in
from residents.web import act_once, staff_page
from workshops.enums import EntrySource, EntryState
from workshops.forms.counter import QUANTITIES, EntriesForm, ResubmitForm, SendBackForm
from workshops.forms.issues import CORRECTED, CorrectForm
from workshops.models import PieceEntry
from workshops.operations.corrections import correct_entry
from workshops.operations.inspection import accept_entries, resubmit_entry, send_back_entry
from workshops.operations.undoing import void_entry
from workshops.perms import can_correct, can_inspect, can_log_pieces, can_see_orders, can_see_prices
from workshops.queries.entries import entry_page, right_figures, right_rate
from workshops.queries.entry_list import entry_rows, listed
from workshops.views.known import fill_in_knowing
from workshops.views.of_order import Asked, of_order

WITH_ALL = ("resident", "operation__work_order", "logged_by", "issue")


@allow("GET")
@staff_page(can_see_orders)
def entries(request: HttpRequest, community: str) -> HttpResponse:
    """What was handed in, the newest day first, by person, order, state and days."""
    asked = entries_asked(request)
    page = {
        "asked": asked.terms,
        "of_order": asked.of_order,
        "states": EntryState.choices,
        "page": entry_rows(asked.rows, today=today(), **asked.keys),
        "may_see_money": can_see_money_of_people(request.access),
    }
    return render(request, "workshops/entries.html", page)


def entries_asked(request: HttpRequest) -> Asked:
    """The entries that the list is asked for."""
    terms = EntriesForm(request.GET).terms()
    narrowed = of_order(request, terms.get("order", ""))
    given = {name: terms.get(name) for name in ("resident", "state", "first", "last")}
    rows = listed(access=request.access, work_order=narrowed.order if narrowed else None, **given)
    if terms.get("q"):
        rows = rows.filter(resident__in=matching(Resident.objects.visible_to(request.access), terms["q"]))
    return Asked(terms, narrowed, rows)


@allow("GET")
@staff_page(can_see_orders)
def entry(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """One entry with its history, its corrections and where its pieces went."""
    found = _entry(request, pk)
    page = {
        "entry": found,
        "may_correct": can_correct(request.access),
        "may_log": can_log_pieces(request.access),
        "may_see_money": can_see_money_of_people(request.access),
        "page": entry_page(entry=found),
        "press": AgreeForm(),
    }
    return render(request, "workshops/entry.html", page)


@allow("GET", "POST")
@staff_page(can_log_pieces)
def entry_undo(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Takes back what was just written down by one press, and what an import brought with a reason; only before
    anybody was paid or anything was delivered for it."""
    found = _entry(request, pk)
    imported = found.source == EntrySource.IMPORT
    form = ReasonForm(request.POST or None)
    back = reverse("workshops:entry", args=[community, pk]) if imported else _counter(community)

    def act() -> str:
        reason = form.cleaned_data["reason"] if imported else ""
        void_entry(entry=found, reason=reason, actor=request.user, now=timezone.now())
        return done(request, _("Undone: %(name)s, %(work)s.") % _words(found), back)

    if request.method == "POST" and not imported:
        return _press(request, act, back)
    title = _("Undo: %(name)s, %(work)s") % _words(found)
    lead = _("Work of %(day)s from a spreadsheet. Undone, it counts no more; the same row can be imported again.")
    page = {"title": title, "lead": lead % {"day": short_day(found.work_date)} if imported else ""}
    return fill_in(request, form, act, **page, button=_("Undo"), cancel_url=back)


@allow("POST")
@staff_page(can_inspect)
def entry_accept(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Inspects a leader's entry and accepts it."""
    found = _entry(request, pk)

    def act() -> str:
        result = accept_entries(
            community=request.community, entries=[found.pk], actor=request.user, now=timezone.now()
        )
        for refusal in result.refused.values():
            messages.error(request, refusal.sentence)
        if result.accepted:
            text = ngettext("%(n)s entry is inspected.", "%(n)s entries are inspected.", len(result.accepted))
            messages.success(request, text % {"n": len(result.accepted)})
        return _counter(community)

    return _press(request, act, _counter(community))


@allow("GET", "POST")
@staff_page(can_inspect)
def entry_send_back(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Sends a leader's entry back with a reason."""
    found = _entry(request, pk)
    form = SendBackForm(request.POST or None)

    def act() -> str:
        send_back_entry(entry=found, reason=form.cleaned_data["reason"], actor=request.user, now=timezone.now())
        return done(request, _("Sent back: %(name)s, %(work)s.") % _words(found), _counter(community))

    title = _("Send back: %(name)s, %(work)s") % _words(found)
    return fill_in(request, form, act, title=title, button=_("Send back"), cancel_url=_counter(community))


@allow("GET", "POST")
@staff_page(can_log_pieces)
def entry_again(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Puts an entry right that was sent back, and hands it in for inspection again."""
    found = _entry(request, pk)
    typed = {name: getattr(found, name) or "" for name in QUANTITIES}
    form = ResubmitForm(request.POST or None, initial=typed)

    def act() -> str:
        resubmit_entry(entry=found, **form.terms(), actor=request.user, now=timezone.now())
        return done(request, _("Handed in again: %(name)s, %(work)s.") % _words(found), _counter(community))

    return fill_in(
        request,
        form,
        act,
        title=_("Put right: %(name)s, %(work)s") % _words(found),
        lead=found.sent_back_reason,
        button=_("Hand in again"),
        cancel_url=_counter(community),
    )


@allow("GET", "POST")
@staff_page(can_correct)
def entry_correct(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Puts an inspected entry right: the row stays, the difference becomes rows of its own."""
    found = _entry(request, pk)
    now_right = right_figures(found)
    form = CorrectForm(request.POST or None, initial=now_right)
    url = reverse("workshops:entry", args=[community, pk])

    def act() -> str:
        correct_entry(entry=found, **form.terms(), actor=request.user, now=timezone.now())
        return done(request, _("Put right."), url)

    return fill_in_knowing(
        request,
        form,
        act,
        facts=_known(found, now_right, can_see_prices(request.access)),
        title=_("Put right: %(name)s, %(work)s") % _words(found),
        lead=_("Type the figures as they should be. The old row stays; the difference is written below it."),
        button=_("Correct it"),
        cancel_url=url,
    )


def _known(entry: PieceEntry, now_right: dict[str, int], sees_prices: bool) -> list[tuple[str, str]]:
    """What stands on the entry now, with all corrections so far."""
    order, unit = entry.operation.work_order, entry.operation.unit
    labels = CorrectForm.base_fields
    counted = [f"{labels[name].label} {now_right[name]} {unit}" for name in CORRECTED if now_right[name]]
    facts = [
        (_("Order"), f"{order.number} {order.product}"),
        (_("Work"), entry.operation.name),
        (_("Work date"), f"{entry.work_date:%Y-%m-%d} {weekday(entry.work_date)}"),
        (_("Counted now"), " · ".join(counted) or f"0 {unit}"),
    ]
    return [*facts, (_("Rate"), unit_price(right_rate(entry)))] if sees_prices else facts


def _entry(request: HttpRequest, pk: int) -> PieceEntry:
    return get_visible(PieceEntry.objects.select_related(*WITH_ALL), request.access, pk=pk)


def _counter(community: str) -> str:
    return reverse("workshops:counter", args=[community])


def _words(entry: PieceEntry) -> dict[str, str]:
    work = f"{entry.operation.full_name} {entry.good} {entry.operation.unit}"
    return {"name": entry.resident.name, "work": work}


def _press(request: HttpRequest, act, back: str) -> HttpResponse:
    """A single button: done once; a refusal is said on the page it came from."""
    form = AgreeForm(request.POST)
    if form.is_valid() and (answer := act_once(request, form, act)):
        return answer
    for error in form.non_field_errors():
        messages.error(request, error)
    return redirect(back)
