"""Disputes at the desk: the list with its clocks, one with all about it, our answer, who answers, its file."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from microfactory.kernel.http import allow, note_read
from microfactory.kernel.paging import asked_keys
from microfactory.kernel.scoping import get_visible
from residents.views.acts import done, fill_in
from residents.web import act_once, staff_page
from workshops.payouts.forms.disputes import AnswerDisputeForm, AskForm, AssignForm
from workshops.payouts.models import Dispute
from workshops.payouts.operations.dispute_answers import answer_dispute, ask_back, assign_dispute
from workshops.payouts.operations.listening import listen
from workshops.payouts.perms import can_answer_disputes, can_see_money, can_take_her_word
from workshops.payouts.queries.disputes import (
    dispute_page,
    may_answer,
    settled,
    unsettled,
    voice_of,
    who_could_answer,
)
from workshops.payouts.queries.disputing import logged_since
from workshops.payouts.views.sound import as_sound


def found_dispute(request: HttpRequest, pk: int) -> Dispute:
    """The dispute with its person and its work."""
    rows = Dispute.objects.select_related(
        "community",
        "resident",
        "assigned_to",
        "slip__run",
        "line",
        "entry__operation__work_order",
        "entry__logged_by",
        "entry__accepted_by",
        "opened_by",
        "answered_by",
    )
    return get_visible(rows, request.access, pk=pk)


def dispute_url(dispute: Dispute) -> str:
    """The page of a dispute."""
    return reverse("payouts:dispute", args=[dispute.community.code, dispute.pk])


@allow("GET")
@staff_page(can_see_money)
def disputes(request: HttpRequest, community: str) -> HttpResponse:
    """What isn't settled, first due on top; below it what is over."""
    page = settled(request.access, **asked_keys(request.GET))
    return render(request, "payouts/disputes.html", {"rows": unsettled(request.access), "page": page})


@allow("GET")
@staff_page(can_see_money)
def dispute(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """One dispute as a conversation, with the work it is about and whoever had a hand in it."""
    found = found_dispute(request, pk)
    page = dispute_page(found)
    answers = can_answer_disputes(request.access)
    context = {
        "dispute": found,
        "page": page,
        "may_answer": answers and may_answer(page, request.user),
        "may_assign": answers,
        "may_take_her_word": can_take_her_word(request.access),
    }
    return render(request, "payouts/dispute.html", context)


@allow("GET", "POST")
@staff_page(can_answer_disputes)
def dispute_answer(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Answers in plain words; where she is right, what is wrong is put right in the same act."""
    found = found_dispute(request, pk)
    since = logged_since(found)
    form = AnswerDisputeForm(request.POST or None, dispute=found, since=since)
    page = dispute_page(found)
    if not may_answer(page, request.user):
        raise PermissionDenied

    def act() -> str:
        data = {name: value for name, value in form.cleaned_data.items() if name != "once"}
        answer_dispute(dispute=found, **data, actor=request.user, now=timezone.now())
        sentence = _("Answered. She sees it on her phone, and says herself whether it is settled.")
        return done(request, sentence, dispute_url(found))

    if request.method == "POST" and form.is_valid() and (gone := act_once(request, form, act)):
        return gone
    return render(request, "payouts/dispute_answer.html", {"dispute": found, "page": page, "form": form})


@allow("GET", "POST")
@staff_page(can_answer_disputes)
def dispute_ask(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Asks her something; the clock goes on."""
    found = found_dispute(request, pk)
    form = AskForm(request.POST or None)

    def act() -> str:
        ask_back(dispute=found, text=form.cleaned_data["text"], actor=request.user, now=timezone.now())
        return done(request, _("Asked. She sees it on her phone."), dispute_url(found))

    title = _("Ask %(name)s something") % {"name": found.resident.name}
    lead = _("The day by which she gets her answer stays the same.")
    return fill_in(request, form, act, title=title, lead=lead, button=_("Ask"), cancel_url=dispute_url(found))


@allow("GET", "POST")
@staff_page(can_answer_disputes)
def dispute_assign(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Gives it to somebody who neither logged nor inspected the work."""
    found = found_dispute(request, pk)
    form = AssignForm(request.POST or None, users=who_could_answer(found))

    def act() -> str:
        to = form.users[form.cleaned_data["to"]]
        assign_dispute(dispute=found, to=to, actor=request.user, now=timezone.now())
        return done(request, _("%(name)s answers.") % {"name": to.name}, dispute_url(found))

    lead = _("Whoever logged or inspected the work isn't in this list.")
    return fill_in(
        request, form, act, title=_("Who answers?"), lead=lead, button=_("Hand it over"), cancel_url=dispute_url(found)
    )


@allow("GET")
@staff_page(can_see_money)
def dispute_file(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """The whole file on paper, for the mediation committee."""
    found = found_dispute(request, pk)
    page = dispute_page(found)
    signers = [_("Resident"), _("Who answered"), _("Mediator"), _("Day")]
    context = {"dispute": found, "page": page, "signers": signers, "back_url": dispute_url(found)}
    return render(request, "payouts/paper/dispute.html", context)


@allow("GET")
@staff_page(can_answer_disputes)
def dispute_voice(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Plays a voice note; that somebody listened is noted and shown to her."""
    voice = voice_of(pk, community=request.community)
    if voice is None:
        raise Http404
    with note_read():
        heard = listen(voice=voice, actor=request.user, now=timezone.now())
    return as_sound(request, heard, voice.media_type)
