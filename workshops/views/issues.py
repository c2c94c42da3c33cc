"""Issue slips: the list, handing out, one slip, cancelling, losses."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from microfactory.kernel.http import allow
from microfactory.kernel.paging import page_of
from microfactory.kernel.periods import today
from microfactory.kernel.scoping import get_visible
from residents.forms.base import RemarkForm
from residents.models import Resident
from residents.views.acts import ask, done, fill_in
from residents.web import act_once, staff_page
from workshops.enums import IssueState
from workshops.forms.counter import WhoForm
from workshops.forms.issues import IssueForm, LostForm, SlipsForm
from workshops.models import Issue
from workshops.operations.entries import report_lost
from workshops.operations.issues import cancel_issue, issue_work
from workshops.perms import can_correct, can_issue_work, can_see_orders, can_see_prices
from workshops.queries.counter import find_people
from workshops.queries.entries import slip_page, slips
from workshops.queries.holdings import more_than_planned, open_slips, to_ask, with_lateness
from workshops.views.of_order import Asked, of_order


@allow("GET")
@staff_page(can_see_orders)
def issues(request: HttpRequest, community: str) -> HttpResponse:
    """Slips, the newest first; on top whoever is late."""
    asked = issues_asked(request)
    state, order = asked.terms["state"], asked.of_order.order if asked.of_order else None
    found = page_of(asked.rows, order=("-issued_on", "-pk"), **asked.keys)
    page = {
        "page": found,
        "slips": with_lateness(found.rows, today()),
        "of_order": asked.of_order,
        "state": state,
        "states": IssueState.choices,
        "late": to_ask(access=request.access, today=today(), work_order=order) if state == IssueState.OPEN else [],
        "may_issue": can_issue_work(request.access),
    }
    return render(request, "workshops/issues.html", page)


def issues_asked(request: HttpRequest) -> Asked:
    """The slips that the list is asked for; without a word, the open ones."""
    terms = SlipsForm(request.GET).terms()
    terms["state"] = terms.get("state") or IssueState.OPEN
    narrowed = of_order(request, terms.get("order", ""))
    order = narrowed.order if narrowed else None
    return Asked(terms, narrowed, slips(access=request.access, state=terms["state"], work_order=order))


@allow("GET", "POST")
@staff_page(can_issue_work)
def issue_new(request: HttpRequest, community: str) -> HttpResponse:
    """Whom first, then what and how many; afterwards the slip to print."""
    asked = WhoForm(request.GET).terms()
    narrowed = of_order(request, asked.get("order", ""))
    found, resident = None, None
    if asked.get("resident"):
        resident = get_visible(Resident.objects.active(), request.access, pk=asked["resident"])
    elif asked.get("q"):
        found = find_people(access=request.access, text=asked["q"])
        resident = found.only.resident if found.only and not request.htmx else None
    form, own = None, bool(resident) and resident.user_id == request.user.pk
    if resident and not own:
        order = narrowed.order if narrowed else None
        form = IssueForm(request.POST or None, access=request.access, resident=resident, order=order)
    if request.method == "POST" and form and form.is_valid():
        if answer := act_once(request, form, lambda: _issue(request, resident, form)):
            return answer
    page = {
        "search_url": request.path,
        "of_order": narrowed,
        "typed": asked.get("q", "") if not (found and found.by_card) else "",
        "day": today(),
        "found": found,
        "resident": resident,
        "form": form,
        "own": own,
        "slips": open_slips(resident=resident, today=today()) if resident else [],
    }
    return render(request, "workshops/issue_new.html", page)


def _issue(request: HttpRequest, resident: Resident, form: IssueForm) -> str:
    issue = issue_work(resident=resident, **form.terms(), actor=request.user, now=timezone.now())
    words = {"name": resident.name, "quantity": issue.quantity, "unit": issue.operation.unit}
    if more := more_than_planned(issue.operation):
        messages.warning(
            request, _("%(more)s more than planned are handed out now. Is the number right?") % {"more": more}
        )
    said = _("%(name)s took %(quantity)s %(unit)s. Print the slip in two copies.") % words
    return done(request, said, _page(issue))


@allow("GET")
@staff_page(can_see_orders)
def issue(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """One slip: what is left of it, what was handed in on it, what happened to it."""
    found = get_visible(Issue.objects, request.access, pk=pk)
    page = {
        "page": slip_page(issue=found),
        "may_issue": can_issue_work(request.access),
        "may_correct": can_correct(request.access),
        "may_see_prices": can_see_prices(request.access),
    }
    return render(request, "workshops/issue.html", page)


@allow("GET", "POST")
@staff_page(can_issue_work)
def issue_cancel(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Cancels a slip on which nothing was handed in."""
    found = get_visible(Issue.objects.select_related("resident"), request.access, pk=pk)
    form = RemarkForm(request.POST or None)

    def act() -> str:
        cancel_issue(issue=found, reason=form.cleaned_data["reason"], actor=request.user, now=timezone.now())
        return done(request, _("Slip %(number)s is cancelled.") % {"number": found.number}, _page(found))

    return ask(
        request,
        form,
        act,
        title=_("Cancel slip %(number)s?") % {"number": found.number},
        sentence=_("Its material counts as back in the store. The number is kept."),
        button=_("Cancel the slip"),
        cancel_url=_page(found),
        grave=True,
    )


@allow("GET", "POST")
@staff_page(can_correct)
def issue_lost(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Writes off pieces that will never come back."""
    found = get_visible(Issue.objects.select_related("resident"), request.access, pk=pk)
    form = LostForm(request.POST or None)

    def act() -> str:
        terms = {name: form.cleaned_data[name] for name in ("pieces", "reason")}
        report_lost(issue=found, **terms, actor=request.user, now=timezone.now())
        return done(request, _("Written off. Nobody is charged for it."), _page(found))

    return fill_in(
        request,
        form,
        act,
        title=_("Lost: %(name)s, %(number)s") % {"name": found.resident.name, "number": found.number},
        lead=_("For pieces that never come back, because somebody died or moved away. Nobody is charged."),
        button=_("Write off"),
        cancel_url=_page(found),
    )


def _page(issue: Issue) -> str:
    return reverse("workshops:issue", args=[issue.community.code, issue.pk])
