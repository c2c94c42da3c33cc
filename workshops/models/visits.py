"""Who was in the workshop when. It never creates pay."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.constraints import check, unique
from microfactory.kernel.scoping import WorkshopScopedQuerySet
from workshops.models.fields import signed_by


class DayVisit(models.Model):
    """One resident in one workshop on one day: when she came and left, or how long it was (签到)."""

    community = models.ForeignKey("residents.Community", models.PROTECT, related_name="+", verbose_name=_("community"))
    resident = models.ForeignKey("residents.Resident", models.PROTECT, related_name="+", verbose_name=_("resident"))
    workshop = models.ForeignKey("residents.Workshop", models.PROTECT, related_name="+", verbose_name=_("workshop"))
    day = models.DateField(_("day"))
    came_at = models.DateTimeField(_("came at"), null=True, blank=True)
    left_at = models.DateTimeField(_("left at"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    noted_by = signed_by(_("noted by"))

    objects = WorkshopScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        constraints = [
            unique("visit_once_a_day", ["resident", "workshop", "day"], _("She is noted for this day already.")),
            check(
                "visit_says_something",
                Q(came_at__isnull=False) | Q(minutes__isnull=False),
                _("Please note when she came, or how long she worked."),
            ),
            check(
                "visit_left_after_came",
                Q(left_at__isnull=True) | Q(left_at__gt=F("came_at")),
                _("Nobody leaves before she came."),
            ),
            check(
                "visit_minutes_in_a_day",
                Q(minutes__isnull=True) | Q(minutes__range=(1, 1440)),
                _("A day has at most 1,440 minutes."),
            ),
        ]
        indexes = [models.Index(fields=["workshop", "day"], name="visit_by_day")]

    def __str__(self):
        return f"{self.day}"
