"""Roles over money or rights that were given lately, and by whom."""

import datetime as dt

from django.db.models import Q, QuerySet

from residents.enums import GrantState, Role
from residents.models import Community, Membership, RoleGrant

SHOWN = dt.timedelta(days=14)  # how long a role that nobody confirmed is shown after it began


def grants(access) -> QuerySet:
    """All grants of a community, newest first."""
    rows = RoleGrant.objects.visible_to(access).select_related("user", "asked_by", "answered_by")
    return rows.order_by("-asked_at", "-pk")


def fresh_roles(community: Community, today: dt.date) -> list[RoleGrant]:
    """What everybody should see: roles that wait for a second person, or that begin (began) without one."""
    alone = Q(state=GrantState.DELAYED, starts_on__gte=today - SHOWN)
    rows = RoleGrant.objects.filter(Q(state=GrantState.WAITING) | alone, community=community)
    return list(rows.select_related("user", "asked_by").order_by("asked_at", "pk"))


def has_second_person(community: Community, *, asker, receiver, today: dt.date) -> bool:
    """Whether another member of the staff, neither asker nor receiver, could confirm a role today."""
    staff = Membership.objects.live_on(today).filter(community=community, role=Role.STAFF, user__is_active=True)
    return staff.exclude(user__in=[asker, receiver]).exists()


def has_staff(community: Community, today: dt.date) -> bool:
    """Whether anybody is staff here today: a community that is being set up has nobody yet."""
    return Membership.objects.live_on(today).filter(community=community, role=Role.STAFF).exists()
