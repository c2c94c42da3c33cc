"""What residents agreed to."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.constraints import check, unique
from microfactory.kernel.scoping import ScopedQuerySet
from residents.enums import ConsentPurpose, ConsentWay


class ConsentQuerySet(ScopedQuerySet):
    def live(self):
        """Consents that were not withdrawn."""
        return self.filter(withdrawn_on__isnull=True)


class Consent(models.Model):
    """A resident's agreement to one purpose: how and when it was given, and when withdrawn."""

    community = models.ForeignKey("residents.Community", models.PROTECT, related_name="+", verbose_name=_("community"))
    resident = models.ForeignKey(
        "residents.Resident", models.PROTECT, related_name="consents", verbose_name=_("resident")
    )
    purpose = models.CharField(_("purpose"), max_length=20, choices=ConsentPurpose)
    way = models.CharField(_("way"), max_length=10, choices=ConsentWay)
    notice_version = models.CharField(_("version of the notice"), max_length=20)
    given_on = models.DateField(_("given on"))
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    witness = models.CharField(_("witness"), max_length=40, blank=True)
    recorded_by = models.ForeignKey("residents.User", models.PROTECT, related_name="+", verbose_name=_("recorded by"))

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints = [
            check(
                "consent_oral_has_witness",
                ~Q(way=ConsentWay.ORAL) | ~Q(witness=""),
                _("A spoken consent needs the name of a witness."),
            ),
            check(
                "consent_withdrawn_after_given",
                Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=models.F("given_on")),
                _("It can't be withdrawn before it was given."),
            ),
            unique(
                "consent_one_live_each",
                ["resident", "purpose"],
                _("This consent is recorded already."),
                condition=Q(withdrawn_on__isnull=True),
            ),
        ]

    def __str__(self):
        return self.get_purpose_display()
