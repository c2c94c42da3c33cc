"""Whoever signs in: staff with a password of their own, residents through their card."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.constraints import check
from microfactory.kernel.periods import today
from residents.enums import Role


class User(AbstractUser):
    """A person who signs in. `is_resident` sessions reach `/me/` and nothing else."""

    first_name = None
    last_name = None
    name = models.CharField(_("full name"), max_length=40)
    is_resident = models.BooleanField(_("signs in with a resident's card"), default=False, editable=False)
    must_choose_password = models.BooleanField(_("must choose a password of her own"), default=False, editable=False)

    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            check(
                "user_resident_is_no_staff",
                Q(is_resident=False) | Q(is_staff=False, is_superuser=False),
                _("A resident's sign-in never opens the staff pages."),
            )
        ]

    def __str__(self):
        return self.name or self.username

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name

    def communities_for_upkeep(self):
        """Ids of the communities whose rows this user may keep up in the admin: where she is staff today."""
        return self.memberships.live_on(today()).filter(role=Role.STAFF).values_list("community_id", flat=True)
