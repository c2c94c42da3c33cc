"""Who is signed in on which device."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.constraints import check
from microfactory.kernel.scoping import ScopedQuerySet
from residents.enums import Device


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
        "residents.PhonePin",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("telephone number"),
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
