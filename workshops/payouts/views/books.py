"""The books to read: the journal, what each order left; and handing an order's result on."""

from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from microfactory.kernel.http import allow
from microfactory.kernel.money import yuan
from microfactory.kernel.paging import asked_keys
from microfactory.kernel.periods import today
from microfactory.kernel.scoping import get_visible
from residents.forms.base import AgreeForm, ReasonForm
from residents.views.acts import done
from residents.web import staff_page
from workshops.models import PieceEntry, WorkOrder
from workshops.payouts.forms.fund import GiveUpFrontForm
from workshops.payouts.models import Account
from workshops.payouts.operations.corrections import bear_correction
from workshops.payouts.operations.fronting import give_up_front
from workshops.payouts.operations.orders import settle_order
from workshops.payouts.perms import can_give_up, can_see_money, can_settle_orders, rights_over_money
from workshops.payouts.queries.corrections import rows_of_act
from workshops.payouts.queries.journal import posted
from workshops.payouts.queries.margins import margins
from workshops.payouts.queries.orders import order_money
from workshops.payouts.queries.piece_margins import piece_margins
from workshops.payouts.queries.unfinished import unfinished
from workshops.payouts.views.asking import ask_money
from workshops.payouts.views.runs import PAGE


@allow("GET")
@staff_page(can_see_money)
def journal(request: HttpRequest, community: str) -> HttpResponse:
    """Every posting, the newest first; of one account if wanted."""
    account = None
    if request.GET.get("account", "").isdigit():
        rows = Account.objects.select_related("client", "work_order", "resident")
        account = get_visible(rows, request.access, pk=request.GET["account"])
    page = posted(request.access, account=account, size=PAGE, **asked_keys(request.GET))
    return render(request, "payouts/journal.html", {"page": page, "account": account})


@allow("GET")
@staff_page(can_see_money)
def order_list(request: HttpRequest, community: str) -> HttpResponse:
    """What each order brought, cost and left."""
    page = margins(request.access, size=PAGE, **asked_keys(request.GET))
    return render(request, "payouts/margins.html", {"page": page})


@allow("GET")
@staff_page(can_see_money)
def order(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """One order's money, and what is still open of it."""
    found = _order(request, pk)
    page = {"order": found, "money": order_money(found), "open": unfinished(found)}
    page |= {"pieces": piece_margins(found, today()), "rights": rights_over_money(request.access)}
    return render(request, "payouts/order.html", page)


@allow("GET", "POST")
@staff_page(can_settle_orders)
def order_settle(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Hands a closed order's result on to fund and surplus."""
    found = _order(request, pk)
    money, form = order_money(found), AgreeForm(request.POST or None)

    def act() -> str:
        settle_order(work_order=found, actor=request.user, now=timezone.now())
        return done(request, _("The result of %(number)s is passed on.") % {"number": found.number}, _url(found))

    return ask_money(
        request,
        form,
        act,
        amount=money.left,
        facts=[(_("To the fund"), yuan(money.to_fund)), (_("To the surplus"), yuan(money.to_surplus))],
        title=_("Pass on what %(number)s left?") % {"number": found.number},
        sentence=_("The agreed share goes to the fund, the rest to the community's surplus; a loss as well."),
        button=_("Hand on"),
        cancel_url=_url(found),
    )


@allow("GET", "POST")
@staff_page(can_give_up)
def front_give_up(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Gives up money that the fund laid out for an order."""
    found = _order(request, pk)
    form = GiveUpFrontForm(request.POST or None)

    def act() -> str:
        give_up_front(work_order=found, **form.terms(), actor=request.user, now=timezone.now())
        return done(request, _("Given up; the fund bears it."), _url(found))

    return ask_money(
        request,
        form,
        act,
        amount=order_money(found).fronted,
        title=_("Give up what the fund laid out for %(number)s?") % {"number": found.number},
        sentence=_("So much is laid out. What is given up is the fund's loss, for good."),
        button=_("Give up"),
        cancel_url=_url(found),
        grave=True,
    )


@allow("GET", "POST")
@staff_page(can_give_up)
def correction_bear(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """The community bears a correction that would take too much of a resident's pay."""
    rows = PieceEntry.objects.select_related("resident", "operation__work_order", "community")
    entry = get_visible(rows, request.access, pk=pk)
    form = ReasonForm(request.POST or None)
    url = reverse("workshops:entry", args=[community, pk])

    def act() -> str:
        bear_correction(entry=entry, reason=form.cleaned_data["reason"], actor=request.user, now=timezone.now())
        return done(request, _("The community bears it; nothing is taken from her."), url)

    return ask_money(
        request,
        form,
        act,
        amount=sum((row.amount for row in rows_of_act(entry)), Decimal(0)),
        title=_("Shall the community bear this correction for %(name)s?") % {"name": entry.resident.name},
        sentence=_("It is never taken from her pay then, for good."),
        button=_("The community bears it"),
        cancel_url=url,
        grave=True,
    )


def _order(request: HttpRequest, pk: int) -> WorkOrder:
    rows = WorkOrder.objects.select_related("client", "agreement", "community")
    return get_visible(rows, request.access, pk=pk)


def _url(order: WorkOrder) -> str:
    return reverse("payouts:order", args=[order.community.code, order.pk])
