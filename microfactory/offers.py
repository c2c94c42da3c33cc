"""Steps that one app offers on a page of another, which may not know it: who may, and whether it makes sense there."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from microfactory.kernel.scoping import Access
from workshops.payouts.perms import can_give_up, can_see_money
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


OFFERS: dict[str, Callable[[Access, int], list[Offer]]] = {"workshops:entry": _of_an_entry}


def offers(request: HttpRequest, access: Access) -> list[Offer]:
    """What other apps offer on this page. Nothing is asked on pages where nobody offers anything."""
    match = request.resolver_match
    of_page = OFFERS.get(match.view_name) if match else None
    return of_page(access, match.kwargs["pk"]) if of_page else []
