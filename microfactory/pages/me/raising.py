"""A resident says what is wrong: first about what, then in words or aloud."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from microfactory.kernel.http import allow
from microfactory.pages.me import dispute_words as words
from microfactory.pages.me.disputes import PLACE, hers_alone, say
from microfactory.pages.me.history import date_of
from microfactory.pages.me.slips import slip_of
from workshops.payouts.forms.disputes import SayForm
from workshops.payouts.operations import disputes as acts
from workshops.payouts.queries import disputable, earnings

MOST_LINES = 8  # of more than that, she chooses first what she made


@allow("GET")
@hers_alone
def choose(request: HttpRequest) -> HttpResponse:
    """What is it about? Her last slips, work that isn't paid yet, work that is missing; or the work of a day."""
    slips = earnings.slips_of(request.resident)[:3]
    entries = disputable.unpaid_entries(request.resident)
    return render(request, "me/dispute_choose.html", {**PLACE, "slips": slips, "entries": entries, "day": None})


@allow("GET")
@hers_alone
def choose_of_day(request: HttpRequest, year: int, number: int, day: int) -> HttpResponse:
    """Which work of this day? Or some that is missing."""
    shown = date_of(year, number, day)
    entries = disputable.entries_of_day(request.resident, shown)
    context = {"place": "history", "day": shown, "entries": entries, "slips": []}
    return render(request, "me/dispute_choose.html", context)


@allow("GET")
@hers_alone
def choose_line(request: HttpRequest, pk: int) -> HttpResponse:
    """Which line of this slip? Where there are many: first of which product (`?work=` says of which), then which."""
    slip = slip_of(request, pk)
    lines = disputable.lines_to_choose(slip)
    products = disputable.products_of(lines) if len(lines) > MOST_LINES else []
    chosen = next((product for product in products if str(product.key) == request.GET.get("work")), None)
    context = {
        "place": "history",
        "slip": slip,
        "lines": chosen.lines if chosen else lines,
        "products": [] if chosen or len(products) < 2 else products,
        "said_total": disputable.wrong_totals(request.resident).get(pk),
        "back": reverse("me:dispute_new" if chosen else "me:slip", args=[pk]),
    }
    return render(request, "me/dispute_line.html", context)


@allow("GET", "POST")
@hers_alone
def about_line(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """Says what is wrong with a line."""
    found = disputable.line_of(request.resident, pk, line)
    if found is None:
        raise Http404
    about = words.work(found.entry, found.amount)
    return _raise(request, about, reverse("me:dispute_new", args=[pk]), line=found)


@allow("GET", "POST")
@hers_alone
def about_total(request: HttpRequest, pk: int) -> HttpResponse:
    """Says that the sum of a slip is wrong, for whoever can't say which line it is."""
    slip = slip_of(request, pk)
    return _raise(request, words.total(slip), reverse("me:dispute_new", args=[pk]), total=slip)


@allow("GET", "POST")
@hers_alone
def about_entry(request: HttpRequest, pk: int) -> HttpResponse:
    """Says what is wrong with work that isn't paid yet."""
    found = disputable.entry_of(request.resident, pk)
    if found is None:
        raise Http404
    return _raise(request, words.work(found, found.amount), reverse("me:dispute_choose"), entry=found)


@allow("GET", "POST")
@hers_alone
def about_missing(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Says that work of hers isn't there at all; or not on this slip."""
    about = _("Work of mine is missing")
    if pk is None:
        return _raise(request, about, reverse("me:dispute_choose"))
    return _raise(request, about, reverse("me:dispute_new", args=[pk]), slip=slip_of(request, pk))


def _raise(request: HttpRequest, about: str, cancel_url: str, **what) -> HttpResponse:
    form = SayForm(request.POST or None, request.FILES or None)

    def act() -> str:
        data = {name: form.cleaned_data[name] for name in ("text", "voice")}
        dispute = acts.open_dispute(resident=request.resident, actor=request.user, now=timezone.now(), **what, **data)
        messages.success(request, words.raised(dispute))
        return reverse("me:dispute", args=[dispute.pk])

    return say(request, form, act, title=about, button=_("Send it"), cancel_url=cancel_url)
