"""What a resident has in hand: so many pieces of one operation, to be handed in."""

import pgtrigger
from django.db import models
from django.db.models import F, IntegerField, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.appendonly import Refuse, fixed_columns, never_deleted
from microfactory.kernel.constraints import check, unique
from microfactory.kernel.money import UnitPriceField
from microfactory.kernel.moves import state_agrees
from microfactory.kernel.scoping import WorkshopScopedQuerySet
from residents.enums import Place
from workshops import moves
from workshops.enums import IssueKind, IssueState
from workshops.models.entries import PieceEntry
from workshops.models.fields import signed_by
from workshops.models.guards import moves_only
from workshops.models.orders import Operation
from workshops.models.tallies import OF_ISSUES


class IssueQuerySet(WorkshopScopedQuerySet):
    def open(self):
        """Slips that aren't handed in."""
        return self.filter(state=IssueState.OPEN)

    def with_held(self):
        """With `held`: pieces still in the resident's hands.

        Read it in a statement after the one that locks the slip, or it may be older than the lock.
        """
        gone = (
            PieceEntry.objects.counted()
            .filter(issue=OuterRef("pk"))
            .order_by()
            .values("issue")
            .annotate(gone=Sum(F("good") + F("worker_fault") + F("material_fault") + F("returned") + F("lost")))
            .values("gone")
        )
        return self.annotate(held=F("quantity") - Coalesce(Subquery(gone, output_field=IntegerField()), 0))

    def due_first(self):
        """The one due first, first."""
        return self.order_by(F("due_on").asc(nulls_last=True), "issued_on", "pk")

    def locked(self):
        """Locked until the transaction ends, in the order of their ids."""
        return self.order_by("pk").select_for_update(of=("self",), no_key=True)


class Issue(models.Model):
    """An issue slip (领料单): one resident, one operation, a limit. A day's work in the workshop makes its own."""

    community = models.ForeignKey("residents.Community", models.PROTECT, related_name="+", verbose_name=_("community"))
    number = models.CharField(_("number"), max_length=20)
    operation = models.ForeignKey(
        Operation, models.PROTECT, related_name="issues", db_index=False, verbose_name=_("operation")
    )
    resident = models.ForeignKey(
        "residents.Resident", models.PROTECT, related_name="+", db_index=False, verbose_name=_("resident")
    )
    workshop = models.ForeignKey("residents.Workshop", models.PROTECT, related_name="+", verbose_name=_("workshop"))
    kind = models.CharField(_("kind"), max_length=10, choices=IssueKind, default=IssueKind.TAKE)
    place = models.CharField(_("worked at"), max_length=10, choices=Place, default=Place.HOME)
    quantity = models.PositiveIntegerField(_("quantity"))
    rate = UnitPriceField(_("piece rate when issued"))
    issued_on = models.DateField(_("issued on"))
    due_on = models.DateField(_("due on"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=IssueState, default=IssueState.OPEN)
    issued_at = models.DateTimeField(_("issued at"))
    issued_by = signed_by(_("issued by"))
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, blank=True)
    cancelled_by = signed_by(_("cancelled by"), later=True)
    repairs_line = models.ForeignKey(
        "workshops.DeliveryLine",
        models.PROTECT,
        related_name="repairs",
        null=True,
        blank=True,
        verbose_name=_("came back from"),
    )

    objects = IssueQuerySet.as_manager()

    class Meta:
        verbose_name = _("issue slip")
        verbose_name_plural = _("issue slips")
        constraints = [
            unique("issue_number_once", ["community", "number"], _("There is an issue slip of this number already.")),
            check("issue_quantity_positive", Q(quantity__gt=0), _("An issue slip is for at least one piece.")),
            check("issue_rate_not_negative", Q(rate__gte=0), _("A rate can't be negative.")),
            check(
                "issue_due_after_issue",
                Q(due_on__isnull=True) | Q(due_on__gte=F("issued_on")),
                _("Nothing is due before it was issued."),
            ),
            check(
                "issue_state_agrees",
                state_agrees(
                    "state",
                    {"cancelled_at": [IssueState.CANCELLED], "cancelled_by": [IssueState.CANCELLED]},
                    IssueState.values,
                ),
                _("A cancelled slip needs the time and the person who cancelled it."),
            ),
            check(
                "issue_repair_has_line",
                Q(kind=IssueKind.REPAIR, repairs_line__isnull=False)
                | (~Q(kind=IssueKind.REPAIR) & Q(repairs_line__isnull=True)),
                _("A repair slip says which delivery the pieces came back from."),
            ),
        ]
        indexes = [
            models.Index(fields=["resident", "operation"], name="issue_by_resident"),
            models.Index(fields=["operation", "state"], name="issue_by_operation"),
            models.Index(fields=["community", "due_on"], name="issue_open_due", condition=Q(state=IssueState.OPEN)),
            models.Index(fields=["community", "-issued_on", "-id"], name="issue_newest"),
        ]
        triggers = [
            never_deleted("issue", "an issue slip is cancelled, never deleted"),
            fixed_columns(
                "issue",
                [
                    "community_id",
                    "number",
                    "operation_id",
                    "resident_id",
                    "workshop_id",
                    "kind",
                    "place",
                    "rate",
                    "issued_on",
                    "issued_at",
                    "issued_by_id",
                    "repairs_line_id",
                ],
                "an issue slip stays as it was signed",
            ),
            Refuse(
                name="issue_quantity",
                operation=pgtrigger.Update,
                sentence="the quantity of a slip stays; only a day slip follows its entry while that waits",
                when_sql="""OLD.quantity <> NEW.quantity AND (OLD.kind <> 'day' OR EXISTS (
                    SELECT 1 FROM workshops_pieceentry e WHERE e.issue_id = OLD.id AND e.state = 'accepted'))""",
            ),
            moves_only("issue", moves.ISSUE),
            *OF_ISSUES,
        ]

    def __str__(self):
        return self.number
