"""Who may see which rows. `visible_to(access)` is the only getter that pages use."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.http import Http404


@dataclass(frozen=True)
class Access:
    """A person acting in one community, with the roles that she holds there today.

    `workshop_ids` is None for roles that see the whole community, else the workshops that she is bound to.
    """

    user: Any
    community: Any
    roles: frozenset[str]
    workshop_ids: frozenset[int] | None = None

    def has(self, *roles: str) -> bool:
        """Whether she holds at least one of the roles."""
        return not self.roles.isdisjoint(roles)


class ScopedQuerySet(models.QuerySet):
    """Rows of communities. Models with a narrower rule override `visible_to`."""

    def visible_to(self, access: Access):
        """The rows that this person may see in the community she is acting in."""
        return self.filter(community=access.community)


class WorkshopScopedQuerySet(ScopedQuerySet):
    """Rows of one workshop each: whoever is bound to workshops sees only theirs."""

    workshop_path = "workshop"

    def visible_to(self, access: Access):
        rows = super().visible_to(access)
        if access.workshop_ids is None:
            return rows
        return rows.filter(**{f"{self.workshop_path}__in": access.workshop_ids})


def get_visible(queryset, access: Access, **lookup):
    """The one row that matches and may be seen. Raises Http404 for a row of others as for one that isn't there."""
    try:
        return queryset.visible_to(access).get(**lookup)
    except (queryset.model.DoesNotExist, ValueError) as error:
        raise Http404(str(queryset.model._meta.verbose_name)) from error
