"""What somebody can and can't do: sensitive, seen with hardship."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from residents.models.personal import Personal


class Ability(Personal):
    """What somebody can and can't do at work. A table only, until work is matched to people."""

    resident = models.ForeignKey(
        "residents.Resident", models.PROTECT, related_name="abilities", verbose_name=_("resident")
    )
    aspect = models.CharField(_("aspect"), max_length=40)
    level = models.CharField(_("level"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("ability")
        verbose_name_plural = _("abilities")

    def __str__(self):
        return f"{self.aspect} {self.level}".strip()
