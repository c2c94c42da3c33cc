"""What is sensitive about a person, in tables of their own with a right of their own."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.constraints import check, no_overlap, unique
from microfactory.kernel.encryption import EncryptedField
from microfactory.kernel.scoping import ScopedQuerySet
from residents.enums import ConsentPurpose, ConsentWay, Hardship


class PersonalQuerySet(ScopedQuerySet):
    def live_on(self, day):
        """Rows whose period contains the day."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)


class _Personal(models.Model):
    """What belongs to one resident for a time."""

    community = models.ForeignKey("residents.Community", models.PROTECT, related_name="+", verbose_name=_("community"))
    starts_on = models.DateField(_("since"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    objects = PersonalQuerySet.as_manager()

    class Meta:
        abstract = True


@pghistory.track(exclude=["certificate"])
class HardshipRecord(_Personal):
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


class Ability(_Personal):
    """What somebody can and can't do at work. A table only, until work is matched to people."""

    resident = models.ForeignKey(
        "residents.Resident", models.PROTECT, related_name="abilities", verbose_name=_("resident")
    )
    aspect = models.CharField(_("aspect"), max_length=40)
    level = models.CharField(_("level"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("ability")
        verbose_name_plural = _("abilities")

    def __str__(self):
        return f"{self.aspect} {self.level}".strip()


class SkillRecord(_Personal):
    """Something a resident has learnt."""

    resident = models.ForeignKey(
        "residents.Resident", models.PROTECT, related_name="skills", verbose_name=_("resident")
    )
    skill = models.CharField(_("skill"), max_length=60)
    level = models.CharField(_("level"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("skill record")
        verbose_name_plural = _("skill records")

    def __str__(self):
        return f"{self.skill} {self.level}".strip()


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
