"""How often a door was tried from where."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class DoorTries(models.Model):
    """How often a door was tried from one address within the hour. The key is a keyed hash: no address is kept."""

    key = models.CharField(_("key"), max_length=64, primary_key=True)
    tries = models.PositiveIntegerField(pgettext_lazy("door", "tries"))
    began_at = models.DateTimeField(_("since"))

    class Meta:
        verbose_name = _("tries at a door")
        verbose_name_plural = _("tries at a door")
        indexes = [models.Index(fields=["began_at"], name="doortries_began")]

    def __str__(self):
        return f"{self.tries}"
