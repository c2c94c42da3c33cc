"""What somebody has learnt."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from residents.models.personal import Personal


class SkillRecord(Personal):
    """Something a resident has learnt."""

    resident = models.ForeignKey(
        "residents.Resident", models.PROTECT, related_name="skills", verbose_name=_("resident")
    )
    skill = models.CharField(_("skill"), max_length=60)
    level = models.CharField(_("level"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("skill record")
        verbose_name_plural = _("skill records")

    def __str__(self):
        return f"{self.skill} {self.level}".strip()
