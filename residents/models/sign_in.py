"""The other way in, who is signed in on which device, and how often a door was tried from where."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.constraints import check, unique
from microfactory.kernel.scoping import ScopedQuerySet
from residents.enums import Device


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


class SignInQuerySet(ScopedQuerySet):
    def live(self, now):
        """Devices that are signed in: used lately, not ended, and what opened the door wasn't taken back."""
        return self.filter(
            ended_at__isnull=True,
            last_used_at__gt=now - dt.timedelta(days=settings.PHONE_SESSION_DAYS),
            card__revoked_at__isnull=True,
            phone_pin__ended_at__isnull=True,
        )


class SignIn(models.Model):
    """One device on which a resident, or the person she trusts, is signed in to her pages."""

    community = models.ForeignKey("residents.Community", models.PROTECT, related_name="+", verbose_name=_("community"))
    resident = models.ForeignKey(
        "residents.Resident", models.PROTECT, related_name="sign_ins", verbose_name=_("resident")
    )
    user = models.ForeignKey("residents.User", models.PROTECT, related_name="+", verbose_name=_("who"))
    card = models.ForeignKey(
        "residents.AccessCard", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("card")
    )
    phone_pin = models.ForeignKey(
        PhonePin, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("telephone number")
    )
    device = models.CharField(_("device"), max_length=10, choices=Device, default=Device.OTHER)
    began_at = models.DateTimeField(_("began at"))
    last_used_at = models.DateTimeField(_("last used at"))
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    ended_by = models.ForeignKey(
        "residents.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ended by")
    )

    objects = SignInQuerySet.as_manager()

    class Meta:
        verbose_name = _("signed-in device")
        verbose_name_plural = _("signed-in devices")
        indexes = [models.Index(fields=["resident", "began_at"], name="signin_resident")]
        constraints = [
            check(
                "sign_in_one_way",
                Q(card__isnull=False, phone_pin__isnull=True) | Q(card__isnull=True, phone_pin__isnull=False),
                _("One signs in by card or by telephone number."),
            ),
            check(
                "sign_in_ended_agrees",
                Q(ended_at__isnull=True, ended_by__isnull=True) | Q(ended_at__isnull=False, ended_by__isnull=False),
                _("An end needs the person who ended it."),
            ),
        ]

    def __str__(self):
        return f"{self.user} · {self.get_device_display()}"


class DoorTries(models.Model):
    """How often a door was tried from one address within the hour. The key is a keyed hash: no address is kept."""

    key = models.CharField(_("key"), max_length=64, primary_key=True)
    tries = models.PositiveIntegerField(_("tries"))
    began_at = models.DateTimeField(_("since"))

    class Meta:
        verbose_name = _("tries at a door")
        verbose_name_plural = _("tries at a door")
        indexes = [models.Index(fields=["began_at"], name="doortries_began")]

    def __str__(self):
        return f"{self.tries}"
