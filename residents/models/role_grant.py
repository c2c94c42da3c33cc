"""A role over money or over rights: one person asks for it, another one confirms."""

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.appendonly import fixed_columns, never_deleted
from microfactory.kernel.constraints import check, unique
from microfactory.kernel.moves import state_agrees
from microfactory.kernel.scoping import ScopedQuerySet
from residents.enums import GUARDED_ROLES, GrantState, Role

DELAY = dt.timedelta(days=3)  # where nobody is there to confirm: long enough to be seen on the home page


class RoleGrantQuerySet(ScopedQuerySet):
    def waiting(self):
        """Those that nobody answered yet."""
        return self.filter(state=GrantState.WAITING)


class RoleGrant(models.Model):
    """Who wants to give whom one of the guarded roles, and what became of it."""

    community = models.ForeignKey("residents.Community", models.PROTECT, related_name="+", verbose_name=_("community"))
    user = models.ForeignKey("residents.User", models.PROTECT, related_name="role_grants", verbose_name=_("user"))
    role = models.CharField(_("role"), max_length=20, choices=Role)
    starts_on = models.DateField(_("since"))
    asked_by = models.ForeignKey("residents.User", models.PROTECT, related_name="+", verbose_name=_("asked by"))
    asked_at = models.DateTimeField(_("asked at"))
    asked_on = models.DateField(_("asked on"))
    state = models.CharField(_("state"), max_length=10, choices=GrantState, default=GrantState.WAITING)
    answered_by = models.ForeignKey(
        "residents.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("answered by")
    )
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    membership = models.OneToOneField(
        "residents.Membership",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="grant",
        verbose_name=_("membership"),
    )

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("grant of a role")
        verbose_name_plural = _("grants of roles")
        constraints = [
            unique(
                "grant_asked_once",
                ["community", "user", "role"],
                _("This role is waiting for a second person already."),
                condition=Q(state=GrantState.WAITING),
            ),
            check(
                "grant_not_to_oneself",
                ~Q(user=F("asked_by")),
                _("Nobody gives herself a role: a colleague asks for it."),
            ),
            check(
                "grant_by_two_people",
                ~Q(state=GrantState.CONFIRMED) | (~Q(answered_by=F("asked_by")) & ~Q(answered_by=F("user"))),
                _("Whoever confirms is neither the one who asked nor the one who gets the role."),
            ),
            check(
                "grant_delay_is_kept",
                ~Q(state=GrantState.DELAYED) | Q(starts_on__gte=F("asked_on") + DELAY),
                _("Without a second person a role begins three days later at the earliest."),
            ),
            check(
                "grant_state_agrees",
                state_agrees(
                    "state",
                    {
                        "answered_by": [GrantState.CONFIRMED, GrantState.REFUSED],
                        "answered_at": [GrantState.CONFIRMED, GrantState.REFUSED],
                        "membership": [GrantState.CONFIRMED, GrantState.DELAYED, GrantState.FIRST],
                    },
                    GrantState.values,
                ),
                _("The state of a grant, its answer and its role don't fit together."),
            ),
            check(
                "grant_of_guarded_role",
                Q(role__in=sorted(GUARDED_ROLES)),
                _("Only roles over money or rights wait for a second person."),
            ),
        ]
        triggers = [
            fixed_columns(
                "rolegrant",
                ["community_id", "user_id", "role", "asked_by_id", "asked_at", "asked_on"],
                "who asked for which role is never changed",
            ),
            never_deleted("rolegrant", "who asked for which role is never deleted"),
        ]

    def __str__(self):
        return f"{self.user} · {self.get_role_display()}"
