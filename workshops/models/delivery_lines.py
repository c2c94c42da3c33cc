"""What is in a delivery, out of which entries, and what the client says to it: the middle of the money trail."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.appendonly import Refuse, fixed_columns, never_deleted
from microfactory.kernel.constraints import check, unique
from microfactory.kernel.money import UnitPriceField
from microfactory.kernel.scoping import ScopedQuerySet
from workshops.models.deliveries import LEFT_US, Delivery
from workshops.models.entries import PieceEntry
from workshops.models.guards import CORRECTED, OUT, RefuseRows
from workshops.models.orders import Operation
from workshops.models.tallies import OF_ALLOCATIONS

OUTCOMES = ("accepted", "rejected_material", "rejected_worker", "short")


def _outcome_complete(total: str) -> Q:
    """CHECK: all outcomes are open, or all are known, none negative, and they add up to `total`."""
    unknown, known = Q(), Q(**{total: F("accepted") + F("rejected_material") + F("rejected_worker") + F("short")})
    for name in OUTCOMES:
        unknown &= Q(**{f"{name}__isnull": True})
        known &= Q(**{f"{name}__gte": 0})
    return unknown | known


class DeliveryLineQuerySet(ScopedQuerySet):
    def with_client(self):
        """Lines of deliveries that left us."""
        return self.filter(delivery__state__in=LEFT_US)


class DeliveryLine(models.Model):
    """So many pieces of a priced operation, and what the client said to them."""

    community = models.ForeignKey("residents.Community", models.PROTECT, related_name="+", verbose_name=_("community"))
    delivery = models.ForeignKey(
        Delivery, models.PROTECT, related_name="lines", db_index=False, verbose_name=_("delivery")
    )
    operation = models.ForeignKey(
        Operation, models.PROTECT, related_name="delivery_lines", verbose_name=_("operation")
    )
    quantity = models.PositiveIntegerField(_("quantity"))
    client_price = UnitPriceField(_("client's price per unit"))
    accepted = models.PositiveIntegerField(_("accepted"), null=True, blank=True)
    rejected_material = models.PositiveIntegerField(_("rejected, the material's fault"), null=True, blank=True)
    rejected_worker = models.PositiveIntegerField(_("rejected, the worker's fault"), null=True, blank=True)
    short = models.PositiveIntegerField(_("short"), null=True, blank=True)
    came_back = models.PositiveIntegerField(_("came back to be repaired"), default=0)

    objects = DeliveryLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of a delivery")
        verbose_name_plural = _("lines of deliveries")
        constraints = [
            unique("line_operation_once", ["delivery", "operation"], _("This delivery has a line of this already.")),
            check("line_quantity_positive", Q(quantity__gt=0), _("A line is for at least one piece.")),
            check("line_price_positive", Q(client_price__gt=0), _("Only what the client pays for is delivered.")),
            check(
                "line_outcome_complete",
                _outcome_complete("quantity"),
                _("Accepted, rejected and short together must be what was delivered."),
            ),
            check(
                "line_came_back_was_rejected",
                Q(came_back=0) | Q(came_back__lte=F("rejected_worker")),
                _("No more can come back than was rejected for the worker's fault."),
            ),
        ]
        triggers = [
            Refuse(
                name="line_draft_only",
                operation=pgtrigger.Insert,
                sentence="lines are written while the delivery is put together",
                when_sql="""EXISTS (SELECT 1 FROM workshops_delivery d
                    WHERE d.id = NEW.delivery_id AND d.state <> 'draft')""",
            ),
            Refuse(
                name="line_sent",
                operation=pgtrigger.Update | pgtrigger.Delete,
                sentence="what was delivered stays as it was delivered",
                when_sql="""EXISTS (SELECT 1 FROM workshops_delivery d
                        WHERE d.id = OLD.delivery_id AND d.state <> 'draft')
                    AND (TG_OP = 'DELETE' OR (OLD.delivery_id, OLD.operation_id, OLD.quantity, OLD.client_price)
                        IS DISTINCT FROM (NEW.delivery_id, NEW.operation_id, NEW.quantity, NEW.client_price))""",
            ),
            fixed_columns(
                "line_outcome", OUTCOMES, "an acceptance is recorded once", when_sql="OLD.accepted IS NOT NULL"
            ),
            Refuse(
                name="line_came_back",
                operation=pgtrigger.Update,
                sentence="pieces that came back stay counted",
                when_sql="NEW.came_back < OLD.came_back",
            ),
        ]

    def __str__(self):
        return f"{self.operation} × {self.quantity}"


class DeliveryAllocation(models.Model):
    """Which pieces of which entry went into which line, oldest first; and what became of them."""

    community = models.ForeignKey(
        "residents.Community", models.PROTECT, related_name="+", db_index=False, verbose_name=_("community")
    )
    line = models.ForeignKey(DeliveryLine, models.PROTECT, related_name="allocations", verbose_name=_("line"))
    entry = models.ForeignKey(PieceEntry, models.PROTECT, related_name="allocations", verbose_name=_("piece entry"))
    pieces = models.PositiveIntegerField(_("pieces"))
    accepted = models.PositiveIntegerField(_("accepted"), null=True, blank=True)
    rejected_material = models.PositiveIntegerField(_("rejected, the material's fault"), null=True, blank=True)
    rejected_worker = models.PositiveIntegerField(_("rejected, the worker's fault"), null=True, blank=True)
    short = models.PositiveIntegerField(_("short"), null=True, blank=True)
    named = models.PositiveIntegerField(_("rejected and known to be hers"), default=0)
    taken_back = models.PositiveIntegerField(_("back in hand"), default=0)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("pieces of an entry in a delivery")
        verbose_name_plural = _("pieces of entries in deliveries")
        constraints = [
            unique("allocation_once", ["line", "entry"], _("This entry is in this line already.")),
            check("allocation_positive", Q(pieces__gt=0), _("A line takes at least one piece of an entry.")),
            check(
                "allocation_outcome_complete",
                _outcome_complete("pieces"),
                _("Accepted, rejected and short together must be what was delivered."),
            ),
            check(
                "allocation_taken_back_was_rejected",
                Q(taken_back=0) | Q(taken_back__lte=F("rejected_worker")),
                _("No more can come back than was rejected for the worker's fault."),
            ),
            check(
                "allocation_named_was_rejected",
                Q(named=0) | Q(named__lte=F("rejected_worker")),
                _("No more can be hers than was rejected for the worker's fault."),
            ),
        ]
        triggers = [
            never_deleted("allocation", "what was delivered stays as it was delivered"),
            fixed_columns(
                "allocation",
                ["community_id", "line_id", "entry_id", "pieces"],
                "what was delivered stays as it was delivered",
            ),
            fixed_columns(
                "allocation_outcome",
                [*OUTCOMES, "named"],
                "an acceptance is recorded once",
                when_sql="OLD.accepted IS NOT NULL",
            ),
            Refuse(
                name="allocation_taken_back",
                operation=pgtrigger.Update,
                sentence="pieces that came back stay counted",
                when_sql="NEW.taken_back < OLD.taken_back",
            ),
            RefuseRows(
                name="allocation_fits",
                operation=pgtrigger.Insert,
                sentence="more than this entry has to deliver, or not a delivery that is being sent",
                lock_sql="""PERFORM 1 FROM workshops_pieceentry e WHERE e.id IN (SELECT entry_id FROM new_rows)
                    ORDER BY e.id FOR NO KEY UPDATE;""",
                when_sql=f"""EXISTS (SELECT 1 FROM new_rows n JOIN workshops_deliveryline l ON l.id = n.line_id
                        JOIN workshops_delivery d ON d.id = l.delivery_id WHERE d.state <> 'draft')
                    OR EXISTS (SELECT 1 FROM (SELECT DISTINCT entry_id FROM new_rows) n
                        JOIN workshops_pieceentry e ON e.id = n.entry_id
                        WHERE e.state <> 'accepted' OR e.settled_outside OR e.source = 'correction'
                            OR {OUT.format(id="e.id")} > e.good + {CORRECTED.format(column="good", id="e.id")})""",
            ),
            *OF_ALLOCATIONS,
        ]

    def __str__(self):
        return str(self.pieces)
