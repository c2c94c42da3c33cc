"""Who may act on whose work."""

import datetime as dt

from django.contrib.postgres.expressions import ArraySubquery

from residents.enums import Role
from residents.models import Membership

# Whoever holds one of these inspects: what she logs is accepted at once.
INSPECTORS = frozenset({Role.SOCIAL_WORKER, Role.STAFF})


def role_rows(*, actor, community_id, day: dt.date):
    """The roles that somebody holds in a community on a day, as a queryset of one column."""
    rows = Membership.objects.live_on(day).filter(user=actor, community_id=community_id)
    return rows.order_by("role").values("role")


def roles_column(*, actor, community_id, day: dt.date) -> ArraySubquery:
    """The same as one more column of another query."""
    return ArraySubquery(role_rows(actor=actor, community_id=community_id, day=day))


def roles_of(*, actor, community_id, day: dt.date) -> frozenset[str]:
    """The roles that somebody holds in a community on a day."""
    rows = role_rows(actor=actor, community_id=community_id, day=day)
    return frozenset(rows.values_list("role", flat=True))
