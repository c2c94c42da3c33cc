"""Kinds of hardship: sensitive, in a table of their own with a right of their own."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.constraints import check, no_overlap
from microfactory.kernel.encryption import EncryptedField
from residents.enums import Hardship
from residents.models.personal import Personal


@pghistory.track(exclude=["certificate"])
class HardshipRecord(Personal):
    """One kind of hardship of one resident, its period and its proof."""

    resident = models.ForeignKey(
        "residents.Resident", models.PROTECT, related_name="hardships", verbose_name=_("resident")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Hardship)
    proof = models.CharField(_("proof seen"), max_length=120, blank=True)
    certificate = EncryptedField(_("disability certificate"))
    certificate_hash = models.CharField(max_length=64, blank=True, editable=False)
    certificate_last4 = models.CharField(_("last four of the certificate"), max_length=4, blank=True, editable=False)
    checked_by = models.ForeignKey(
        "residents.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("checked by")
    )

    class Meta:
        verbose_name = _("hardship record")
        verbose_name_plural = _("hardship records")
        constraints = [
            check(
                "hardship_period_in_order",
                Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                _("The last day can't lie before the first."),
            ),
            check(
                "hardship_certificate_of_the_disabled",
                Q(certificate_hash="") | Q(kind=Hardship.DISABLED),
                _("Only the record of a disability carries a certificate."),
            ),
            no_overlap(
                "hardship_once_at_a_time",
                ["resident", "kind"],
                "starts_on",
                "ends_on",
                _("This kind of hardship is recorded for a part of these days already."),
            ),
        ]
        indexes = [models.Index(fields=["community", "kind"], name="hardship_kind")]

    def __str__(self):
        return self.get_kind_display()
