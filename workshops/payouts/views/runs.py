"""Pay runs: the list, a new one, the page of one, drawing it up again."""

from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from microfactory.kernel.http import allow
from microfactory.kernel.paging import asked_keys, page_of
from microfactory.kernel.periods import today
from microfactory.kernel.scoping import get_visible
from residents.views.acts import done, fill_in
from residents.web import act_once, staff_page
from workshops.payouts.enums import UNAPPROVED
from workshops.payouts.forms.runs import DaysForm, PeopleForm, RedraftForm, RunForm, usual_days
from workshops.payouts.models import PayRun
from workshops.payouts.operations.runs import draft_run, redraft_run
from workshops.payouts.perms import can_pay, can_prepare_pay, can_see_money, can_set_front_cap
from workshops.payouts.queries.bank_files import files_of
from workshops.payouts.queries.payable import payable_now, waiting
from workshops.payouts.queries.run_ended import stays_held, taken_back, taken_back_count
from workshops.payouts.queries.run_people import people_page, to_look_at
from workshops.payouts.queries.runs import run_flow, run_list
from workshops.payouts.views.next_steps import next_steps
from workshops.payouts.views.run_page import Row, flow_of_orders, flow_of_run, left_out, totals

PAGE = 30


def found_run(request: HttpRequest, pk: int) -> PayRun:
    """The run, with the people who had a hand in it."""
    people = ("prepared_by", "submitted_by", "approved_by", "paid_by", "closed_by", "reversed_by", "discarded_by")
    return get_visible(PayRun.objects.select_related("community", *people), request.access, pk=pk)


def run_url(run: PayRun) -> str:
    """The page of a run."""
    return reverse("payouts:run", args=[run.community.code, run.pk])


@allow("GET")
@staff_page(can_see_money)
def runs(request: HttpRequest, community: str) -> HttpResponse:
    """All runs, the newest first."""
    page = page_of(run_list(request.access), order=("-pk",), size=PAGE, **asked_keys(request.GET))
    shown = {"page": page, "may_prepare": can_prepare_pay(request.access)}
    return render(request, "payouts/runs.html", shown)


@allow("GET", "POST")
@staff_page(can_prepare_pay)
def run_new(request: HttpRequest, community: str) -> HttpResponse:
    """Who would be paid on which day, who not and why; then the run."""
    usual = usual_days(request.community.pay_day, today())
    asked = {name: request.GET.get(name) or usual[name] for name in usual}
    days = DaysForm(asked)
    chosen = days.cleaned_data if days.is_valid() else usual
    form = RunForm(request.POST or None, initial=chosen)

    def act() -> str:
        run = draft_run(community=request.community, **form.days(), actor=request.user, now=timezone.now())
        return done(request, _("Pay run %(number)s is drawn up.") % {"number": run.number}, run_url(run))

    if request.method == "POST" and form.is_valid() and (answer := act_once(request, form, act)):
        return answer
    payable = payable_now(request.community, **chosen)
    waits = waiting(request.community, **chosen)
    groups = left_out(waits, request.community)
    page = {"days": days, "form": form, "payable": payable, "left_out": groups, "waits": totals(waits)}
    page["ways"] = [] if payable else [(group, *group.way(community)) for group in groups]
    page["may_set_cap"] = can_set_front_cap(request.access)
    page["total"] = sum((row.amount for row in payable), Decimal(0))
    return render(request, "payouts/run_new.html", page)


@allow("GET")
@staff_page(can_see_money)
def run(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """One run: the flow of money, a line a person, what needs attention, who is not in it, the next step."""
    found = found_run(request, pk)
    asked = PeopleForm(request.GET).terms()
    typed, turned = asked.get("q", ""), {name: asked.get(name, "") for name in ("after", "before")}
    people, flow = people_page(found, typed=typed, **turned), run_flow(found)
    is_first_of_many = people.older and not any((typed, *turned.values()))
    watched, more = to_look_at(found) if is_first_of_many else ([], 0)
    waits = waiting(found.community, cut_off=found.cut_off, run=found) if found.state in UNAPPROVED else []
    page = {
        "run": found,
        "of_run": flow_of_run(flow),
        "of_orders": flow_of_orders(flow),
        "people": flow.people,
        "typed": typed,
        "page": people,
        "rows": [Row.of(line) for line in people.rows],
        "watched": [row for row in map(Row.of, watched) if row.grave],
        "unwatched": more,
        "left_out": left_out(waits, found.community),
        "may_set_cap": can_set_front_cap(request.access),
        "waits": totals(waits),
        "stays_held": stays_held(found),
        "taken_back": [] if flow.people else taken_back(found),
        "taken_back_count": 0 if flow.people else taken_back_count(found),
        "files": files_of(found),
        "steps": next_steps(request.access, found, flow.people),
        "may_archive": can_pay(request.access),
        "may_pay": can_pay(request.access) and request.user.pk != found.approved_by_id,
    }
    return render(request, "payouts/run.html", page)


@allow("GET", "POST")
@staff_page(can_prepare_pay)
def run_redraft(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Draws a draft up again with what is payable now, for other days if wanted."""
    found = found_run(request, pk)
    form = RedraftForm(request.POST or None, initial={"pay_date": found.pay_date, "cut_off": found.cut_off})

    def act() -> str:
        redraft_run(run=found, **form.days(), actor=request.user, now=timezone.now())
        return done(request, _("Drawn up again with what is payable now."), run_url(found))

    return fill_in(
        request,
        form,
        act,
        title=_("Draw up %(number)s again") % {"number": found.number},
        lead=_("What was in it is taken out and filled in afresh. Who was held back stays so."),
        button=_("Draw up again"),
        cancel_url=run_url(found),
    )
