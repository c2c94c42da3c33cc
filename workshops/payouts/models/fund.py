"""The care fund (爱心基金): donations, deposits with clients, and corrections that the community bears."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.appendonly import append_only, fixed_columns, never_deleted
from microfactory.kernel.constraints import check, unique
from microfactory.kernel.money import ExactMoneyField, MoneyField
from microfactory.kernel.scoping import ScopedQuerySet
from workshops.models.fields import signed_by
from workshops.payouts.enums import DepositKind, Method
from workshops.payouts.models.ledger import JournalEntry


class Donation(models.Model):
    """Money given to the fund."""

    community = models.ForeignKey("residents.Community", models.PROTECT, related_name="+", verbose_name=_("community"))
    donor = models.CharField(_("donor"), max_length=60)
    amount = MoneyField(_("amount"))
    method = models.CharField(_("way of payment"), max_length=4, choices=Method)
    on = models.DateField(_("on"))
    note = models.CharField(_("note"), max_length=200, blank=True)
    entry = models.OneToOneField(
        JournalEntry, models.PROTECT, related_name="donation", verbose_name=_("journal entry")
    )
    booked_at = models.DateTimeField(_("booked at"))
    booked_by = signed_by(_("booked by"))

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("donation")
        verbose_name_plural = _("donations")
        constraints = [check("donation_positive", Q(amount__gt=0), _("A donation is more than nothing."))]
        triggers = append_only("donation", "a booked donation is never changed")

    def __str__(self):
        return f"{self.donor} {self.amount}"


class Deposit(models.Model):
    """What happened to a deposit (保证金) with a client: paid, come back, or kept by the client."""

    community = models.ForeignKey("residents.Community", models.PROTECT, related_name="+", verbose_name=_("community"))
    client = models.ForeignKey("workshops.Client", models.PROTECT, related_name="+", verbose_name=_("client"))
    agreement = models.ForeignKey(
        "workshops.Agreement", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("agreement")
    )
    kind = models.CharField(_("what"), max_length=4, choices=DepositKind)
    amount = MoneyField(_("amount"))
    on = models.DateField(_("on"))
    reason = models.CharField(_("why"), max_length=200, blank=True)
    entry = models.OneToOneField(JournalEntry, models.PROTECT, related_name="deposit", verbose_name=_("journal entry"))
    booked_at = models.DateTimeField(_("booked at"))
    booked_by = signed_by(_("booked by"))

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("deposit")
        verbose_name_plural = _("deposits")
        constraints = [
            check("deposit_positive", Q(amount__gt=0), _("A deposit is more than nothing.")),
            check(
                "deposit_kept_has_reason",
                ~Q(kind=DepositKind.KEPT) | ~Q(reason=""),
                _("Please write why the client keeps it."),
            ),
        ]
        triggers = append_only("deposit", "what happened to a deposit is never changed")

    def __str__(self):
        return f"{self.get_kind_display()} {self.amount}"


class BorneCorrection(models.Model):
    """A correction that would take too much of a resident's pay: the community bears it, as long as that pay stands.

    Where the pay is taken back, another row turns this one round, and the correction goes with its work again.
    """

    community = models.ForeignKey("residents.Community", models.PROTECT, related_name="+", verbose_name=_("community"))
    resident = models.ForeignKey("residents.Resident", models.PROTECT, related_name="+", verbose_name=_("resident"))
    correction = models.ForeignKey(
        "workshops.PieceEntry", models.PROTECT, related_name="+", verbose_name=_("correction")
    )
    amount = ExactMoneyField(_("amount"))
    reason = models.CharField(_("why"), max_length=200)
    borne_at = models.DateTimeField(_("decided at"))
    borne_by = signed_by(_("decided by"))
    live = models.BooleanField(_("counts"), default=True)
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="reversal", verbose_name=_("takes back")
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction borne by the community")
        verbose_name_plural = _("corrections borne by the community")
        constraints = [
            check("borne_has_reason", ~Q(reason=""), _("Please write the reason in a few words.")),
            unique("borne_once", ["correction"], _("The community bears this already."), condition=Q(live=True)),
            check(
                "borne_taken_back_is_not_live",
                Q(reverses__isnull=True) | Q(live=False),
                _("A row that takes back bears nothing."),
            ),
        ]
        triggers = [
            fixed_columns(
                "borne",
                [
                    "community_id",
                    "resident_id",
                    "correction_id",
                    "amount",
                    "reason",
                    "borne_at",
                    "borne_by_id",
                    "reverses_id",
                ],
                "what the community bears is never changed: another row takes it back",
            ),
            fixed_columns("borne_live", ["live"], "what was taken back stays so", when_sql="NOT OLD.live"),
            never_deleted("borne", "what the community bears is never deleted: another row takes it back"),
        ]

    def __str__(self):
        return f"{self.resident} {self.amount}"
