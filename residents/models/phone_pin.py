"""The way in beside the card: a telephone number and six digits."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.constraints import check, unique
from microfactory.kernel.scoping import ScopedQuerySet


class PhonePinQuerySet(ScopedQuerySet):
    def live(self):
        """Those that were not ended."""
        return self.filter(ended_at__isnull=True)


class PhonePin(models.Model):
    """Six digits that open a resident's pages together with her telephone number; she asked for it at the counter.

    The hash is keyed and made of number and digits together, and unique among the live ones: of two people who share
    a telephone, each pair opens one person's pages.
    """

    community = models.ForeignKey("residents.Community", models.PROTECT, related_name="+", verbose_name=_("community"))
    resident = models.ForeignKey(
        "residents.Resident", models.PROTECT, related_name="phone_pins", verbose_name=_("resident")
    )
    phone = models.CharField(_("telephone"), max_length=20)
    pin_hash = models.CharField(max_length=64, editable=False)
    wrong_pins = models.PositiveSmallIntegerField(_("wrong PINs in a row"), default=0, editable=False)
    locked_at = models.DateTimeField(_("locked at"), null=True, blank=True, editable=False)
    set_at = models.DateTimeField(_("set at"))
    set_by = models.ForeignKey("residents.User", models.PROTECT, related_name="+", verbose_name=_("set by"))
    last_used_at = models.DateTimeField(_("last used at"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    ended_by = models.ForeignKey(
        "residents.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ended by")
    )

    objects = PhonePinQuerySet.as_manager()

    class Meta:
        verbose_name = _("sign-in by telephone number")
        verbose_name_plural = _("sign-ins by telephone number")
        indexes = [models.Index(fields=["phone"], name="phonepin_phone", condition=Q(ended_at__isnull=True))]
        constraints = [
            unique(
                "phone_pin_one_live_each",
                ["resident"],
                _("She signs in by telephone number already. Make new digits instead."),
                condition=Q(ended_at__isnull=True),
            ),
            unique(
                "phone_pin_fits_one",
                ["pin_hash"],
                _("These six digits can't be taken. Choose others."),
                condition=Q(ended_at__isnull=True),
            ),
            check(
                "phone_pin_ended_agrees",
                Q(ended_at__isnull=True, ended_by__isnull=True) | Q(ended_at__isnull=False, ended_by__isnull=False),
                _("An end needs the person who ended it."),
            ),
        ]

    def __str__(self):
        return str(self.resident)
