"""The card of a resident, or of the person she trusts: a link in a QR code, and a PIN."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.constraints import check, unique
from microfactory.kernel.encryption import EncryptedField
from microfactory.kernel.scoping import ScopedQuerySet
from residents.enums import PinKind


class AccessCardQuerySet(ScopedQuerySet):
    def live(self):
        """Cards that were not revoked."""
        return self.filter(revoked_at__isnull=True)

    def own(self):
        """Residents' own cards, without those of the people they trust."""
        return self.filter(trusted__isnull=True)


class AccessCard(models.Model):
    """One card of one resident. The link's token is found by its hash and kept encrypted to print the card again."""

    community = models.ForeignKey("residents.Community", models.PROTECT, related_name="+", verbose_name=_("community"))
    resident = models.ForeignKey(
        "residents.Resident", models.PROTECT, related_name="cards", verbose_name=_("resident")
    )
    trusted = models.ForeignKey(
        "residents.TrustedPerson",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="cards",
        verbose_name=_("trusted person"),
    )
    token = EncryptedField(_("link"))
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    pin_kind = models.CharField(
        _("what goes with the card"), max_length=10, choices=PinKind, default=PinKind.DIGITS, editable=False
    )
    pin_hash = models.CharField(max_length=128, editable=False)
    pin_made_at = models.DateTimeField(_("PIN made at"), editable=False)
    pin_made_by = models.ForeignKey(
        "residents.User", models.PROTECT, related_name="+", editable=False, verbose_name=_("PIN made by")
    )
    pin_used_at = models.DateTimeField(_("PIN first opened her door at"), null=True, blank=True, editable=False)
    wrong_pins = models.PositiveSmallIntegerField(_("wrong PINs in a row"), default=0, editable=False)
    wrong_in_all = models.PositiveSmallIntegerField(_("wrong PINs since it was unlocked"), default=0, editable=False)
    wrong_untold = models.PositiveSmallIntegerField(
        _("wrong PINs since its holder signed in"), default=0, editable=False
    )
    locked_at = models.DateTimeField(_("locked at"), null=True, blank=True, editable=False)
    issued_at = models.DateTimeField(_("card given out at"))
    issued_by = models.ForeignKey(
        "residents.User", models.PROTECT, related_name="+", verbose_name=_("card given out by")
    )
    last_used_at = models.DateTimeField(_("last used at"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        "residents.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("revoked by")
    )

    objects = AccessCardQuerySet.as_manager()

    class Meta:
        verbose_name = _("resident's card")
        verbose_name_plural = _("residents' cards")
        constraints = [
            unique(
                "card_one_live_each",
                ["resident"],
                _("This resident has a card already. Replace it, and the old one is dead at once."),
                condition=Q(revoked_at__isnull=True, trusted__isnull=True),
            ),
            unique(
                "card_one_live_of_trusted",
                ["trusted"],
                _("This person has a card already. Replace it, and the old one is dead at once."),
                condition=Q(revoked_at__isnull=True),
            ),
            check(
                "card_revoked_agrees",
                Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                _("A revoked card needs the person who revoked it."),
            ),
        ]

    def __str__(self):
        return str(self.resident)
