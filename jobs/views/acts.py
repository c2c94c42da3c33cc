"""What is done with a posting once it is written down: one address per act, each asks once more."""

from collections.abc import Callable

from django.contrib import messages
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from jobs.forms.postings import AskAct, CorrectForm, PublishForm, ReasonForm
from jobs.models import Posting
from jobs.operations.postings import close_posting, correct_posting, fill_posting, publish_posting
from jobs.perms import can_post_jobs
from jobs.queries.postings import money_asked
from microfactory.kernel.http import allow
from microfactory.kernel.scoping import get_visible
from residents.web import act_once, staff_page


@allow("GET", "POST")
@staff_page(can_post_jobs)
def publish(request, community, pk):
    """Onto the public list."""
    posting = get_visible(Posting.objects, request.access, pk=pk)
    asked = money_asked(posting)
    form = PublishForm(request.POST or None, asked=asked)

    def act():
        confirmed = form.cleaned_data.get("free_of_charge", False)
        publish_posting(posting=posting, actor=request.user, now=timezone.now(), free_of_charge=confirmed)
        return _("“%(title)s” is on the public list now.") % {"title": posting}

    return _asked(request, posting, form, act, "jobs/publish.html", {"money_asked": asked})


@allow("GET", "POST")
@staff_page(can_post_jobs)
def correct(request, community, pk):
    """A small change to what people see already."""
    posting = get_visible(Posting.objects, request.access, pk=pk)
    form = CorrectForm(request.POST or None, instance=posting)

    def act():
        reason = form.cleaned_data["reason"]
        correct_posting(posting=posting, reason=reason, actor=request.user, now=timezone.now(), **form.terms())
        return _("“%(title)s” is corrected; the public list shows it.") % {"title": posting}

    return _asked(request, posting, form, act, "jobs/correct.html")


@allow("GET", "POST")
@staff_page(can_post_jobs)
def fill(request, community, pk):
    """Off the public list: somebody was found."""
    posting = get_visible(Posting.objects, request.access, pk=pk)

    def act():
        fill_posting(posting=posting, actor=request.user, now=timezone.now())
        return _("“%(title)s” is filled and off the public list.") % {"title": posting}

    return _asked(request, posting, AskAct(request.POST or None), act, "jobs/fill.html")


@allow("GET", "POST")
@staff_page(can_post_jobs)
def close(request, community, pk):
    """Off the public list before its day, with a reason."""
    posting = get_visible(Posting.objects, request.access, pk=pk)
    form = ReasonForm(request.POST or None)

    def act():
        reason = form.cleaned_data["reason"]
        close_posting(posting=posting, reason=reason, actor=request.user, now=timezone.now())
        return _("“%(title)s” is taken down.") % {"title": posting}

    return _asked(request, posting, form, act, "jobs/close.html")


def _asked(request, posting: Posting, form, act: Callable[[], str], template: str, page: dict | None = None):
    """Does the act once and returns to the posting with the sentence that `act` gives; else asks (again)."""
    address = reverse("jobs:posting", args=[request.community.code, posting.pk])

    def act_and_say():
        messages.success(request, act())
        return address

    if form.is_valid() and (done := act_once(request, form, act_and_say)):
        return done
    return render(request, template, {"posting": posting, "form": form, "address": address, **(page or {})})
