"""Which entries a pay run has taken, and which are frozen because somebody disputes them."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.appendonly import Refuse
from microfactory.kernel.scoping import ScopedQuerySet
from workshops.models.entries import PieceEntry
from workshops.models.guards import RefuseRows
from workshops.models.open_entries import kept_by_claims


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
                when_sql="""EXISTS (SELECT 1 FROM new_rows n LEFT JOIN workshops_pieceentry e ON e.id = n.entry_id
                    WHERE e.state IS DISTINCT FROM 'accepted' OR e.settled_outside
                        OR e.community_id <> n.community_id)""",
            ),
            *kept_by_claims(),
        ]

    def __str__(self):
        return self.reference


class EntryFreeze(models.Model):
    """That an entry and its corrections are disputed: nothing of it is inspected, undone, corrected or paid meanwhile.

    Written by the freeze operations alone. From `pays_from` on a pay run may take it all the same, as it stands:
    an answer was given, and nobody said more.
    """

    entry = models.OneToOneField(
        PieceEntry, models.PROTECT, primary_key=True, related_name="freeze", verbose_name=_("piece entry")
    )
    community = models.ForeignKey(
        "residents.Community", models.PROTECT, related_name="+", db_index=False, verbose_name=_("community")
    )
    reference = models.CharField(_("frozen by"), max_length=24)
    frozen_at = models.DateTimeField(_("frozen at"))
    pays_from = models.DateField(_("may be paid from"), null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("freeze of an entry")
        verbose_name_plural = _("freezes of entries")
        triggers = [
            RefuseRows(
                name="freeze_fits",
                operation=pgtrigger.Insert,
                sentence="only an entry itself that stands is frozen, in its own community",
                when_sql="""EXISTS (SELECT 1 FROM new_rows n JOIN workshops_pieceentry e ON e.id = n.entry_id
                    WHERE e.state = 'voided' OR e.corrects_id IS NOT NULL OR e.community_id <> n.community_id)""",
            ),
        ]

    def __str__(self):
        return self.reference
