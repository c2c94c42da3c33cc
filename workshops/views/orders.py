"""Orders: the list, taking one, its operations and rates, closing."""

from django.forms import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from microfactory.kernel.http import allow
from microfactory.kernel.money import unit_price
from microfactory.kernel.paging import asked_keys, page_of
from microfactory.kernel.periods import today
from microfactory.kernel.scoping import get_visible
from residents.views.acts import ask, done, fill_in
from residents.web import staff_page
from workshops.enums import OrderState
from workshops.forms.orders import CloseForm, OperationForm, OrderChangeForm, OrderForm, RateForm
from workshops.models import Operation, PieceRate, WorkOrder
from workshops.operations.ordering import take_order
from workshops.operations.orders import add_operation, change_order, close_order, set_rate
from workshops.perms import can_manage_orders, can_see_orders, can_see_prices
from workshops.queries.orders import order_list, order_rows
from workshops.queries.rates import rate_on, rates_to_come
from workshops.views.known import fill_in_knowing


@allow("GET")
@staff_page(can_see_orders)
def orders(request: HttpRequest, community: str) -> HttpResponse:
    """Orders, the running ones first asked for."""
    asked = request.GET.get("state", OrderState.OPEN)
    state = asked if asked in ("", *OrderState.values) else OrderState.OPEN
    found = page_of(
        order_list(access=request.access, state=state),
        order=("-number", "-pk"),
        size=30,
        **asked_keys(request.GET),
    )
    page = {
        "page": found,
        "orders": order_rows(found.rows, today=today()),
        "state": state,
        "states": OrderState.choices,
        "may_manage": can_manage_orders(request.access),
        "may_see_prices": can_see_prices(request.access),
    }
    return render(request, "workshops/orders.html", page)


@allow("GET", "POST")
@staff_page(can_manage_orders)
def order_new(request: HttpRequest, community: str) -> HttpResponse:
    """A new order with its first operation and rate."""
    form = OrderForm(
        request.POST or None, access=request.access, initial={"agreement": request.GET.get("agreement", "")}
    )

    def act() -> str:
        order = take_order(
            order=form.order_terms(),
            operation=form.operation_terms(),
            another=form.is_another(),
            actor=request.user,
            now=timezone.now(),
        )
        return done(request, _("Order %(number)s is open.") % {"number": order.number}, _page(community, order))

    return fill_in(
        request,
        form,
        act,
        title=_("New order"),
        button=_("Open the order"),
        cancel_url=reverse("workshops:orders", args=[community]),
    )


@allow("GET", "POST")
@staff_page(can_manage_orders)
def order_change(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """How an order is described: its specification, its day, what residents read, what the office notes."""
    order = get_visible(WorkOrder.objects, request.access, pk=pk)
    form = OrderChangeForm(request.POST or None, initial=model_to_dict(order))

    def act() -> str:
        change_order(work_order=order, **form.terms(), actor=request.user, now=timezone.now())
        return done(request, _("Order %(number)s is changed.") % {"number": order.number}, _page(community, order))

    return fill_in(
        request,
        form,
        act,
        title=f"{order.number} {order.product}",
        lead=_("Slips that are printed from now on say it anew."),
        button=_("Store"),
        cancel_url=_page(community, order),
    )


@allow("GET", "POST")
@staff_page(can_manage_orders)
def operation_new(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """One more operation of an order."""
    order = get_visible(WorkOrder.objects, request.access, pk=pk)
    form = OperationForm(request.POST or None)

    def act() -> str:
        add_operation(work_order=order, **form.terms(), actor=request.user, now=timezone.now())
        return done(request, _("The operation is added."), _page(community, order))

    return fill_in(
        request,
        form,
        act,
        title=_("New operation of %(product)s") % {"product": order.product},
        button=_("Add it"),
        cancel_url=_page(community, order),
    )


@allow("GET", "POST")
@staff_page(can_manage_orders)
def rate_new(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """A new rate of an operation from a day on."""
    operation = get_visible(Operation.objects.select_related("work_order"), request.access, pk=pk)
    form = RateForm(request.POST or None)

    def act() -> str:
        terms = {name: form.cleaned_data[name] for name in ("rate", "starts_on", "reason")}
        rate = set_rate(operation=operation, **terms, actor=request.user, now=timezone.now())
        said = _("%(rate)s yuan from %(day)s on.") % {"rate": unit_price(rate.rate), "day": rate.starts_on}
        return done(request, said, _page(community, operation.work_order))

    return fill_in_knowing(
        request,
        form,
        act,
        facts=_rates(operation),
        title=_("New rate for %(operation)s") % {"operation": operation},
        lead=_("What was logged keeps its rate; a cut never reaches slips handed out before it."),
        button=_("Store"),
        cancel_url=_page(community, operation.work_order),
    )


def _rates(operation: Operation) -> list[tuple[str, str]]:
    """The order, what a piece of the operation earns now and since when, and what is agreed for later."""
    order, day = operation.work_order, today()
    facts = [
        (_("Order"), f"{order.number} {order.product}"),
        (_("The company pays"), unit_price(operation.client_price)),
        (_("The resident gets now"), _since(rate_on(operation, day))),
    ]
    return facts + [(pgettext("rate", "Later"), _since(row)) for row in rates_to_come(operation, day)]


def _since(rate: PieceRate | None) -> str:
    if rate is None:
        return _("no rate yet")
    return _("%(rate)s yuan, from %(day)s on") % {"rate": unit_price(rate.rate), "day": rate.starts_on}


@allow("GET", "POST")
@staff_page(can_manage_orders)
def order_close(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Closes an order that is done."""
    order = get_visible(WorkOrder.objects, request.access, pk=pk)
    form = CloseForm(request.POST or None)

    def act() -> str:
        close_order(work_order=order, reason=form.cleaned_data["reason"], actor=request.user, now=timezone.now())
        return done(request, _("Order %(number)s is closed.") % {"number": order.number}, _page(community, order))

    return ask(
        request,
        form,
        act,
        title=_("Close order %(number)s?") % {"number": order.number},
        sentence=_(
            "No new work is handed out or logged for it any more. What the company sends back later can still be"
            " repaired and delivered. Inspected work that was never delivered can be paid then."
        ),
        button=_("Close the order"),
        cancel_url=_page(community, order),
        grave=True,
    )


def _page(community: str, order: WorkOrder) -> str:
    return reverse("pages:order", args=[community, order.pk])
