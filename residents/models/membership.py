"""Who does what in which community, and since when."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.constraints import check, no_overlap
from microfactory.kernel.scoping import ScopedQuerySet
from residents.enums import Role


class MembershipQuerySet(ScopedQuerySet):
    def live_on(self, day):
        """Memberships whose period contains the day."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)

    def not_over(self, day):
        """Those that hold on the day or begin later."""
        return self.exclude(ends_on__lt=day)


@pghistory.track()
class Membership(models.Model):
    """A user's role in a community; a leader's is bound to one workshop."""

    user = models.ForeignKey("residents.User", models.PROTECT, related_name="memberships", verbose_name=_("user"))
    community = models.ForeignKey(
        "residents.Community", models.PROTECT, related_name="memberships", verbose_name=_("community")
    )
    role = models.CharField(_("role"), max_length=20, choices=Role)
    workshop = models.ForeignKey(
        "residents.Workshop",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name=_("workshop"),
    )
    starts_on = models.DateField(_("since"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            no_overlap(
                "membership_once_at_a_time",
                ["user", "community", "role"],
                "starts_on",
                "ends_on",
                _("This person holds this role in these days already."),
            ),
            check(
                "membership_leader_has_workshop",
                ~Q(role=Role.LEADER) | Q(workshop__isnull=False),
                _("A workshop leader needs a workshop."),
            ),
            check(
                "membership_period_in_order",
                Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                _("The last day can't lie before the first."),
            ),
        ]

    def __str__(self):
        return f"{self.user} · {self.get_role_display()}"
