"""What happened, who looked, which number comes next, and which form was posted before."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.appendonly import append_only
from microfactory.kernel.constraints import unique
from microfactory.kernel.scoping import ScopedQuerySet
from residents.enums import SensitiveKind


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
        return f"{self.subject_type} {self.subject_id}: {self.move}"


class SensitiveRead(models.Model):
    """Who looked at which sensitive field of whom, when and why."""

    community = models.ForeignKey("residents.Community", models.PROTECT, related_name="+", verbose_name=_("community"))
    resident = models.ForeignKey(
        "residents.Resident", models.PROTECT, related_name="reads", verbose_name=_("resident")
    )
    kind = models.CharField(_("what"), max_length=20, choices=SensitiveKind)
    reason = models.CharField(_("why"), max_length=120)
    actor = models.ForeignKey("residents.User", models.PROTECT, related_name="+", verbose_name=_("who"))
    at = models.DateTimeField(_("when"))

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("look at sensitive data")
        verbose_name_plural = _("looks at sensitive data")
        indexes = [models.Index(fields=["resident", "at"], name="sensitiveread_resident")]
        triggers = append_only("sensitiveread", "the log of looks is never changed")

    def __str__(self):
        return f"{self.get_kind_display()} · {self.reason}"


class OneTimeKey(models.Model):
    """A form that was posted: the second post of the same key gets the first one's result."""

    key = models.UUIDField(_("key"), primary_key=True)
    user = models.ForeignKey("residents.User", models.CASCADE, related_name="+", verbose_name=_("who"))
    path = models.CharField(_("page"), max_length=200)
    result = models.CharField(_("result"), max_length=400, blank=True)
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("posted form")
        verbose_name_plural = _("posted forms")
        indexes = [models.Index(fields=["at"], name="onetimekey_at")]

    def __str__(self):
        return str(self.key)


class ReferenceNumber(models.Model):
    """The last number given out, per community, prefix and day. Locked while the next is taken: no gaps."""

    community = models.ForeignKey("residents.Community", models.PROTECT, related_name="+", verbose_name=_("community"))
    prefix = models.CharField(_("prefix"), max_length=4)
    day = models.DateField(_("day"))
    last = models.PositiveIntegerField(_("last number"))

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("reference number")
        verbose_name_plural = _("reference numbers")
        constraints = [
            unique("number_one_counter", ["community", "prefix", "day"], _("There is one counter per day already."))
        ]

    def __str__(self):
        return f"{self.prefix}{self.day:%Y%m%d}-{self.last:04d}"
