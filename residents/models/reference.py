"""Which number comes next."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.constraints import unique
from microfactory.kernel.scoping import ScopedQuerySet


class ReferenceNumber(models.Model):
    """The last number given out, per community, prefix and day. Locked while the next is taken: no gaps."""

    community = models.ForeignKey("residents.Community", models.PROTECT, related_name="+", verbose_name=_("community"))
    prefix = models.CharField(_("prefix"), max_length=4)
    day = models.DateField(_("day"))
    last = models.PositiveIntegerField(_("last number"))

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("reference number")
        verbose_name_plural = _("reference numbers")
        constraints = [
            unique("number_one_counter", ["community", "prefix", "day"], _("There is one counter per day already."))
        ]

    def __str__(self):
        return f"{self.prefix}{self.day:%Y%m%d}-{self.last:04d}"
