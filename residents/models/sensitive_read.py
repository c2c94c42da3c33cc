"""Who looked at what is sensitive."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.appendonly import append_only
from microfactory.kernel.scoping import ScopedQuerySet
from residents.enums import SensitiveKind


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
