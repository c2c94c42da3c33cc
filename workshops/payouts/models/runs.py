"""Pay runs: who is paid on which day, prepared by one person, approved by another, paid by a third."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.appendonly import Refuse, fixed_columns, never_deleted
from microfactory.kernel.constraints import check, unique
from microfactory.kernel.money import MoneyField
from microfactory.kernel.moves import state_agrees
from microfactory.kernel.scoping import ScopedQuerySet
from residents.enums import PayMoment
from workshops.models.fields import signed_by
from workshops.models.guards import moves_only
from workshops.payouts import moves
from workshops.payouts.enums import APPROVED, RunState
from workshops.payouts.models.guards import HOLDS_FROZEN_WORK

_SUBMITTED = [state for state in RunState.values if state not in (RunState.DRAFT, RunState.DISCARDED)]
_APPROVED = [*APPROVED, RunState.REVERSED]
_PAID = [RunState.PAYING, RunState.CLOSED]


class PayRunQuerySet(ScopedQuerySet):
    def approved(self):
        """Runs that stand: approved, being paid, closed."""
        return self.filter(state__in=APPROVED)

    def locked(self):
        """Locked until the transaction ends, in the order of ids."""
        return self.select_for_update(of=("self",), no_key=True).order_by("pk")


class PayRun(models.Model):
    """A pay run (发放批次): every payable entry with a work date up to the cut-off, one slip a resident."""

    community = models.ForeignKey(
        "residents.Community", models.PROTECT, related_name="+", db_index=False, verbose_name=_("community")
    )
    number = models.CharField(_("number"), max_length=20, editable=False)
    pay_date = models.DateField(_("pay day"))
    cut_off = models.DateField(_("work up to"))
    pay_moment = models.CharField(_("pays"), max_length=20, choices=PayMoment)
    state = models.CharField(_("state"), max_length=10, choices=RunState, default=RunState.DRAFT)
    prepared_at = models.DateTimeField(_("prepared at"))
    prepared_by = signed_by(_("prepared by"))
    submitted_at = models.DateTimeField(_("handed in for approval at"), null=True, blank=True)
    submitted_by = signed_by(_("handed in by"), later=True)
    # Who was held back, and why, and has no slip in this run: by id of the resident.
    held_over = models.JSONField(_("held back before"), null=True, blank=True, editable=False)
    # The community's cap of that moment: it may be lowered while more is laid out.
    front_cap = MoneyField(_("most the fund might front when it was approved"), null=True, blank=True, editable=False)
    approved_at = models.DateTimeField(_("approved at"), null=True, blank=True)
    approved_by = signed_by(_("approved by"), later=True)
    paid_at = models.DateTimeField(_("payment begun at"), null=True, blank=True)
    paid_by = signed_by(_("payment begun by"), later=True)
    closed_at = models.DateTimeField(_("wound up at"), null=True, blank=True)
    closed_by = signed_by(_("wound up by"), later=True)
    reversed_at = models.DateTimeField(_("reversed at"), null=True, blank=True)
    reversed_by = signed_by(_("reversed by"), later=True)
    discarded_at = models.DateTimeField(_("discarded at"), null=True, blank=True)
    discarded_by = signed_by(_("discarded by"), later=True)

    objects = PayRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("pay run")
        verbose_name_plural = _("pay runs")
        indexes = [models.Index(fields=["community", "pay_date", "state"], name="run_by_pay_date")]
        constraints = [
            unique("run_number_once", ["community", "number"], _("There is a pay run of this number already.")),
            check(
                "run_state_agrees",
                state_agrees(
                    "state",
                    {
                        "submitted_at": _SUBMITTED,
                        "submitted_by": _SUBMITTED,
                        "approved_at": _APPROVED,
                        "approved_by": _APPROVED,
                        "paid_at": _PAID,
                        "paid_by": _PAID,
                        "closed_at": [RunState.CLOSED],
                        "closed_by": [RunState.CLOSED],
                        "reversed_at": [RunState.REVERSED],
                        "reversed_by": [RunState.REVERSED],
                        "discarded_at": [RunState.DISCARDED],
                        "discarded_by": [RunState.DISCARDED],
                    },
                    RunState.values,
                ),
                _("Each step of a pay run needs its time and its person."),
            ),
            check(
                "run_approved_by_another",
                Q(approved_by__isnull=True) | (~Q(approved_by=F("prepared_by")) & ~Q(approved_by=F("submitted_by"))),
                _("Whoever prepared a pay run can't approve it."),
            ),
            check(
                "run_paid_by_another",
                Q(paid_by__isnull=True) | ~Q(paid_by=F("approved_by")),
                _("Whoever approved a pay run can't pay it."),
            ),
            check(
                "run_reversed_by_a_third",
                Q(reversed_by__isnull=True)
                | (
                    ~Q(reversed_by=F("approved_by"))
                    & ~Q(reversed_by=F("prepared_by"))
                    & ~Q(reversed_by=F("submitted_by"))
                ),
                _("A pay run is reversed by somebody who neither prepared nor approved it."),
            ),
            check(
                "run_cut_off_before_pay_date",
                Q(cut_off__lte=F("pay_date")),
                _("Work is paid after it is done: the cut-off can't lie after the pay day."),
            ),
        ]
        triggers = [
            never_deleted("run", "a pay run is discarded, its number is kept"),
            moves_only("run", moves.RUN),
            Refuse(
                name="run_without_disputed_work",
                operation=pgtrigger.Update,
                sentence="work that its resident disputes stays out of a run until it is settled",
                when_sql=f"NEW.state = 'approved' AND OLD.state <> 'approved' AND {HOLDS_FROZEN_WORK}",
            ),
            fixed_columns("run", ["community_id", "number"], "a pay run stays with its number"),
            fixed_columns(
                "run_submitted",
                ["submitted_at", "submitted_by_id"],
                "who handed a pay run in stays, until it is sent back",
                when_sql="OLD.state <> 'draft' AND NEW.state <> 'draft'",
            ),
            fixed_columns(
                "run_approved",
                ["pay_date", "cut_off", "pay_moment", "prepared_by_id", "approved_by_id", "approved_at", "front_cap"],
                "an approved pay run is never changed: it is reversed, and made again",
                when_sql="OLD.state NOT IN ('draft', 'submitted')",
            ),
        ]

    def __str__(self):
        return self.number

    @property
    def preparers(self) -> set[int]:
        """Ids of whoever drew it up or handed it in: they don't approve it."""
        return {self.prepared_by_id, self.submitted_by_id} - {None}

    @property
    def deciders(self) -> set[int]:
        """Ids of whoever prepared or approved it: they don't reverse it."""
        return self.preparers | {self.approved_by_id} - {None}
