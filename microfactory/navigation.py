"""The menu of the staff pages, made of the apps' rights, and what every page's frame shows."""

from dataclasses import dataclass

from django.http import HttpRequest

from microfactory.kernel.periods import today


@dataclass(frozen=True)
class Item:
    """One entry of the menu."""

    url: str
    label: str
    current: bool


def context(request: HttpRequest) -> dict:
    """What the frame of each page needs: `access`, `community`, `brand`, `signed_in`, `navigation`, `today`."""
    access = getattr(request, "access", None)
    user = getattr(request, "user", None)
    return {
        "brand": f"{access.community.factory_name} · {access.community.name}" if access else "",
        "signed_in": user.name if user is not None and user.is_authenticated else "",
        "access": access,
        "community": access.community if access else None,
        "navigation": items(request, access) if access else [],
        "today": today(),
    }


def items(request: HttpRequest, access) -> list[Item]:
    """The pages this person may open in this community, in the order of a working day."""
    return []
