"""Postings for the staff: the list, one posting, and writing drafts."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from jobs.enums import PostingState
from jobs.forms.postings import PostingForm
from jobs.models import Employer
from jobs.operations.postings import draft_posting, edit_draft
from jobs.perms import can_post_jobs, can_see_jobs
from jobs.queries.postings import history, money_asked, staff_list, state_counts
from jobs.views.acts import found, posting_url
from microfactory.kernel.http import allow
from microfactory.kernel.paging import asked_keys
from microfactory.kernel.periods import today
from residents.views.acts import done, fill_in
from residents.web import staff_page


@allow("GET")
@staff_page(can_see_jobs)
def postings(request: HttpRequest, community: str) -> HttpResponse:
    """All postings, newest first, in all states or in one."""
    state = request.GET.get("state", "")
    state = state if state in PostingState else ""
    page = {
        "postings": staff_list(request.access, state=state, **asked_keys(request.GET)),
        "states": state_counts(request.access),
        "state": state,
        "can_post": can_post_jobs(request.access),
    }
    return render(request, "jobs/postings.html", page)


@allow("GET")
@staff_page(can_see_jobs)
def posting(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """One posting: its terms, its history, and what may be done with it now."""
    shown = found(request, pk)
    page = {
        "posting": shown,
        "history": history(shown),
        "money_asked": money_asked(shown),
        "can_post": can_post_jobs(request.access),
    }
    return render(request, "jobs/posting.html", page)


@allow("GET", "POST")
@staff_page(can_post_jobs)
def new_posting(request: HttpRequest, community: str) -> HttpResponse:
    """A new draft; `?employer=` chooses one of the list."""
    chosen = {"employer": request.GET.get("employer", "")}
    form = PostingForm(request.POST or None, initial=chosen, access=request.access, today=today())

    def act() -> str:
        draft = draft_posting(actor=request.user, now=timezone.now(), **form.terms())
        said = _("“%(title)s” is written down. Nobody outside sees it yet.") % {"title": draft}
        return done(request, said, posting_url(draft))

    page = {
        "title": _("New job"),
        "lead": _("It begins as a draft. Nobody outside sees it until you publish it."),
        "button": pgettext("job", "Write down"),
        "cancel_url": reverse("jobs:postings", args=[community]),
        "employers": Employer.objects.visible_to(request.access).active().exists(),
    }
    return fill_in(request, form, act, template="jobs/new_posting.html", **page)


@allow("GET", "POST")
@staff_page(can_post_jobs)
def edit_posting(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """A draft, written anew."""
    draft = found(request, pk)
    title = _("Edit “%(title)s”") % {"title": draft.title}
    form = PostingForm(request.POST or None, instance=draft, access=request.access, today=today())

    def act() -> str:
        edited = edit_draft(posting=draft, actor=request.user, now=timezone.now(), **form.terms())
        return done(request, _("“%(title)s” is written anew.") % {"title": edited}, posting_url(edited))

    lead = _("A draft is edited freely. Once it is published, its terms stand.")
    button = pgettext("job", "Write down")
    return fill_in(request, form, act, title=title, lead=lead, button=button, cancel_url=posting_url(draft))
