"""Which entries a pay run has taken."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.appendonly import Refuse
from microfactory.kernel.scoping import ScopedQuerySet
from workshops.models.entries import PieceEntry
from workshops.models.guards import RefuseRows


class EntryClaim(models.Model):
    """That a pay run has taken an entry, whole and once. Written in bulk by the claims operations alone."""

    entry = models.OneToOneField(
        PieceEntry, models.PROTECT, primary_key=True, related_name="claim", verbose_name=_("piece entry")
    )
    community = models.ForeignKey(
        "residents.Community", models.PROTECT, related_name="+", db_index=False, verbose_name=_("community")
    )
    reference = models.CharField(_("taken by"), max_length=20)
    claimed_at = models.DateTimeField(_("taken at"))

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("claim of an entry")
        verbose_name_plural = _("claims of entries")
        triggers = [
            Refuse(
                name="claim_no_update",
                operation=pgtrigger.Update,
                sentence="a claim is released and made again, never changed",
            ),
            RefuseRows(
                name="claim_payable",
                operation=pgtrigger.Insert,
                sentence="only an inspected entry that wasn't settled before this system can be claimed",
                when_sql="""EXISTS (SELECT 1 FROM new_rows n JOIN workshops_pieceentry e ON e.id = n.entry_id
                    WHERE e.state <> 'accepted' OR e.settled_outside OR e.community_id <> n.community_id)""",
            ),
        ]

    def __str__(self):
        return self.reference
