"""What became of what a resident said is wrong: only ever her own, written only in her own session."""

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
from residents.views.acts import fill_in
from workshops.payouts.enums import DisputeState
from workshops.payouts.forms.disputes import SayForm, WordsForm
from workshops.payouts.models import Dispute
from workshops.payouts.operations import disputes as acts
from workshops.payouts.operations.listening import hear_own
from workshops.payouts.queries import disputes
from workshops.payouts.views.sound import as_sound

PLACE = {"place": "mine"}


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
    return say(request, form, act, title=title, lead=lead, button=_("Send it"), cancel_url=_url(dispute))


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
    return say(request, form, act, title=_("Not settled"), lead=lead, button=_("It isn't settled"),
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

    return fill_in(request, form, act, template="me/act.html", cancel_url=_url(dispute), **PLACE, **page)


def say(request: HttpRequest, form: SayForm, act: Callable[[], str], **page) -> HttpResponse:
    """The page on which she says something, in words or aloud, and what becomes of it."""
    return fill_in(request, form, act, template="me/dispute_say.html", **PLACE, **page)


def _hers(request: HttpRequest, pk: int) -> Dispute:
    dispute = disputes.dispute_of(request.resident, pk)
    if dispute is None:
        raise Http404
    return dispute


def _url(dispute: Dispute) -> str:
    return reverse("me:dispute", args=[dispute.pk])
