"""Which form was posted before."""

from django.db import models
from django.utils.translation import gettext_lazy as _


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
