"""The tenant, and the rooms its people work in."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.appendonly import fixed_columns
from microfactory.kernel.constraints import check, unique
from microfactory.kernel.money import MoneyField
from microfactory.kernel.scoping import ScopedQuerySet
from residents.enums import MessageTemplate, PayMoment

RESERVED_CODES = frozenset(
    {"accounts", "admin", "c", "gallery", "health", "i18n", "language", "me", "media", "static", "work"}
)


class CommunityQuerySet(models.QuerySet):
    def visible_to(self, access):
        return self.filter(pk=access.community.pk)

    def of_member(self, user, day):
        """The communities that a user works for on a day, by name."""
        running = Q(memberships__ends_on__isnull=True) | Q(memberships__ends_on__gte=day)
        rows = self.filter(running, memberships__user=user, memberships__starts_on__lte=day, active=True)
        return rows.distinct().order_by("name", "pk")


@pghistory.track()
class Community(models.Model):
    """A residents' committee and its micro-factory. Its code is the first part of every staff address."""

    code = models.CharField(
        _("code"),
        max_length=20,
        unique=True,
        validators=[RegexValidator(r"^[a-z][a-z0-9]{1,19}$", _("Small letters and figures only, a letter first."))],
    )
    name = models.CharField(_("name"), max_length=40)
    factory_name = models.CharField(_("name of the micro-factory"), max_length=40)
    contact_name = models.CharField(_("social worker to ask"), max_length=40, blank=True)
    contact_phone = models.CharField(_("telephone to ask"), max_length=20, blank=True)
    address = models.CharField(_("address"), max_length=120, blank=True)
    opened_on = models.DateField(_("first day in this system"))
    pay_moment = models.CharField(
        _("when residents are paid"), max_length=20, choices=PayMoment, default=PayMoment.ON_RECEIPT
    )
    pay_day = models.PositiveSmallIntegerField(
        _("pay day of the month"), default=15, validators=[MinValueValidator(1), MaxValueValidator(28)]
    )
    front_cap = MoneyField(_("most the fund may front, in yuan"), default=0)
    active = models.BooleanField(_("in use"), default=True)
    muted = ArrayField(
        models.CharField(max_length=20, choices=MessageTemplate),
        verbose_name=_("messages that aren't written"),
        default=list,
        blank=True,
    )
    demo = models.BooleanField(_("invented, for trying out: nothing is ever sent"), default=False)

    objects = CommunityQuerySet.as_manager()

    class Meta:
        verbose_name = _("community")
        verbose_name_plural = _("communities")
        constraints = [
            check(
                "community_pay_day_in_every_month",
                Q(pay_day__range=(1, 28)),
                _("The pay day must lie between 1 and 28, so that every month has it."),
            ),
            check("community_front_cap_not_negative", Q(front_cap__gte=0), _("The cap can't be negative.")),
            check(
                "community_code_not_reserved",
                Q(code__regex=r"^[a-z][a-z0-9]{1,19}$") & ~Q(code__in=sorted(RESERVED_CODES)),
                _("This code can't be an address. Use small letters and figures, a letter first."),
            ),
        ]
        triggers = [
            fixed_columns("community_demo", ["demo"], "a demo community never becomes a real one", when_sql="OLD.demo")
        ]

    def __str__(self):
        return self.name


class WorkshopQuerySet(ScopedQuerySet):
    def visible_to(self, access):
        rows = super().visible_to(access)
        return rows if access.workshop_ids is None else rows.filter(pk__in=access.workshop_ids)


class Workshop(models.Model):
    """A room where residents work and hand in."""

    community = models.ForeignKey(Community, models.PROTECT, related_name="workshops", verbose_name=_("community"))
    name = models.CharField(_("name"), max_length=40)
    address = models.CharField(_("address"), max_length=120, blank=True)
    opening_hours = models.CharField(_("opening hours"), max_length=80, blank=True)
    active = models.BooleanField(_("in use"), default=True)

    objects = WorkshopQuerySet.as_manager()

    class Meta:
        verbose_name = _("workshop")
        verbose_name_plural = _("workshops")
        constraints = [
            unique("workshop_name_once", ["community", "name"], _("There is a workshop of this name already.")),
        ]

    def __str__(self):
        return self.name
