"""Postings for the staff: the list, one posting, and writing drafts."""

from django.contrib import messages
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from jobs.enums import PostingState
from jobs.forms.postings import PostingForm
from jobs.models import Employer, Posting
from jobs.operations.postings import draft_posting, edit_draft
from jobs.perms import can_post_jobs, can_see_jobs
from jobs.queries.postings import history, money_asked, staff_list, state_counts
from microfactory.kernel.http import allow
from microfactory.kernel.paging import asked_keys
from microfactory.kernel.periods import today
from microfactory.kernel.scoping import get_visible
from residents.web import act_once, staff_page


@allow("GET")
@staff_page(can_see_jobs)
def postings(request, community):
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
def posting(request, community, pk):
    """One posting: its terms, its history, and what may be done with it now."""
    found = get_visible(Posting.objects, request.access, pk=pk)
    page = {
        "posting": found,
        "history": history(found),
        "money_asked": money_asked(found),
        "can_post": can_post_jobs(request.access),
    }
    return render(request, "jobs/posting.html", page)


@allow("GET", "POST")
@staff_page(can_post_jobs)
def new_posting(request, community):
    """A new draft; `?employer=` chooses one of the list."""
    chosen = {"employer": request.GET.get("employer", "")}
    form = PostingForm(request.POST or None, initial=chosen, access=request.access, today=today())

    def act():
        draft = draft_posting(actor=request.user, now=timezone.now(), **form.terms())
        messages.success(request, _("“%(title)s” is written down. Nobody outside sees it yet.") % {"title": draft})
        return reverse("jobs:posting", args=[community, draft.pk])

    if form.is_valid() and (done := act_once(request, form, act)):
        return done
    employers = Employer.objects.visible_to(request.access).active().exists()
    return render(request, "jobs/new_posting.html", {"form": form, "employers": employers})


@allow("GET", "POST")
@staff_page(can_post_jobs)
def edit_posting(request, community, pk):
    """A draft, written anew."""
    draft = get_visible(Posting.objects, request.access, pk=pk)
    title = draft.title
    form = PostingForm(request.POST or None, instance=draft, access=request.access, today=today())

    def act():
        edited = edit_draft(posting=draft, actor=request.user, now=timezone.now(), **form.terms())
        messages.success(request, _("“%(title)s” is written anew.") % {"title": edited})
        return reverse("jobs:posting", args=[community, edited.pk])

    if form.is_valid() and (done := act_once(request, form, act)):
        return done
    return render(request, "jobs/edit_posting.html", {"form": form, "posting": draft, "title": title})
