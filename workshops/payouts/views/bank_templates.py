"""Banks' templates: how each bank wants its file."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from microfactory.kernel.http import allow
from microfactory.kernel.scoping import get_visible
from residents.views.acts import done, fill_in
from residents.web import staff_page
from workshops.payouts.forms.bank_templates import TemplateForm
from workshops.payouts.models import BankFileProfile
from workshops.payouts.operations.bank_templates import save_template
from workshops.payouts.perms import can_manage_templates


@allow("GET")
@staff_page(can_manage_templates)
def templates(request: HttpRequest, community: str) -> HttpResponse:
    """All templates, those in use first."""
    rows = BankFileProfile.objects.visible_to(request.access).prefetch_related("columns")
    return render(request, "payouts/templates.html", {"templates": rows.order_by("-active", "name", "pk")})


@allow("GET", "POST")
@staff_page(can_manage_templates)
def template_new(request: HttpRequest, community: str) -> HttpResponse:
    """A template of another bank."""
    return _save(request, None, _("New template of a bank"))


@allow("GET", "POST")
@staff_page(can_manage_templates)
def template(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Changes a template; files made before keep their bytes."""
    found = get_visible(BankFileProfile.objects, request.access, pk=pk)
    return _save(request, found, found.name)


def _warn(request: HttpRequest, odd: list[str]) -> None:
    if odd:
        said = _("Does the bank itself call the column of account or holder so: %(headings)s? Compare with its sheet.")
        messages.warning(request, said % {"headings": _(", ").join(odd)})


def _save(request: HttpRequest, found: BankFileProfile | None, title: str) -> HttpResponse:
    form = TemplateForm(request.POST or None, template=found)
    url = reverse("payouts:templates", args=[request.community.code])

    def act() -> str:
        community = request.community
        save_template(community=community, template=found, **form.terms(), actor=request.user, now=timezone.now())
        _warn(request, form.odd_headings())
        return done(request, _("Stored."), url)

    lead = _("Ask the bank for its sheet and copy its headings, from left to right.")
    return fill_in(request, form, act, title=title, lead=lead, button=_("Store"), cancel_url=url)
