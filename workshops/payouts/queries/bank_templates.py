"""Who changed a bank's template last: the cashier sees it before she makes a file by it."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from residents.models import MoveLog
from workshops.payouts.models import BankFileProfile, PayRun

EDIT = "edit"


@dataclass(frozen=True, slots=True)
class TemplateChange:
    """The last change of a template, and whether whoever approved the run can't have known it."""

    name: str
    at: dt.datetime
    since_approval: bool

    @property
    def words(self) -> str:
        """Who changed it, and when."""
        said = _("template changed by %(who)s on %(when)s")
        if self.since_approval:
            said = _("template changed after the approval by %(who)s on %(when)s")
        return said % {"who": self.name, "when": f"{timezone.localtime(self.at):%Y-%m-%d %H:%M}"}


def template_changes(run: PayRun) -> dict[int, TemplateChange]:
    """The last change of each template of the run's community, by id of the template. One query."""
    rows = MoveLog.objects.filter(
        subject_type=BankFileProfile._meta.label_lower, community=run.community_id, move=EDIT
    )
    approved = run.approved_at
    return {
        key: TemplateChange(name, at, approved is not None and at > approved)
        for key, name, at in rows.order_by("at", "pk").values_list("subject_id", "actor__name", "at")
    }


def changed_by_since_approval(template: BankFileProfile, *, user, run: PayRun) -> bool:
    """Whether somebody changed a template after a run was approved."""
    return MoveLog.objects.about(template).filter(move=EDIT, actor=user, at__gt=run.approved_at).exists()
