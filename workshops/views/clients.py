"""Companies and agreements."""

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from microfactory.kernel.http import allow
from microfactory.kernel.scoping import get_visible
from residents.views.acts import done, fill_in
from residents.web import staff_page
from workshops.forms.clients import AgreementForm, ClientForm
from workshops.models import Agreement, Client
from workshops.operations.agreements import sign_agreement
from workshops.perms import can_manage_orders, can_see_prices


@allow("GET")
@staff_page(can_see_prices)
def clients(request: HttpRequest, community: str) -> HttpResponse:
    """All companies with their agreements."""
    rows = Client.objects.visible_to(request.access).by_name().prefetch_related(_agreements(request))
    page = {"clients": rows, "may_manage": can_manage_orders(request.access)}
    return render(request, "workshops/clients.html", page)


@allow("GET", "POST")
@staff_page(can_manage_orders)
def client_new(request: HttpRequest, community: str) -> HttpResponse:
    """A new company."""
    return _client(request, community, ClientForm(request.POST or None, access=request.access), _("New company"))


@allow("GET", "POST")
@staff_page(can_manage_orders)
def client_edit(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """A company's contact; its code and name too, as long as they are right."""
    client = get_visible(Client.objects, request.access, pk=pk)
    form = ClientForm(request.POST or None, instance=client, access=request.access)
    return _client(request, community, form, client.name)


def _agreements(request: HttpRequest) -> Prefetch:
    return Prefetch("agreements", Agreement.objects.visible_to(request.access).order_by("-number", "-pk"))


def _client(request: HttpRequest, community: str, form: ClientForm, title: str) -> HttpResponse:
    url = reverse("workshops:clients", args=[community])

    def act() -> str:
        return done(request, _("%(name)s is stored.") % {"name": form.save().name}, url)

    return fill_in(request, form, act, title=title, button=_("Store"), cancel_url=url)


@allow("GET", "POST")
@staff_page(can_manage_orders)
def agreement_new(request: HttpRequest, community: str) -> HttpResponse:
    """A new agreement with a company."""
    url = reverse("workshops:clients", args=[community])
    form = AgreementForm(
        request.POST or None, access=request.access, initial={"client": request.GET.get("client", "")}
    )

    def act() -> str:
        agreement = sign_agreement(
            client=form.cleaned_data["client"],
            **form.terms(),
            actor=request.user,
            now=timezone.now(),
        )
        return done(request, _("Agreement %(number)s is stored.") % {"number": agreement.number}, url)

    return fill_in(
        request,
        form,
        act,
        title=_("New agreement"),
        lead=_("What stands here is what residents are promised: it is told on each slip."),
        button=_("Store"),
        cancel_url=url,
    )


@allow("GET")
@staff_page(can_see_prices)
def agreement(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """One agreement and its orders."""
    found = get_visible(Agreement.objects.select_related("client"), request.access, pk=pk)
    orders = found.orders.visible_to(request.access).order_by("-number", "-pk")
    page = {"agreement": found, "orders": orders, "may_manage": can_manage_orders(request.access)}
    return render(request, "workshops/agreement.html", page)
