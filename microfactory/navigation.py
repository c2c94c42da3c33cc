"""The menu of the staff pages, made of the apps' rights, and what every page's frame shows."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jobs import perms as jobs
from microfactory.kernel.periods import today
from microfactory.kernel.scoping import Access
from microfactory.offers import offers
from residents import perms as residents
from residents.enums import Role
from workshops import perms as workshops
from workshops.payouts import perms as payouts


@dataclass(frozen=True)
class Entry:
    """A page of the menu: where it is, what it is called, who may open it, and which addresses belong to it."""

    view: str
    label: str
    allowed: Callable[[Access], bool]
    below: tuple[str, ...]


@dataclass(frozen=True)
class Item:
    """One entry as the frame shows it."""

    url: str
    label: str
    current: bool


# Whatever hangs on an order: its slips, entries and material, the company and the agreement it stands on.
_ORDERS = (
    "workshops:order",
    "pages:order",
    *(
        f"workshops:{noun}"
        for noun in ("issue", "entr", "material", "operation", "rate", "client", "agreement", "import")
    ),
)

ENTRIES = (
    Entry("pages:home", _("Today"), lambda access: True, ("pages:home",)),
    Entry(
        "workshops:counter",
        _("Counter"),
        workshops.can_log_pieces,
        ("workshops:counter", "workshops:log", "workshops:month"),
    ),
    Entry("workshops:day_sheet", _("Day sheet"), workshops.can_log_pieces, ("workshops:day_sheet",)),
    Entry("workshops:orders", _("Orders"), workshops.can_see_orders, _ORDERS),
    Entry("workshops:deliveries", _("Deliveries"), workshops.can_see_orders, ("workshops:deliver",)),
    Entry("payouts:runs", _("Pay"), payouts.can_see_money, ("payouts:",)),
    Entry(
        "residents:people",
        _("People"),
        residents.can_see_people,
        ("residents:", "pages:person", "pages:sheets", "voice:"),
    ),
    Entry("jobs:postings", pgettext_lazy("menu", "Jobs"), jobs.can_see_jobs, ("jobs:",)),
)

# Of several roles, the frame names the one that may do most.
_FIRST = (Role.STAFF, Role.SOCIAL_WORKER, Role.APPROVER, Role.CASHIER, Role.LEADER, Role.STREET)


def context(request: HttpRequest) -> dict:
    """What each page's frame needs: `access`, `community`, `brand`, `signed_in`, `navigation`, `offers`, `today`."""
    access = getattr(request, "access", None)
    return {
        "access": access,
        "community": access.community if access else None,
        "brand": f"{access.community.factory_name} · {access.community.name}" if access else "",
        "signed_in": _signed_in(request, access),
        "navigation": items(request, access) if access else [],
        "offers": offers(request, access) if access else [],
        "today": today(),
    }


def _signed_in(request: HttpRequest, access: Access | None) -> str:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return ""
    role = next((role.label for role in _FIRST if access and role in access.roles), "")
    return f"{role} · {user.name}" if role else user.name


def items(request: HttpRequest, access: Access) -> list[Item]:
    """The pages this person may open in this community, in the order of a working day."""
    here = request.resolver_match.view_name if request.resolver_match else ""
    return [
        Item(_address(entry.view, access.community.code), str(entry.label), here.startswith(entry.below))
        for entry in ENTRIES
        if entry.allowed(access)
    ]


@lru_cache(maxsize=1024)
def _address(view: str, community: str) -> str:
    return reverse(view, args=[community])
