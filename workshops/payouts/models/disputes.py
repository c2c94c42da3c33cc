"""Disputes (异议): what a resident says is wrong, and where it stands."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.appendonly import Refuse, fixed_columns, never_deleted
from microfactory.kernel.constraints import check, unique
from microfactory.kernel.scoping import ScopedQuerySet
from workshops.models.fields import signed_by
from workshops.models.guards import RefuseAfter, moves_only
from workshops.payouts import moves
from workshops.payouts.enums import (
    UNANSWERED,
    UNSETTLED,
    DisputeAbout,
    DisputeState,
)
from workshops.payouts.models.slips import PayLine, Payslip

# Whoever logged or inspected the work (or a correction of it) before it was disputed. Over d, a row of disputes.
LOGGERS = """SELECT u FROM workshops_pieceentry e
    CROSS JOIN LATERAL (VALUES (e.logged_by_id),
        (CASE WHEN e.accepted_at <= d.opened_at THEN e.accepted_by_id END)) v (u)
    WHERE (e.id = d.entry_id OR (e.corrects_id = d.entry_id AND e.logged_at < d.opened_at)) AND u IS NOT NULL"""
_OWN_DISPUTE = "FROM (SELECT NEW.*) d JOIN residents_resident r ON r.id = d.resident_id"
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
