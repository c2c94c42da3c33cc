"""The people it is all for."""

import pghistory
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import DateField, F, Func, Q
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.constraints import check, unique
from microfactory.kernel.encryption import EncryptedField
from microfactory.kernel.masking import mask_identity
from microfactory.kernel.scoping import WorkshopScopedQuerySet
from residents.enums import MessageWish, Place, ResidentState, Sex


class _SixteenYearsAfter(Func):
    """The sixteenth birthday of whoever was born on a day."""

    template = "(%(expressions)s + interval '16 years')::date"
    output_field = DateField()


class ResidentQuerySet(WorkshopScopedQuerySet):
    def active(self):
        """Residents who take part today."""
        return self.filter(state=ResidentState.ACTIVE)

    def in_paper_order(self):
        """In the order of the paper list, then by pinyin."""
        return self.order_by("list_order", "pinyin_key", "pk")

    def by_name(self):
        """By pinyin."""
        return self.order_by("pinyin_key", "pk")


@pghistory.track(exclude=["identity_number"])
class Resident(models.Model):
    """A resident who takes part. The identity number is encrypted; its hash finds duplicates, its last four show."""

    community = models.ForeignKey(
        "residents.Community", models.PROTECT, related_name="residents", verbose_name=_("community")
    )
    workshop = models.ForeignKey(
        "residents.Workshop",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="residents",
        verbose_name=_("workshop"),
    )
    household = models.ForeignKey(
        "residents.Household",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="residents",
        verbose_name=_("household"),
    )
    user = models.OneToOneField(
        "residents.User",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="resident",
        verbose_name=_("sign-in"),
    )
    name = models.CharField(_("full name"), max_length=40)
    pinyin_key = models.CharField(_("pinyin"), max_length=120, blank=True, db_collation="C", editable=False)
    pinyin_initials = models.CharField(
        _("pinyin initials"), max_length=40, blank=True, db_collation="C", editable=False
    )
    sex = models.CharField(_("sex"), max_length=10, choices=Sex, default=Sex.UNKNOWN)
    born_on = models.DateField(_("date of birth"), null=True, blank=True)
    identity_number = EncryptedField(_("identity number"))
    identity_hash = models.CharField(max_length=64, blank=True, editable=False)
    identity_last4 = models.CharField(_("last four of the identity number"), max_length=4, blank=True, editable=False)
    no_identity_reason = models.CharField(_("why there is no identity number"), max_length=80, blank=True)
    phone = models.CharField(_("telephone"), max_length=20, blank=True)
    house = models.CharField(_("house"), max_length=60, blank=True)
    usual_place = models.CharField(_("usually works"), max_length=10, choices=Place, default=Place.WORKSHOP)
    list_order = models.PositiveIntegerField(_("place in the paper list"), default=0)
    joined_on = models.DateField(_("takes part since"))
    state = models.CharField(_("state"), max_length=10, choices=ResidentState, default=ResidentState.ACTIVE)
    left_on = models.DateField(_("left on"), null=True, blank=True)
    left_reason = models.CharField(_("why she left"), max_length=80, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)
    message_wish = models.CharField(
        _("wants to be told"), max_length=10, choices=MessageWish, default=MessageWish.PHONE
    )

    objects = ResidentQuerySet.as_manager()

    class Meta:
        verbose_name = _("resident")
        verbose_name_plural = _("residents")
        constraints = [
            unique(
                "resident_identity_once",
                ["community", "identity_hash"],
                _("Somebody with this identity number is here already."),
                condition=~Q(identity_hash=""),
            ),
            check(
                "resident_identity_or_reason",
                ~Q(identity_hash="") | ~Q(no_identity_reason=""),
                _("Without an identity number, please write why."),
            ),
            check(
                "resident_left_agrees",
                Q(state=ResidentState.ACTIVE, left_on__isnull=True)
                | Q(state=ResidentState.LEFT, left_on__isnull=False),
                _("Whoever has left needs the day; whoever takes part has none."),
            ),
            check(
                "resident_left_after_joining",
                Q(left_on__isnull=True) | Q(left_on__gte=F("joined_on")),
                _("The last day can't lie before the first."),
            ),
            check(
                "resident_old_enough",
                Q(born_on__isnull=True) | Q(joined_on__gte=_SixteenYearsAfter(F("born_on"))),
                _("Nobody under 16 may be registered for work, by law."),
            ),
        ]
        indexes = [
            models.Index(fields=["community", "pinyin_key", "id"], name="resident_by_pinyin"),
            models.Index(fields=["community", "workshop", "list_order"], name="resident_paper_order"),
            GinIndex(fields=["name"], opclasses=["gin_trgm_ops"], name="resident_name_trgm"),
        ]

    def __str__(self):
        return self.name

    @property
    def masked_identity(self) -> str:
        """The identity number with all but its last four hidden."""
        return mask_identity(self.identity_last4)

    @property
    def birth_year(self) -> int | None:
        """The year of birth, by which namesakes are told apart."""
        return self.born_on.year if self.born_on else None
