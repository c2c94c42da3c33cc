"""People who live and keep house together."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.scoping import ScopedQuerySet


class HouseholdQuerySet(ScopedQuerySet):
    pass


class Household(models.Model):
    """A household; its residents point at it."""

    community = models.ForeignKey("residents.Community", models.PROTECT, related_name="+", verbose_name=_("community"))
    house = models.CharField(_("house"), max_length=60)
    size = models.PositiveSmallIntegerField(_("people in the household"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    objects = HouseholdQuerySet.as_manager()

    class Meta:
        verbose_name = _("household")
        verbose_name_plural = _("households")
        indexes = [models.Index(fields=["community", "house"], name="household_house")]

    def __str__(self):
        return self.house
