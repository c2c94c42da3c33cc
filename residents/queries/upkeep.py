"""What lies undone in the upkeep of communities: duties that nobody has, amounts that run out."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q, QuerySet

from residents.enums import Role
from residents.models import AccessCard, Community, Membership, PolicyParameter

# Without one of these no piece is counted, no run approved, nobody paid.
NEEDED = (Role.SOCIAL_WORKER, Role.STAFF, Role.APPROVER, Role.CASHIER)


def kept_by(user) -> QuerySet:
    """Running communities that this user keeps up in the admin, by name: all for a superuser."""
    rows = Community.objects.filter(active=True).order_by("name", "pk")
    return rows if user.is_superuser else rows.filter(pk__in=user.communities_for_upkeep())


def locked_cards(communities: QuerySet) -> QuerySet:
    """Cards in use that are locked after wrong PINs."""
    return AccessCard.objects.live().filter(community__in=communities, locked_at__isnull=False)


def roles_nobody_has(communities: QuerySet, day: dt.date) -> Iterator[tuple[Community, list[str]]]:
    """Communities in which a needed duty has nobody on that day, with those duties. Two queries."""
    live = Membership.objects.live_on(day).filter(community__in=communities).order_by("pk")
    held = set(live.values_list("community_id", "role"))
    for community in communities:
        if missing := [role for role in NEEDED if (community.pk, role) not in held]:
            yield community, missing


def ending_soon(communities: QuerySet, *, on: dt.date, within: dt.timedelta) -> QuerySet:
    """Amounts, general or of these communities, that end within so many days without one that follows."""
    following = PolicyParameter.objects.filter(
        Q(community=OuterRef("community")) | Q(community=None),
        key=OuterRef("key"),
        starts_on__gt=OuterRef("ends_on"),
    )
    rows = PolicyParameter.objects.filter(Q(community=None) | Q(community__in=communities))
    return rows.filter(ends_on__range=(on, on + within)).exclude(Exists(following))
