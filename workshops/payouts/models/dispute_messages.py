"""What is said about a dispute: her words, our answers, and her voice."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.appendonly import append_only, fixed_columns, never_deleted
from microfactory.kernel.constraints import check
from microfactory.kernel.encryption import SealedBytesField
from microfactory.kernel.scoping import ScopedQuerySet
from workshops.models.fields import signed_by
from workshops.models.guards import RefuseAfter
from workshops.payouts.enums import HERS, Outcome, Said, VoiceType
from workshops.payouts.models.disputes import LOGGERS, Dispute
from workshops.payouts.models.vouching import NOT_HERS, Vouched, vouched

# Over e, the row that puts it right: of a wrong sum that may be what corrects any work of the slip, or work
# of which the slip has a correction.
_CORRECTS_THE_SLIP = """(d.about = 'total' AND e.logged_at >= d.opened_at AND EXISTS (
    SELECT 1 FROM payouts_payline l JOIN workshops_pieceentry paid ON paid.id = l.entry_id
    WHERE l.slip_id = d.slip_id AND COALESCE(paid.corrects_id, paid.id) = e.corrects_id AND l.live))"""


class DisputeMessage(Vouched):
    """One thing that was said about a dispute: words, an answer, her voice. Never changed."""

    community = models.ForeignKey(
        "residents.Community", models.PROTECT, related_name="+", db_index=False, verbose_name=_("community")
    )
    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="messages", verbose_name=_("dispute"))
    kind = models.CharField(_("kind"), max_length=10, choices=Said)
    text = models.CharField(_("words"), max_length=500, blank=True)
    outcome = models.CharField(_("what it comes to"), max_length=10, choices=Outcome, blank=True)
    correction = models.ForeignKey(
        "workshops.PieceEntry",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name=_("the row that puts it right"),
    )
    at = models.DateTimeField(_("when"))
    by = signed_by(_("who"))

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("message of a dispute")
        verbose_name_plural = _("messages of disputes")
        constraints = [
            vouched("dispute_message_vouched", required=Q(kind__in=list(HERS))),
            check(
                "dispute_answer_agrees",
                ~Q(kind=Said.ANSWERED) & Q(outcome="", correction__isnull=True)
                | Q(kind=Said.ANSWERED, outcome=Outcome.RIGHT, correction__isnull=True) & ~Q(text="")
                | Q(kind=Said.ANSWERED, outcome__in=[Outcome.CORRECTED, Outcome.PAID_EXTRA], correction__isnull=False)
                & ~Q(text=""),
                _("An answer says in words what it comes to, and names the row that puts it right."),
            ),
        ]
        triggers = [
            *append_only("dispute_message", "what was said about a dispute stays"),
            RefuseAfter(
                name="dispute_message_hers",
                operation=pgtrigger.Insert,
                sentence="a resident's word is her own: on her phone, with her PIN, or before two witnesses; nobody "
                "who did or answered what it is about stands in for her",
                only_sql="NEW.how <> ''",
                when_sql=f"""EXISTS (SELECT 1 FROM payouts_dispute d JOIN residents_resident r ON r.id = d.resident_id
                    WHERE d.id = NEW.dispute_id AND ({NOT_HERS} OR d.community_id <> NEW.community_id
                        OR (NEW.how <> 'own' AND EXISTS (
                            SELECT 1 FROM (SELECT d.answered_by_id AS u UNION ALL {LOGGERS}) barred
                            WHERE barred.u IN (NEW.witness_one_user_id, NEW.witness_two_user_id, NEW.by_id)))))""",
            ),
            RefuseAfter(
                name="dispute_message_ours",
                operation=pgtrigger.Insert,
                sentence="a dispute is answered by somebody who neither logged nor inspected that work, nor did it",
                only_sql="NEW.kind = 'answered'",
                when_sql=f"""EXISTS (SELECT 1 FROM payouts_dispute d JOIN residents_resident r ON r.id = d.resident_id
                    WHERE d.id = NEW.dispute_id AND (r.user_id = NEW.by_id OR NEW.by_id IN ({LOGGERS})
                        OR d.community_id <> NEW.community_id OR EXISTS (SELECT 1 FROM workshops_pieceentry e
                            WHERE e.id = NEW.correction_id AND (e.resident_id <> d.resident_id
                                OR (e.corrects_id IS DISTINCT FROM d.entry_id
                                    AND (e.corrects_id IS NOT NULL OR e.logged_at < d.opened_at)
                                    AND NOT {_CORRECTS_THE_SLIP})))))""",
            ),
        ]

    def __str__(self):
        return self.get_kind_display()


class DisputeVoice(models.Model):
    """Her voice, sealed. Only pages with a right play it; each look of the staff's is noted.

    The bytes may be sealed again under a new key; `digest`, a keyed hash of what she said, stays.
    """

    message = models.OneToOneField(
        DisputeMessage, models.PROTECT, primary_key=True, related_name="voice", verbose_name=_("message of a dispute")
    )
    community = models.ForeignKey(
        "residents.Community", models.PROTECT, related_name="+", db_index=False, verbose_name=_("community")
    )
    media_type = models.CharField(_("kind of recording"), max_length=12, choices=VoiceType)
    seconds = models.PositiveSmallIntegerField(_("seconds"), null=True, blank=True)
    size = models.PositiveIntegerField(_("size in bytes"))
    digest = models.CharField(_("checksum of the recording"), max_length=64, editable=False)
    sealed = SealedBytesField(_("sealed recording"))

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("voice note")
        verbose_name_plural = _("voice notes")
        constraints = [
            check(
                "voice_short",
                (Q(seconds__isnull=True) | Q(seconds__lte=60)) & Q(size__gt=0, size__lte=2 * 1024 * 1024),
                _("A voice note lasts 60 seconds at most."),
            ),
        ]
        triggers = [
            never_deleted("voice", "what she said stays"),
            fixed_columns(
                "voice",
                ["message_id", "community_id", "media_type", "seconds", "size", "digest"],
                "what she said stays; only its seal may be renewed",
            ),
        ]

    def __str__(self):
        return f"{self.get_media_type_display()} {self.size}"
