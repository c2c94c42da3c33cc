"""Somebody of the staff opened a resident's pages on her own screen, with the resident beside her."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.appendonly import Refuse, fixed_columns, never_deleted
from microfactory.kernel.constraints import check, unique
from microfactory.kernel.scoping import ScopedQuerySet
from residents.enums import HelpWay


class HelpSessionQuerySet(ScopedQuerySet):
    def running(self, now):
        """Those that nobody ended and whose time isn't over."""
        return self.filter(ended_at__isnull=True, ends_by__gt=now)


class HelpSession(models.Model):
    """Who helped whom, from when, how she agreed. Only its end is written later, once."""

    community = models.ForeignKey("residents.Community", models.PROTECT, related_name="+", verbose_name=_("community"))
    resident = models.ForeignKey(
        "residents.Resident", models.PROTECT, related_name="helps", verbose_name=_("resident")
    )
    helper = models.ForeignKey("residents.User", models.PROTECT, related_name="+", verbose_name=_("helper"))
    way = models.CharField(_("how she agreed"), max_length=10, choices=HelpWay)
    began_at = models.DateTimeField(_("began at"))
    ends_by = models.DateTimeField(_("ends by itself at"))
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    objects = HelpSessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("help on screen")
        verbose_name_plural = _("help on screen")
        indexes = [models.Index(fields=["resident", "began_at"], name="helpsession_resident")]
        constraints = [
            unique(
                "help_one_running_each",
                ["helper"],
                _("You have another resident's page open. End that first."),
                condition=Q(ended_at__isnull=True),
            ),
            check(
                "help_in_order",
                Q(ends_by__gt=F("began_at"))
                & (Q(ended_at__isnull=True) | Q(ended_at__gte=F("began_at"), ended_at__lte=F("ends_by"))),
                _("Help ends after it began, and by itself at the latest."),
            ),
        ]
        triggers = [
            fixed_columns(
                "helpsession",
                ["community_id", "resident_id", "helper_id", "way", "began_at", "ends_by"],
                "who helped whom is never changed",
            ),
            Refuse(
                name="helpsession_ends_once",
                operation=pgtrigger.Update,
                sentence="help that ended stays as it is",
                when_sql="OLD.ended_at IS NOT NULL",
            ),
            never_deleted("helpsession", "who helped whom is never deleted"),
        ]

    def __str__(self):
        return f"{self.helper} · {self.resident}"

    @property
    def over_at(self):
        """When it ended, or will end by itself at the latest."""
        return self.ended_at or self.ends_by
