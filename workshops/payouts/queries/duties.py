"""Who else could do what somebody may not do on this row."""

import datetime as dt

from residents.enums import Role
from residents.models import Membership


def names_of(community, *roles: Role, day: dt.date, but: set[int]) -> list[str]:
    """The names of those who hold one of the roles in a community on a day, without some users (ids). One query."""
    rows = Membership.objects.live_on(day).filter(community=community, role__in=roles, user__is_active=True)
    names = (
        rows.exclude(user__in=but).order_by("user__name", "user_id").values_list("user__name", "user_id").distinct()
    )
    return [name for name, _user in names]
