"""Disputes (异议): what a resident says is wrong, what was answered, and her voice."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.appendonly import Refuse, append_only, fixed_columns, never_deleted
from microfactory.kernel.constraints import check, unique
from microfactory.kernel.encryption import SealedBytesField
from microfactory.kernel.scoping import ScopedQuerySet
from workshops.models.fields import signed_by
from workshops.models.guards import RefuseAfter, moves_only
from workshops.payouts import moves
from workshops.payouts.enums import (
    HERS,
    UNANSWERED,
    UNSETTLED,
    DisputeAbout,
    DisputeState,
    Outcome,
    Said,
    VoiceType,
)
from workshops.payouts.models.slips import PayLine, Payslip
from workshops.payouts.models.vouching import NOT_HERS, Vouched, vouched

# Whoever logged or inspected the work (or a correction of it) before it was disputed. Over d, a row of disputes.
LOGGERS = """SELECT u FROM workshops_pieceentry e
    CROSS JOIN LATERAL (VALUES (e.logged_by_id),
        (CASE WHEN e.accepted_at <= d.opened_at THEN e.accepted_by_id END)) v (u)
    WHERE (e.id = d.entry_id OR (e.corrects_id = d.entry_id AND e.logged_at < d.opened_at)) AND u IS NOT NULL"""
_OWN_DISPUTE = "FROM (SELECT NEW.*) d JOIN residents_resident r ON r.id = d.resident_id"
# Over e, the row that puts it right: of a wrong sum that may be what corrects any work of the slip, or work
# of which the slip has a correction.
_CORRECTS_THE_SLIP = """(d.about = 'total' AND e.logged_at >= d.opened_at AND EXISTS (
    SELECT 1 FROM payouts_payline l JOIN workshops_pieceentry paid ON paid.id = l.entry_id
    WHERE l.slip_id = d.slip_id AND COALESCE(paid.corrects_id, paid.id) = e.corrects_id AND l.live))"""
_NO_ANSWER = Q(answered_at__isnull=True, answered_by__isnull=True, rests_on__isnull=True)
_AN_ANSWER = Q(answered_at__isnull=False, answered_by__isnull=False, rests_on__isnull=False)
_NOT_CLOSED = Q(closed_at__isnull=True, closed_by__isnull=True)
_NOT_WITHDRAWN = Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)


class DisputeQuerySet(ScopedQuerySet):
    def unanswered(self):
        """Those whose clock is running."""
        return self.filter(state__in=UNANSWERED)

    def unsettled(self):
        """Those that she has neither closed nor withdrawn: they freeze their line."""
        return self.filter(state__in=UNSETTLED)

    def locked(self):
        """Locked until the transaction ends, in the order of ids."""
        return self.select_for_update(of=("self",), no_key=True).order_by("pk")


class Dispute(models.Model):
    """One thing that a resident says is wrong. It freezes that work only, and she alone closes it."""

    community = models.ForeignKey(
        "residents.Community", models.PROTECT, related_name="+", db_index=False, verbose_name=_("community")
    )
    number = models.CharField(_("number"), max_length=24, editable=False)
    resident = models.ForeignKey(
        "residents.Resident", models.PROTECT, related_name="+", db_index=False, verbose_name=_("resident")
    )
    about = models.CharField(_("about"), max_length=8, choices=DisputeAbout)
    slip = models.ForeignKey(
        Payslip,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="disputes",
        db_index=False,
        verbose_name=_("pay slip"),
    )
    line = models.ForeignKey(
        PayLine,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="disputes",
        verbose_name=_("line of the slip"),
    )
    entry = models.ForeignKey(
        "workshops.PieceEntry",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name=_("piece entry"),
    )
    state = models.CharField(_("state"), max_length=10, choices=DisputeState, default=DisputeState.OPEN)
    due_on = models.DateField(_("answer due on"))
    assigned_to = signed_by(_("who answers"), later=True)
    opened_at = models.DateTimeField(_("raised at"))
    opened_by = signed_by(_("written down by"))
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_by = signed_by(_("answered by"), later=True)
    rests_on = models.DateField(_("rests from"), null=True, blank=True)
    reopened_at = models.DateTimeField(_("raised again at"), null=True, blank=True)
    closed_at = models.DateTimeField(_("she settled it at"), null=True, blank=True)
    closed_by = signed_by(_("settlement written down by"), later=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    withdrawn_by = signed_by(_("withdrawal written down by"), later=True)

    objects = DisputeQuerySet.as_manager()

    class Meta:
        verbose_name = _("dispute")
        verbose_name_plural = _("disputes")
        indexes = [
            models.Index(fields=["resident", "-opened_at"], name="dispute_by_resident"),
            models.Index(
                fields=["community", "due_on"], name="dispute_unsettled", condition=Q(state__in=list(UNSETTLED))
            ),
        ]
        constraints = [
            unique("dispute_number_once", ["community", "number"], _("There is a dispute of this number already.")),
            unique(
                "dispute_one_at_a_time",
                ["entry"],
                _("You have said already that something is wrong with this work. It isn't settled yet."),
                condition=Q(state__in=list(UNSETTLED), entry__isnull=False),
            ),
            unique(
                "dispute_one_of_a_slip",
                ["slip"],
                _("You have said already that this sum is wrong. It isn't settled yet."),
                condition=Q(state__in=list(UNSETTLED), about=DisputeAbout.TOTAL),
            ),
            check(
                "dispute_about_agrees",
                Q(about=DisputeAbout.LINE, slip__isnull=False, line__isnull=False, entry__isnull=False)
                | Q(about=DisputeAbout.ENTRY, slip__isnull=True, line__isnull=True, entry__isnull=False)
                | Q(about=DisputeAbout.MISSING, line__isnull=True, entry__isnull=True)
                | Q(about=DisputeAbout.TOTAL, slip__isnull=False, line__isnull=True, entry__isnull=True),
                _("A dispute names one line, one piece of work or a whole slip, or says that work is missing."),
            ),
            check(
                "dispute_state_agrees",
                Q(state=DisputeState.OPEN, reopened_at__isnull=True) & _NO_ANSWER & _NOT_CLOSED & _NOT_WITHDRAWN
                | Q(state=DisputeState.REOPENED, reopened_at__isnull=False) & _NO_ANSWER & _NOT_CLOSED & _NOT_WITHDRAWN
                | Q(state=DisputeState.ANSWERED) & _AN_ANSWER & _NOT_CLOSED & _NOT_WITHDRAWN
                | Q(state=DisputeState.CLOSED, closed_at__isnull=False, closed_by__isnull=False)
                & _AN_ANSWER
                & _NOT_WITHDRAWN
                | Q(state=DisputeState.WITHDRAWN, withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                & _NOT_CLOSED,
                _("The state of a dispute agrees with who did what and when."),
            ),
        ]
        triggers = [
            never_deleted("dispute", "a dispute is settled or withdrawn, never deleted"),
            moves_only("dispute", moves.DISPUTE),
            fixed_columns(
                "dispute_origin",
                ["community_id", "number", "resident_id", "about", "slip_id", "line_id", "entry_id"]
                + ["opened_at", "opened_by_id"],
                "a dispute stays what she said and about what",
            ),
            fixed_columns(
                "dispute_reopened",
                ["reopened_at"],
                "a dispute can be raised again once",
                when_sql="OLD.reopened_at IS NOT NULL",
            ),
            Refuse(
                name="dispute_reopened_once",
                operation=pgtrigger.Update,
                sentence="a dispute can be raised again once",
                when_sql="NEW.state = 'reopened' AND OLD.state <> 'reopened' AND OLD.reopened_at IS NOT NULL",
            ),
            Refuse(
                name="dispute_her_word",
                operation=pgtrigger.Update,
                sentence="a dispute is settled, withdrawn and raised again by the resident's own word",
                when_sql="""NEW.state IN ('closed', 'withdrawn', 'reopened') AND OLD.state <> NEW.state
                    AND NOT EXISTS (SELECT 1 FROM payouts_disputemessage m
                        WHERE m.dispute_id = NEW.id AND m.kind = NEW.state AND m.at =
                            CASE NEW.state WHEN 'closed' THEN NEW.closed_at WHEN 'withdrawn' THEN NEW.withdrawn_at
                            ELSE NEW.reopened_at END)""",
            ),
            RefuseAfter(
                name="dispute_fits",
                operation=pgtrigger.Insert,
                sentence="a dispute is about the resident's own work, of her own slip",
                when_sql=f"""EXISTS (SELECT 1 {_OWN_DISPUTE}
                    LEFT JOIN workshops_pieceentry e ON e.id = d.entry_id
                    LEFT JOIN payouts_payslip s ON s.id = d.slip_id LEFT JOIN payouts_payline l ON l.id = d.line_id
                    LEFT JOIN workshops_pieceentry le ON le.id = l.entry_id
                    WHERE r.community_id <> d.community_id OR s.resident_id <> d.resident_id
                       OR e.resident_id <> d.resident_id OR e.settled_outside OR e.corrects_id IS NOT NULL
                       OR l.slip_id <> d.slip_id OR d.entry_id <> COALESCE(le.corrects_id, le.id))""",
            ),
            RefuseAfter(
                name="dispute_another_answers",
                operation=pgtrigger.Insert | pgtrigger.Update,
                sentence="a dispute is answered by somebody who neither logged nor inspected that work, nor did it",
                only_sql="NEW.assigned_to_id IS NOT NULL",
                when_sql=f"""EXISTS (SELECT 1 {_OWN_DISPUTE}
                    WHERE r.user_id = NEW.assigned_to_id OR NEW.assigned_to_id IN ({LOGGERS}))""",
            ),
        ]

    def __str__(self):
        return self.number


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
