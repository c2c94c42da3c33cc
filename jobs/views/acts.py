"""What is done with a posting once it is written down: one address per act, each asks once more."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from jobs.forms.postings import CorrectForm, PublishForm
from jobs.models import Posting
from jobs.operations.postings import close_posting, correct_posting, fill_posting, publish_posting
from jobs.perms import can_post_jobs
from jobs.queries.postings import money_asked
from microfactory.kernel.http import allow
from microfactory.kernel.scoping import get_visible
from residents.forms.base import AgreeForm, ReasonForm
from residents.views.acts import ask, done, fill_in
from residents.web import staff_page


def found(request: HttpRequest, pk: int) -> Posting:
    """The posting of that number, if this person may see it; 404 else."""
    return get_visible(Posting.objects.select_related("employer", "community"), request.access, pk=pk)


def posting_url(posting: Posting) -> str:
    """Its page."""
    return reverse("jobs:posting", args=[posting.community.code, posting.pk])


@allow("GET", "POST")
@staff_page(can_post_jobs)
def publish(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Onto the public list."""
    posting = found(request, pk)
    asked = money_asked(posting)
    form = PublishForm(request.POST or None, asked=asked)

    def act() -> str:
        confirmed = form.cleaned_data.get("free_of_charge", False)
        publish_posting(posting=posting, actor=request.user, now=timezone.now(), free_of_charge=confirmed)
        return _done(request, posting, _("“%(title)s” is on the public list now."))

    page = {"posting": posting, "money_asked": asked, "cancel_url": posting_url(posting)}
    return ask(request, form, act, template="jobs/publish.html", **page)


@allow("GET", "POST")
@staff_page(can_post_jobs)
def correct(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """A small change to what people see already."""
    posting = found(request, pk)
    title = _("Correct “%(title)s”") % {"title": posting.title}
    form = CorrectForm(request.POST or None, instance=posting)

    def act() -> str:
        reason = form.cleaned_data["reason"]
        correct_posting(posting=posting, reason=reason, actor=request.user, now=timezone.now(), **form.terms())
        return _done(request, posting, _("“%(title)s” is corrected; the public list shows it."))

    lead = _(
        "People rely on what they have read: pay, employer and requirements stand. If those are wrong, take it down"
        " and write a new one."
    )
    return fill_in(request, form, act, title=title, lead=lead, button=_("Correct"), cancel_url=posting_url(posting))


@allow("GET", "POST")
@staff_page(can_post_jobs)
def fill(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Off the public list: somebody was found."""
    posting = found(request, pk)

    def act() -> str:
        fill_posting(posting=posting, actor=request.user, now=timezone.now())
        return _done(request, posting, _("“%(title)s” is filled and off the public list."))

    return ask(
        request,
        AgreeForm(request.POST or None),
        act,
        title=_("“%(title)s”: was somebody found?") % {"title": posting.title},
        sentence=_("The job leaves the public list. It can't be opened again; a new one can be written."),
        button=_("Yes, it is filled"),
        cancel_url=posting_url(posting),
    )


@allow("GET", "POST")
@staff_page(can_post_jobs)
def close(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Off the public list before its day, with a reason."""
    posting = found(request, pk)
    form = ReasonForm(request.POST or None)

    def act() -> str:
        reason = form.cleaned_data["reason"]
        close_posting(posting=posting, reason=reason, actor=request.user, now=timezone.now())
        return _done(request, posting, _("“%(title)s” is taken down."))

    return ask(
        request,
        form,
        act,
        title=_("Take “%(title)s” down?") % {"title": posting.title},
        sentence=_(
            "It leaves the public list before its last day and can't be opened again. Say why, for whoever asks later."
        ),
        button=_("Take it down"),
        cancel_url=posting_url(posting),
        grave=True,
    )


def _done(request: HttpRequest, posting: Posting, sentence: str) -> str:
    return done(request, sentence % {"title": posting}, posting_url(posting))
