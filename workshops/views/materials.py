"""The client's material: named, received, sent back, lost."""

from collections.abc import Callable

from django.forms import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from microfactory.kernel.http import allow
from microfactory.kernel.scoping import get_visible
from residents.views.acts import done, fill_in
from residents.web import staff_page
from workshops.forms.orders import MaterialChangeForm, MaterialForm, MovementForm
from workshops.models import Material, Operation, WorkOrder
from workshops.operations.materials import add_material, change_material, receive, report_loss, send_back
from workshops.perms import can_manage_orders, can_see_orders
from workshops.queries.materials import movements, stores


@allow("GET")
@staff_page(can_see_orders)
def materials(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """What came, went and lies in the store for an order."""
    order = get_visible(WorkOrder.objects, request.access, pk=pk)
    page = {
        "order": order,
        "materials": stores(order),
        "operations": order.operations.order_by("position", "pk"),
        "movements": movements(order),
        "may_manage": can_manage_orders(request.access),
    }
    return render(request, "workshops/materials.html", page)


@allow("GET", "POST")
@staff_page(can_manage_orders)
def material_new(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """A material of an operation."""
    operation = get_visible(Operation.objects.select_related("work_order"), request.access, pk=pk)
    form = MaterialForm(request.POST or None)
    url = reverse("workshops:materials", args=[community, operation.work_order_id])

    def act() -> str:
        add_material(operation=operation, **form.terms(), actor=request.user, now=timezone.now())
        return done(request, _("The material is added."), url)

    title = _("Material for %(operation)s") % {"operation": operation}
    return fill_in(request, form, act, title=title, button=_("Add it"), cancel_url=url)


@allow("GET", "POST")
@staff_page(can_manage_orders)
def material_change(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """How a material is described, and what may be lost of it."""
    material = get_visible(Material.objects, request.access, pk=pk)
    form = MaterialChangeForm(request.POST or None, initial=model_to_dict(material))
    url = reverse("workshops:materials", args=[community, material.work_order_id])

    def act() -> str:
        change_material(material=material, **form.terms(), actor=request.user, now=timezone.now())
        return done(request, _("%(name)s is changed.") % {"name": material.name}, url)

    return fill_in(request, form, act, title=material.name, button=_("Store"), cancel_url=url)


@allow("GET", "POST")
@staff_page(can_manage_orders)
def material_receive(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Material that the company brought."""
    return _move(request, community, pk, receive, _("Material came: %(name)s"))


@allow("GET", "POST")
@staff_page(can_manage_orders)
def material_send_back(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Material that goes back to the company."""
    return _move(request, community, pk, send_back, _("Material goes back: %(name)s"))


@allow("GET", "POST")
@staff_page(can_manage_orders)
def material_lost(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Material that was lost in the store."""
    return _move(request, community, pk, report_loss, _("Material was lost: %(name)s"))


def _move(request: HttpRequest, community: str, pk: int, operation: Callable, title: str) -> HttpResponse:
    material = get_visible(Material.objects, request.access, pk=pk)
    form = MovementForm(request.POST or None)
    url = reverse("workshops:materials", args=[community, material.work_order_id])

    def act() -> str:
        terms = {name: form.cleaned_data[name] for name in ("quantity", "on", "note")}
        operation(material=material, **terms, actor=request.user, now=timezone.now())
        return done(request, _("Written down."), url)

    lead = _("Counted in %(unit)s.") % {"unit": material.unit}
    button = _("Record it")
    return fill_in(request, form, act, title=title % {"name": material.name}, lead=lead, button=button, cancel_url=url)
