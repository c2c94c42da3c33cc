"""What happened: every change of a state."""

from django.db import models
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.appendonly import append_only
from microfactory.kernel.scoping import ScopedQuerySet


class MoveLogQuerySet(ScopedQuerySet):
    def about(self, subject):
        """All moves of one row, oldest first."""
        return self.filter(subject_type=subject._meta.label_lower, subject_id=subject.pk).order_by("at", "pk")


class MoveLog(models.Model):
    """One change of a row's state: what, who, when, why. Written in the transaction of the change."""

    community = models.ForeignKey("residents.Community", models.PROTECT, related_name="+", verbose_name=_("community"))
    subject_type = models.CharField(_("kind"), max_length=60)
    subject_id = models.BigIntegerField(_("row"))
    move = models.CharField(_("what"), max_length=40)
    before = models.CharField(_("before"), max_length=20, blank=True)
    after = models.CharField(_("after"), max_length=20, blank=True)
    reason = models.CharField(_("why"), max_length=400, blank=True)
    actor = models.ForeignKey("residents.User", models.PROTECT, related_name="+", verbose_name=_("who"))
    at = models.DateTimeField(_("when"))

    objects = MoveLogQuerySet.as_manager()

    class Meta:
        verbose_name = _("move")
        verbose_name_plural = _("moves")
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="movelog_subject")]
        triggers = append_only("movelog", "the log of moves is never changed")

    def __str__(self):
        return f"{localtime(self.at):%Y-%m-%d %H:%M}"
