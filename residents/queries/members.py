"""Who works for a community, and in which role."""

import datetime as dt

from django.db.models import Case, Count, F, Q, QuerySet, When

from microfactory.kernel.scoping import Access
from residents.enums import ResidentState
from residents.models import Membership, Workshop


def members(access: Access, *, today: dt.date) -> list[Membership]:
    """All memberships of the community: the present and coming ones first, then those that ended, by name."""
    rows = Membership.objects.visible_to(access).select_related("user", "workshop")
    over = Case(When(ends_on__lt=today, then=True), default=False)
    return list(rows.annotate(over=over).order_by("over", "user__name", "user_id", "role", "pk"))


def workshops(access: Access) -> QuerySet:
    """The workshops with how many residents take part in each."""
    taking_part = Count("residents", filter=Q(residents__state=ResidentState.ACTIVE))
    return Workshop.objects.visible_to(access).annotate(people=taking_part).order_by(F("active").desc(), "name", "pk")
