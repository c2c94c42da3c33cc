"""Amounts that the law or the community sets, each with its period and source."""

import pghistory
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.amounts import in_words, name_of
from microfactory.kernel.constraints import check, no_overlap

# What these keys mean is up to who counts with them; which values make sense is not.
TAX = "tax.labour."
SHARES = (f"{TAX}share_taxed", "pay.correction_floor")


class PolicyParameterQuerySet(models.QuerySet):
    def visible_to(self, access):
        return self.filter(Q(community=access.community) | Q(community=None))

    def in_force(self, day):
        """Rows whose period contains the day."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)


@pghistory.track()
class PolicyParameter(models.Model):
    """One amount or rate, valid from day to day. Without a community it holds for all."""

    community = models.ForeignKey(
        "residents.Community",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parameters",
        verbose_name=_("community"),
    )
    key = models.CharField(_("key"), max_length=60)
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=6)
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    starts_on = models.DateField(_("valid from"))
    ends_on = models.DateField(_("valid until"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200)
    verified_on = models.DateField(_("checked on"), null=True, blank=True)
    verified_by = models.CharField(_("checked by"), max_length=40, blank=True)

    objects = PolicyParameterQuerySet.as_manager()

    class Meta:
        verbose_name = _("policy amount")
        verbose_name_plural = _("policy amounts")
        constraints = [
            no_overlap(
                "parameter_periods_apart",
                [Coalesce("community", 0, output_field=models.BigIntegerField()), "key"],
                "starts_on",
                "ends_on",
                _("There is a value of this key for a part of these days already. End it first."),
            ),
            check(
                "parameter_period_in_order",
                Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                _("The last day can't lie before the first."),
            ),
            check(
                "parameter_tax_for_all",
                ~Q(key__startswith=TAX) | Q(community__isnull=True),
                _("The law taxes everybody alike: an amount of the tax is of no community."),
            ),
            check("parameter_not_negative", Q(value__gte=0), _("An amount can't be negative.")),
            check(
                "parameter_share",
                ~(Q(key__startswith=f"{TAX}rate_") | Q(key__in=SHARES)) | Q(value__lte=1),
                _("A share lies between 0 and 1: 0.8 for eighty in a hundred."),
            ),
        ]

    def __str__(self):
        return f"{name_of(self.key)} {in_words(self.key, self.value, self.unit)}"
