"""Steps that one app offers on a page of another, which may not know it: who may, and whether it makes sense there."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from microfactory.kernel.scoping import Access
from microfactory.pages.stating import statements_naming, waits_for_a_statement
from workshops.models import Delivery
from workshops.payouts.perms import can_give_up, can_see_money, can_state
from workshops.payouts.queries.corrections import may_be_borne
from workshops.payouts.queries.trail import run_of_entry


@dataclass(frozen=True)
class Offer:
    """A button more among the page's own."""

    url: str
    label: str


def _of_an_entry(access: Access, pk: int) -> list[Offer]:
    """The run that pays it. And a correction that waits because it would take too much: an approver may let the
    community bear it."""
    found, code = [], access.community.code
    run = run_of_entry(access, entry=pk) if can_see_money(access) else None
    if run:
        found.append(Offer(reverse("payouts:run", args=[code, run.pk]), run.number))
    if can_give_up(access) and may_be_borne(access.community, entry=pk):
        found.append(Offer(reverse("payouts:correction_bear", args=[code, pk]), _("Let the community bear it")))
    return found


def _of_a_delivery(access: Access, pk: int) -> list[Offer]:
    """The statements that name it; and while an accepted line stands in none, to draw one up for its company."""
    if not can_see_money(access):
        return []
    code = access.community.code
    named = statements_naming(access, delivery=pk)
    found = [
        Offer(reverse("payouts:statement", args=[code, row.pk]), _("Statement %(number)s") % {"number": row.number})
        for row in named
    ]
    if can_state(access) and waits_for_a_statement(access, delivery=pk):
        client = Delivery.objects.visible_to(access).values_list("client", flat=True).get(pk=pk)
        address = reverse("payouts:statement_new", args=[code])
        found.append(Offer(f"{address}?{urlencode({'client': client, 'delivery': pk})}", _("Draw up a statement")))
    return found


OFFERS: dict[str, Callable[[Access, int], list[Offer]]] = {
    "workshops:entry": _of_an_entry,
    "workshops:delivery": _of_a_delivery,
}


def offers(request: HttpRequest, access: Access) -> list[Offer]:
    """What other apps offer on this page. Nothing is asked on pages where nobody offers anything."""
    match = request.resolver_match
    of_page = OFFERS.get(match.view_name) if match else None
    return of_page(access, match.kwargs["pk"]) if of_page else []
