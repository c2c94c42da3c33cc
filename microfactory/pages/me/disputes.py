"""What a resident says is wrong, and what became of it: only ever her own, written only in her own session."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from microfactory.kernel.http import allow
from microfactory.pages.me import dispute_words as words
from microfactory.pages.me.history_views import date_of
from residents.web import act_once
from workshops.payouts.enums import DisputeState
from workshops.payouts.forms.disputes import SayForm, WordsForm
from workshops.payouts.models import Dispute, Payslip
from workshops.payouts.operations import disputes as acts
from workshops.payouts.operations.listening import hear_own
from workshops.payouts.queries import disputable, disputes, earnings
from workshops.payouts.views.sound import as_sound

PLACE = {"place": "mine"}
MOST_LINES = 8  # of more than that, she chooses first what she made


def hers_alone(view: Callable) -> Callable:
    """A page on which only the resident herself speaks: whoever looks with her gets 403."""

    @wraps(view)
    def page(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.may_act:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return page


@allow("GET")
def mine(request: HttpRequest) -> HttpResponse:
    """All that she said was wrong, what isn't settled on top."""
    rows = [(row, *words.state(row)) for row in disputes.disputes_of(request.resident)]
    return render(request, "me/disputes.html", {**PLACE, "rows": rows})


@allow("GET")
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them as a conversation, with its clock in words and what she may do now."""
    dispute = _hers(request, pk)
    row = disputes.row_of(dispute)
    label, tone = words.state(row)
    context = {
        **PLACE,
        "dispute": dispute,
        "about": words.about(dispute),
        "state": label,
        "tone": tone,
        "clock": words.clock(row),
        "messages_said": [words.Said.of(message) for message in disputes.conversation(dispute)],
        "may_settle": dispute.state == DisputeState.ANSWERED,
        "may_reopen": dispute.state in (DisputeState.ANSWERED, DisputeState.CLOSED) and not dispute.reopened_at,
        "may_ask_mediation": dispute.state == DisputeState.ANSWERED and bool(dispute.reopened_at),
        "may_add": dispute.state not in (DisputeState.CLOSED, DisputeState.WITHDRAWN),
    }
    return render(request, "me/dispute.html", context)


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
    slip = _her_slip(request, pk)
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
    slip = _her_slip(request, pk)
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
    return _raise(request, about, reverse("me:dispute_new", args=[pk]), slip=_her_slip(request, pk))


def _raise(request: HttpRequest, about: str, cancel_url: str, **what) -> HttpResponse:
    form = SayForm(request.POST or None, request.FILES or None)

    def act() -> str:
        data = {name: form.cleaned_data[name] for name in ("text", "voice")}
        dispute = acts.open_dispute(resident=request.resident, actor=request.user, now=timezone.now(), **what, **data)
        messages.success(request, words.raised(dispute))
        return reverse("me:dispute", args=[dispute.pk])

    return _say(request, form, act, title=about, button=_("Send it"), cancel_url=cancel_url)


@allow("GET", "POST")
@hers_alone
def more(request: HttpRequest, pk: int) -> HttpResponse:
    """Adds something: words or her voice."""
    dispute = _hers(request, pk)
    form = SayForm(request.POST or None, request.FILES or None)
    unsettled = dispute.state == DisputeState.ANSWERED and bool(dispute.reopened_at)

    def act() -> str:
        data = {name: form.cleaned_data[name] for name in ("text", "voice")}
        acts.add_words(dispute=dispute, unsettled=unsettled, actor=request.user, now=timezone.now(), **data)
        return reverse("me:dispute", args=[pk])

    title = _("Still not settled") if unsettled else _("Say more")
    lead = _("Your social worker takes it to the mediation committee of the community.") if unsettled else ""
    return _say(request, form, act, title=title, lead=lead, button=_("Send it"), cancel_url=_url(dispute))


@allow("GET", "POST")
@hers_alone
def not_settled(request: HttpRequest, pk: int) -> HttpResponse:
    """It isn't settled: once, the clock begins anew."""
    dispute = _hers(request, pk)
    form = SayForm(request.POST or None, request.FILES or None)

    def act() -> str:
        data = {name: form.cleaned_data[name] for name in ("text", "voice")}
        acts.reopen_dispute(dispute=dispute, actor=request.user, now=timezone.now(), **data)
        messages.success(request, words.raised(_hers(request, pk)))
        return _url(dispute)

    lead = _("We look at it once more, and somebody else answers if possible. This can be done once.")
    return _say(request, form, act, title=_("Not settled"), lead=lead, button=_("It isn't settled"),
                cancel_url=_url(dispute))  # fmt: skip


@allow("GET", "POST")
@hers_alone
def settled(request: HttpRequest, pk: int) -> HttpResponse:
    """It is settled: she says so, nobody else."""
    dispute = _hers(request, pk)
    lead = _("You have read the answer and it is right for you. Then this is over.")
    return _end(
        request, dispute, acts.settle_dispute, title=_("It is settled"), lead=lead, button=_("Yes, it is settled")
    )


@allow("GET", "POST")
@hers_alone
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """She takes it back."""
    dispute = _hers(request, pk)
    lead = _("You were mistaken, or it isn't worth it: then nobody looks at it any more.")
    return _end(request, dispute, acts.withdraw_dispute, title=_("Take it back"), lead=lead, button=_("Take it back"))


@allow("GET")
@hers_alone
def voice(request: HttpRequest, pk: int) -> HttpResponse:
    """Her own recording. Whoever looks with her doesn't hear it."""
    found = disputes.voice_of(pk, resident=request.resident)
    if found is None:
        raise Http404
    return as_sound(request, hear_own(voice=found), found.media_type)


def _end(request: HttpRequest, dispute: Dispute, operation: Callable, **page) -> HttpResponse:
    form = WordsForm(request.POST or None)

    def act() -> str:
        operation(dispute=dispute, text=form.cleaned_data["text"], actor=request.user, now=timezone.now())
        return _url(dispute)

    if request.method == "POST" and form.is_valid() and (gone := act_once(request, form, act)):
        return gone
    return render(request, "me/act.html", {**PLACE, "form": form, "cancel_url": _url(dispute), **page})


def _say(request: HttpRequest, form: SayForm, act: Callable[[], str], **page) -> HttpResponse:
    if request.method == "POST" and form.is_valid() and (gone := act_once(request, form, act)):
        return gone
    return render(request, "me/dispute_say.html", {**PLACE, "form": form, "lead": "", **page})


def _her_slip(request: HttpRequest, pk: int) -> Payslip:
    slip = earnings.slips_of(request.resident).filter(pk=pk).first()
    if slip is None:
        raise Http404
    return slip


def _hers(request: HttpRequest, pk: int) -> Dispute:
    dispute = disputes.dispute_of(request.resident, pk)
    if dispute is None:
        raise Http404
    return dispute


def _url(dispute: Dispute) -> str:
    return reverse("me:dispute", args=[dispute.pk])
