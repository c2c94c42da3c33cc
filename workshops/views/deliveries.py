"""Deliveries: what can go, the draft, sending, the company's acceptance, pieces that come back."""

from decimal import Decimal

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from microfactory.kernel.http import allow
from microfactory.kernel.paging import page_of
from microfactory.kernel.scoping import get_visible
from residents.forms.base import RemarkForm
from residents.models import Resident
from residents.views.acts import ask, done, fill_in
from residents.web import act_once, staff_page
from workshops.enums import DeliveryState
from workshops.forms.deliveries import AcceptanceForm, DeliveriesForm, DeliveryForm, SendForm, TakeBackForm
from workshops.models import Client, Delivery, DeliveryLine
from workshops.operations.acceptance import record_acceptance
from workshops.operations.deliveries import cancel_delivery, change_draft, draft_delivery, send_delivery
from workshops.operations.repairs import take_back
from workshops.perms import can_deliver, can_see_orders, can_see_prices
from workshops.queries import deliveries as queries
from workshops.views.of_order import Asked, of_order


@allow("GET")
@staff_page(can_see_orders)
def deliveries(request: HttpRequest, community: str) -> HttpResponse:
    """All deliveries, the newest first."""
    asked = deliveries_asked(request)
    page = {
        "page": page_of(asked.rows, order=("-number", "-pk"), **asked.keys),
        "of_order": asked.of_order,
        "state": asked.terms.get("state", ""),
        "states": DeliveryState.choices,
        "may_deliver": can_deliver(request.access),
    }
    return render(request, "workshops/deliveries.html", page)


def deliveries_asked(request: HttpRequest) -> Asked:
    """The deliveries that the list is asked for."""
    terms = DeliveriesForm(request.GET).terms()
    narrowed = of_order(request, terms.get("order", ""))
    order = narrowed.order if narrowed else None
    rows = queries.deliveries(access=request.access, state=terms.get("state", ""), work_order=order)
    return Asked(terms, narrowed, rows)


@allow("GET", "POST")
@staff_page(can_deliver)
def delivery_new(request: HttpRequest, community: str) -> HttpResponse:
    """Which company, then how much of each product (of one order); at first all that can go."""
    offered = queries.offered(access=request.access)
    narrowed = of_order(request, DeliveriesForm(request.GET).terms().get("order", ""))
    client = narrowed.order.client if narrowed else None
    if client is None and request.GET.get("client", "").isdigit():
        client = get_visible(Client.objects, request.access, pk=request.GET["client"])
    mine = [row for row in offered if client and row.operation.work_order.client_id == client.pk]
    if narrowed:
        mine = [row for row in mine if row.operation.work_order_id == narrowed.order.pk]
    form = DeliveryForm(request.POST or None, offered=mine) if mine else None
    if request.method == "POST" and form and form.is_valid():
        if answer := act_once(request, form, lambda: _draft(request, client, mine, form)):
            return answer
    clients = {row.operation.work_order.client: None for row in offered}
    page = {"offered": offered, "clients": list(clients), "client": client, "form": form, "of_order": narrowed}
    return render(request, "workshops/delivery_new.html", page)


def _draft(request: HttpRequest, client: Client, mine, form: DeliveryForm) -> str:
    delivery = draft_delivery(
        workshop=mine[0].operation.work_order.workshop,
        client=client,
        lines=form.lines(),
        note=form.cleaned_data["note"],
        actor=request.user,
        now=timezone.now(),
    )
    return done(request, _("Delivery %(number)s is put together.") % {"number": delivery.number}, _page(delivery))


@allow("GET")
@staff_page(can_see_orders)
def delivery(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """One delivery: its lines, whose pieces they are, what the company said, what comes next."""
    found = _found(request, pk)
    lines = queries.delivery_lines(delivery=found)
    rights = {"may_see_prices": can_see_prices(request.access), "may_deliver": can_deliver(request.access)}
    fee, claim = (sum((getattr(row, name) for row in lines), Decimal(0)) for name in ("fee", "claim"))
    page = {"delivery": found, "lines": lines, "fee": fee, "claim": claim, **rights}
    return render(request, "workshops/delivery.html", page)


@allow("GET", "POST")
@staff_page(can_deliver)
def delivery_change(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Other quantities on a delivery that hasn't left."""
    found = _found(request, pk)
    standing = {line.operation_id: line.quantity for line in found.lines.all()}
    offered = queries.changeable(access=request.access, delivery=found)
    form = DeliveryForm(request.POST or None, offered=offered, standing=standing, initial={"note": found.note})

    def act() -> str:
        lines, note = form.lines(), form.cleaned_data["note"]
        change_draft(delivery=found, lines=lines, note=note, actor=request.user, now=timezone.now())
        return done(request, _("Stored."), _page(found))

    title = _("Change delivery %(number)s") % {"number": found.number}
    return fill_in(request, form, act, title=title, button=_("Store"), cancel_url=_page(found))


@allow("GET", "POST")
@staff_page(can_deliver)
def delivery_send(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """The goods left: from now on the delivery stays as it is."""
    found = _found(request, pk)
    form = SendForm(request.POST or None)

    def act() -> str:
        day = form.cleaned_data["sent_on"]
        send_delivery(delivery=found, sent_on=day, actor=request.user, now=timezone.now())
        return done(request, _("Delivery %(number)s is on its way.") % {"number": found.number}, _page(found))

    return ask(
        request,
        form,
        act,
        title=_("Did delivery %(number)s leave?") % {"number": found.number},
        sentence=_("From now on it stays as it is; the oldest pieces count as delivered first."),
        button=_("Yes, it left"),
        cancel_url=_page(found),
    )


@allow("GET", "POST")
@staff_page(can_deliver)
def delivery_cancel(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Cancels a delivery that hasn't left; its number is kept."""
    found = _found(request, pk)
    form = RemarkForm(request.POST or None)

    def act() -> str:
        reason = form.cleaned_data["reason"]
        cancel_delivery(delivery=found, reason=reason, actor=request.user, now=timezone.now())
        return done(request, _("Delivery %(number)s is cancelled.") % {"number": found.number}, _page(found))

    title = _("Cancel delivery %(number)s?") % {"number": found.number}
    sentence, button = _("Its number is kept."), _("Cancel the delivery")
    return ask(request, form, act, title=title, sentence=sentence, button=button, cancel_url=_page(found), grave=True)


@allow("GET", "POST")
@staff_page(can_deliver)
def delivery_accept(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """What the company said to each line."""
    found = _found(request, pk)
    form = AcceptanceForm(request.POST or None, lines=queries.delivery_lines(delivery=found))
    if request.method == "POST" and form.is_valid():
        if answer := act_once(request, form, lambda: _accept(request, found, form)):
            return answer
    return render(request, "workshops/delivery_accept.html", {"delivery": found, "form": form})


def _accept(request: HttpRequest, delivery: Delivery, form: AcceptanceForm) -> str:
    day = form.cleaned_data["accepted_on"]
    record_acceptance(
        delivery=delivery, outcomes=form.outcomes(), accepted_on=day, actor=request.user, now=timezone.now()
    )
    return done(request, _("Written down what the company accepted."), _page(delivery))


@allow("GET", "POST")
@staff_page(can_deliver)
def line_take_back(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Pieces that the company sent back go on a repair slip."""
    line = get_visible(DeliveryLine.objects.select_related("delivery__client"), request.access, pk=pk)
    page = next((row for row in queries.delivery_lines(delivery=line.delivery) if row.line.pk == line.pk), None)
    if page is None or (request.method == "GET" and not page.may_come_back):
        raise Http404
    hands = queries.repairers(access=request.access, delivery=line.delivery, page=page)
    form = TakeBackForm(request.POST or None, page=page, hands=hands)

    def act() -> str:
        terms = {name: form.cleaned_data[name] for name in ("pieces", "due_on", "place")}
        resident = get_visible(Resident.objects, request.access, pk=form.cleaned_data["resident"])
        slip = take_back(line=line, resident=resident, **terms, actor=request.user, now=timezone.now())
        url = reverse("workshops:issue", args=[community, slip.pk])
        return done(
            request, _("Repair slip %(number)s for %(name)s.") % {"number": slip.number, "name": resident}, url
        )

    title = _("Pieces came back: %(product)s") % {"product": page.line.operation.full_name}
    return fill_in(
        request,
        form,
        act,
        title=title,
        lead=_("Whoever is known to have made them repairs them for nothing; anybody else gets the rate of today."),
        button=_("Make the repair slip"),
        cancel_url=_page(line.delivery),
    )


def _found(request: HttpRequest, pk: int) -> Delivery:
    return get_visible(Delivery.objects.select_related("client", "workshop", "community"), request.access, pk=pk)


def _page(delivery: Delivery) -> str:
    return reverse("workshops:delivery", args=[delivery.community.code, delivery.pk])
