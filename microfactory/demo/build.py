"""Builds the demo communities once, and says who signs in how."""

import datetime as dt

from django.db import transaction

from microfactory.demo import liuhe, neighbours, told
from microfactory.demo.members import PASSWORD, ROLES
from residents.enums import Role
from residents.models import Community, Membership, User

CODES = ("liuhe", "guiyuan", "xinyuan")


@transaction.atomic
def build(today: dt.date) -> list[str]:
    """Makes the communities that aren't there yet; the names of those it made. All or nothing."""
    stories = {"liuhe": liuhe.build, "guiyuan": neighbours.guiyuan, "xinyuan": neighbours.xinyuan}
    there = set(Community.objects.filter(code__in=CODES).values_list("code", flat=True))
    made = [stories[code](today) for code in CODES if code not in there]
    for town in made:
        told.tell(town, today)
    if made:
        _superuser()
    return [town.community.name for town in made]


def _superuser() -> None:
    if not User.objects.filter(username="admin").exists():
        User.objects.create_superuser("admin", password=PASSWORD, name="系统管理员")


def sign_ins() -> list[tuple[str, str, str, str]]:
    """Community, role, name and user name of everybody who signs in with the demo's password."""
    order = [role for _suffix, role in ROLES] + [Role.LEADER]
    rows = Membership.objects.filter(community__code__in=CODES).select_related("community", "user").order_by("pk")
    found = [
        (row.community.name, row.get_role_display(), row.user.name, row.user.username)
        for row in sorted(rows, key=lambda row: (CODES.index(row.community.code), order.index(row.role), row.pk))
    ]
    return [*found, ("", "", "系统管理员", "admin")]
