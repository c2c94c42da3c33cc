"""Statements: what companies owe, drawn up, issued, credited, settled without money; and open claims."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from microfactory.kernel.http import allow
from microfactory.kernel.money import yuan
from microfactory.kernel.paging import asked_keys, page_of
from microfactory.kernel.periods import today
from microfactory.kernel.scoping import get_visible
from residents.forms.base import AgreeForm
from residents.views.acts import ask, done, fill_in
from residents.web import staff_page
from workshops.models import Client
from workshops.payouts.forms.clients_money import CreditForm, DeductForm, GiveUpForm, IssueForm, StatementForm
from workshops.payouts.models import Statement
from workshops.payouts.operations.receipts import deduct, give_up_claim
from workshops.payouts.operations.statements import add_credit, discard_statement, draft_statement, issue_statement
from workshops.payouts.perms import can_book_receipts, can_give_up, can_see_money, can_state, rights_over_money
from workshops.payouts.queries.statements import open_claims, statement_list, statement_page
from workshops.payouts.queries.stating import deliveries_to_state, to_state
from workshops.payouts.views.asking import ask_money
from workshops.payouts.views.runs import PAGE
from workshops.views.of_order import of_order


def found_statement(request: HttpRequest, pk: int) -> Statement:
    """The statement with its client."""
    return get_visible(Statement.objects.select_related("community", "client"), request.access, pk=pk)


def chosen_client(request: HttpRequest) -> Client | None:
    """The company that the page was opened for (`?client=`); None without one, or where she may not see it."""
    asked = request.GET.get("client", "")
    rows = Client.objects.visible_to(request.access)
    return rows.filter(pk=asked).first() if asked.isascii() and asked.isdecimal() else None


def statement_url(statement: Statement) -> str:
    """The page of a statement."""
    return reverse("payouts:statement", args=[statement.community.code, statement.pk])


@allow("GET")
@staff_page(can_see_money)
def statements(request: HttpRequest, community: str) -> HttpResponse:
    """What was accepted and isn't stated yet, by company; then all statements, or those of one order, newest first."""
    narrowed = of_order(request, request.GET.get("order", "")[:18])
    rows = statement_list(request.access, work_order=narrowed.order if narrowed else None)
    unstated = to_state(request.community, until=today())
    page = {
        "page": page_of(rows, order=("-pk",), size=PAGE, **asked_keys(request.GET)),
        "of_order": narrowed,
        "to_state": [row for row in unstated if narrowed is None or row.client_id == narrowed.order.client_id],
        "may_state": can_state(request.access),
    }
    return render(request, "payouts/statements.html", page)


@allow("GET")
@staff_page(can_see_money)
def claims(request: HttpRequest, community: str) -> HttpResponse:
    """What companies were asked for beyond the fees and haven't paid."""
    rows = open_claims(request.community)
    return render(request, "payouts/claims.html", {"statements": rows, "may_give_up": can_give_up(request.access)})


@allow("GET", "POST")
@staff_page(can_state)
def statement_new(request: HttpRequest, community: str) -> HttpResponse:
    """Draws up a statement of all that a company accepted; of one that was chosen before, it says what that is."""
    form = StatementForm(
        request.POST or None, access=request.access, initial={"client": request.GET.get("client", "")}
    )

    client = chosen_client(request)
    taken = deliveries_to_state(client, until=today()) if client else []

    def act() -> str:
        client, until = form.cleaned_data["client"], form.cleaned_data["until"]
        drawn = draft_statement(
            community=request.community, client=client, until=until, actor=request.user, now=timezone.now()
        )
        return done(request, _("Statement %(number)s is drawn up.") % {"number": drawn.number}, statement_url(drawn))

    return fill_in(
        request,
        form,
        act,
        template="payouts/statement_new.html",
        taken=taken,
        client=client,
        came_from=request.GET.get("delivery", ""),
        title=_("New statement"),
        lead=_("It takes all that the company accepted up to that day and that stands in no statement yet."),
        button=_("Draw it up"),
        cancel_url=reverse("payouts:statements", args=[community]),
    )


@allow("GET")
@staff_page(can_see_money)
def statement(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """One statement: its lines, what settled them, what could."""
    found = found_statement(request, pk)
    page = statement_page(found)
    total = page.statement.fees + page.statement.claims
    rights = rights_over_money(request.access)
    return render(request, "payouts/statement.html", {"page": page, "total": total, "rights": rights})


@allow("GET", "POST")
@staff_page(can_state)
def statement_credit(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Takes pieces of an earlier statement back."""
    found = found_statement(request, pk)
    form = CreditForm(request.POST or None, access=request.access, client=found.client)

    def act() -> str:
        add_credit(statement=found, **form.terms(), actor=request.user, now=timezone.now())
        return done(request, _("The credit stands in %(number)s.") % {"number": found.number}, statement_url(found))

    return fill_in(
        request,
        form,
        act,
        title=_("Credit in %(number)s") % {"number": found.number},
        lead=_("An issued statement is never changed; what was too much in it is taken back here."),
        button=_("Credit it"),
        cancel_url=statement_url(found),
    )


@allow("GET", "POST")
@staff_page(can_state)
def statement_issue(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Gives the statement to the company."""
    found = found_statement(request, pk)
    form = IssueForm(request.POST or None)

    def act() -> str:
        day = form.cleaned_data["issued_on"]
        issue_statement(statement=found, issued_on=day, actor=request.user, now=timezone.now())
        return done(request, _("%(number)s is with the company.") % {"number": found.number}, statement_url(found))

    return ask_money(
        request,
        form,
        act,
        amount=found.fees + found.claims,
        facts=[(_("Company"), found.client.name), (_("Fees"), yuan(found.fees)), (_("Claims"), yuan(found.claims))],
        title=_("Issue %(number)s?") % {"number": found.number},
        sentence=_("From then on the company owes this; its lines are never changed, only credited later."),
        button=_("Issue"),
        cancel_url=statement_url(found),
    )


@allow("GET", "POST")
@staff_page(can_state)
def statement_discard(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Throws a draft away."""
    found = found_statement(request, pk)

    def act() -> str:
        discard_statement(statement=found, actor=request.user, now=timezone.now())
        url = reverse("payouts:statements", args=[community])
        return done(request, _("%(number)s is discarded.") % {"number": found.number}, url)

    return ask(
        request,
        AgreeForm(request.POST or None),
        act,
        title=_("Discard %(number)s?") % {"number": found.number},
        sentence=_("What it stated can go into another statement. The number is kept."),
        button=_("Discard"),
        cancel_url=statement_url(found),
        grave=True,
    )


@allow("GET", "POST")
@staff_page(can_book_receipts)
def statement_deduct(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Settles a part without money: the order bears it."""
    page = statement_page(found_statement(request, pk))
    found, form = page.statement, DeductForm(request.POST or None)

    def act() -> str:
        deduct(statement=found, **form.terms(), actor=request.user, now=timezone.now())
        return done(request, _("Deducted; the orders bear it."), _url(community, pk))

    return ask_money(
        request,
        form,
        act,
        amount=found.open_fees,
        title=_("What will %(client)s not pay of %(number)s?") % {"client": found.client, "number": found.number},
        sentence=_("So much of the fees is still open. What is deducted is a cost of its orders."),
        button=_("Deduct"),
        cancel_url=_url(community, pk),
    )


@allow("GET", "POST")
@staff_page(can_give_up)
def claim_give_up(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Gives up what was claimed in a statement."""
    page = statement_page(found_statement(request, pk))
    found, form = page.statement, GiveUpForm(request.POST or None)

    def act() -> str:
        give_up_claim(statement=found, **form.terms(), actor=request.user, now=timezone.now())
        return done(request, _("Given up; the orders bear it."), _url(community, pk))

    return ask_money(
        request,
        form,
        act,
        amount=found.open_claims,
        title=_("Give up what was claimed in %(number)s?") % {"number": found.number},
        sentence=_("So much is still open. What is given up is a loss of its orders, for good."),
        button=_("Give up"),
        cancel_url=_url(community, pk),
        grave=True,
    )


def _url(community: str, pk: int) -> str:
    return reverse("payouts:statement", args=[community, pk])
