"""What belongs to one resident for a time."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.scoping import ScopedQuerySet


class PersonalQuerySet(ScopedQuerySet):
    def live_on(self, day):
        """Rows whose period contains the day."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)


class Personal(models.Model):
    """The columns that all such rows have."""

    community = models.ForeignKey("residents.Community", models.PROTECT, related_name="+", verbose_name=_("community"))
    starts_on = models.DateField(_("since"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    objects = PersonalQuerySet.as_manager()

    class Meta:
        abstract = True
