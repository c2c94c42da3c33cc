"""Whom a resident lets look at her pages, and every look that person took."""

from django.db import models
from django.db.models import Q
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.appendonly import append_only, fixed_columns, never_deleted
from microfactory.kernel.constraints import check, unique
from microfactory.kernel.scoping import ScopedQuerySet
from residents.enums import ConsentWay


class TrustedPersonQuerySet(ScopedQuerySet):
    def live(self):
        """Those who may look today."""
        return self.filter(ended_at__isnull=True)


class TrustedPerson(models.Model):
    """A person whom a resident trusts: looks at her pages with a card of their own, and does nothing there.

    How the resident agreed stands on the row (PIPL, article 29: a consent of its own for each recipient).
    """

    community = models.ForeignKey("residents.Community", models.PROTECT, related_name="+", verbose_name=_("community"))
    resident = models.ForeignKey(
        "residents.Resident", models.PROTECT, related_name="trusted_people", verbose_name=_("resident")
    )
    user = models.OneToOneField("residents.User", models.PROTECT, related_name="trusted", verbose_name=_("sign-in"))
    name = models.CharField(_("full name"), max_length=40)
    relation = models.CharField(_("relation"), max_length=20)
    phone = models.CharField(_("telephone"), max_length=20, blank=True)
    way = models.CharField(_("how she agreed"), max_length=10, choices=ConsentWay)
    witness = models.CharField(_("witness"), max_length=40, blank=True)
    named_at = models.DateTimeField(_("named at"))
    named_by = models.ForeignKey("residents.User", models.PROTECT, related_name="+", verbose_name=_("named by"))
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    ended_by = models.ForeignKey(
        "residents.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ended by")
    )

    objects = TrustedPersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("trusted person")
        verbose_name_plural = _("trusted people")
        constraints = [
            unique(
                "trusted_one_live_each",
                ["resident"],
                _("She has named a trusted person already. End that first."),
                condition=Q(ended_at__isnull=True),
            ),
            check(
                "trusted_ended_agrees",
                Q(ended_at__isnull=True, ended_by__isnull=True) | Q(ended_at__isnull=False, ended_by__isnull=False),
                _("An end needs the person who ended it."),
            ),
            check(
                "trusted_spoken_has_witness",
                ~Q(way=ConsentWay.ORAL) | ~Q(witness=""),
                _("A spoken consent needs the name of a witness."),
            ),
        ]
        triggers = [
            fixed_columns(
                "trusted",
                ["resident_id", "user_id", "name", "relation", "way", "witness", "named_at", "named_by_id"],
                "who was trusted and how it was agreed never changes: end it and name anew",
            ),
            never_deleted("trusted", "who was trusted is never deleted"),
        ]

    def __str__(self):
        return f"{self.name} ({self.relation})"


class TrustedLook(models.Model):
    """One page that a trusted person opened."""

    community = models.ForeignKey("residents.Community", models.PROTECT, related_name="+", verbose_name=_("community"))
    trusted = models.ForeignKey(TrustedPerson, models.PROTECT, related_name="looks", verbose_name=_("trusted person"))
    page = models.CharField(_("page"), max_length=60)
    at = models.DateTimeField(_("when"))

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("look of a trusted person")
        verbose_name_plural = _("looks of trusted people")
        indexes = [models.Index(fields=["trusted", "at"], name="trustedlook_trusted")]
        triggers = append_only("trustedlook", "the log of looks is never changed")

    def __str__(self):
        return f"{self.trusted} {localtime(self.at):%Y-%m-%d %H:%M}"
