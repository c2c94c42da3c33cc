"""What goes to the client."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.appendonly import Refuse, fixed_columns, never_deleted
from microfactory.kernel.constraints import check, unique
from microfactory.kernel.moves import state_agrees
from microfactory.kernel.scoping import WorkshopScopedQuerySet
from workshops import moves
from workshops.enums import DeliveryState
from workshops.models.clients import Client
from workshops.models.fields import signed_by
from workshops.models.guards import moves_only

# States of deliveries that left us.
LEFT_US = (DeliveryState.SENT, DeliveryState.ACCEPTED)


class DeliveryQuerySet(WorkshopScopedQuerySet):
    def with_client(self):
        """Deliveries that left us: sent, or accepted by the client."""
        return self.filter(state__in=LEFT_US)

    def newest_first(self):
        """The newest number first."""
        return self.order_by("-number", "-pk")

    def locked(self):
        """Locked until the transaction ends, in the order of their ids."""
        return self.order_by("pk").select_for_update(of=("self",), no_key=True)


class Delivery(models.Model):
    """A delivery note (送货单)."""

    community = models.ForeignKey("residents.Community", models.PROTECT, related_name="+", verbose_name=_("community"))
    number = models.CharField(_("number"), max_length=20)
    client = models.ForeignKey(Client, models.PROTECT, related_name="deliveries", verbose_name=_("client"))
    workshop = models.ForeignKey("residents.Workshop", models.PROTECT, related_name="+", verbose_name=_("workshop"))
    state = models.CharField(_("state"), max_length=10, choices=DeliveryState, default=DeliveryState.DRAFT)
    note = models.CharField(_("note"), max_length=200, blank=True)
    drafted_at = models.DateTimeField(_("put together at"))
    drafted_by = signed_by(_("put together by"))
    sent_on = models.DateField(_("delivered on"), null=True, blank=True)
    sent_at = models.DateTimeField(_("written as delivered at"), null=True, blank=True)
    sent_by = signed_by(_("delivered by"), later=True)
    acceptance_number = models.CharField(_("acceptance number"), max_length=20, blank=True)
    accepted_on = models.DateField(_("accepted on"), null=True, blank=True)
    recorded_at = models.DateTimeField(_("acceptance recorded at"), null=True, blank=True)
    recorded_by = signed_by(_("acceptance recorded by"), later=True)
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, blank=True)
    cancelled_by = signed_by(_("cancelled by"), later=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        constraints = [
            unique("delivery_number_once", ["community", "number"], _("There is a delivery of this number already.")),
            unique(
                "delivery_acceptance_number_once",
                ["community", "acceptance_number"],
                _("There is an acceptance of this number already."),
                condition=~Q(acceptance_number=""),
            ),
            check(
                "delivery_state_agrees",
                state_agrees(
                    "state",
                    {
                        "sent_on": LEFT_US,
                        "sent_at": LEFT_US,
                        "sent_by": LEFT_US,
                        "accepted_on": [DeliveryState.ACCEPTED],
                        "recorded_at": [DeliveryState.ACCEPTED],
                        "recorded_by": [DeliveryState.ACCEPTED],
                        "cancelled_at": [DeliveryState.CANCELLED],
                        "cancelled_by": [DeliveryState.CANCELLED],
                    },
                    DeliveryState.values,
                ),
                _("The state of a delivery agrees with who did what and when."),
            ),
            check(
                "delivery_acceptance_has_number",
                Q(state=DeliveryState.ACCEPTED) & ~Q(acceptance_number="")
                | ~Q(state=DeliveryState.ACCEPTED) & Q(acceptance_number=""),
                _("An accepted delivery has an acceptance number, and no other has."),
            ),
            check(
                "delivery_accepted_after_sent",
                Q(accepted_on__isnull=True) | Q(accepted_on__gte=F("sent_on")),
                _("Nothing is accepted before it was delivered."),
            ),
        ]
        indexes = [models.Index(fields=["community", "state", "-id"], name="delivery_by_state")]
        triggers = [
            never_deleted("delivery", "a delivery is cancelled, never deleted"),
            fixed_columns(
                "delivery",
                ["community_id", "number", "client_id", "workshop_id", "drafted_at", "drafted_by_id"],
                "a delivery stays with its client and workshop",
            ),
            fixed_columns(
                "delivery_sent",
                ["sent_on", "sent_at", "sent_by_id", "note"],
                "what was delivered stays as it was delivered",
                when_sql="OLD.state IN ('sent', 'accepted')",
            ),
            fixed_columns(
                "delivery_accepted",
                ["acceptance_number", "accepted_on", "recorded_at", "recorded_by_id"],
                "an acceptance is recorded once",
                when_sql="OLD.state = 'accepted'",
            ),
            Refuse(
                name="delivery_complete",
                operation=pgtrigger.Update,
                sentence="every delivered piece names the entry that it comes from, for each step too",
                when_sql="""OLD.state = 'draft' AND NEW.state = 'sent' AND (
                    NOT EXISTS (SELECT 1 FROM workshops_deliveryline l WHERE l.delivery_id = NEW.id)
                    OR EXISTS (
                        SELECT 1 FROM workshops_deliveryline l
                        JOIN workshops_operation p ON p.id = l.operation_id
                        JOIN workshops_operation o
                            ON o.id = p.id OR (o.work_order_id = p.work_order_id AND o.client_price = 0)
                        WHERE l.delivery_id = NEW.id AND l.quantity <> COALESCE((
                            SELECT SUM(a.pieces) FROM workshops_deliveryallocation a
                            JOIN workshops_pieceentry e ON e.id = a.entry_id
                            WHERE a.line_id = l.id AND e.operation_id = o.id), 0)))""",
            ),
            Refuse(
                name="delivery_outcome",
                operation=pgtrigger.Update,
                sentence="an acceptance says what became of every piece",
                when_sql="""OLD.state = 'sent' AND NEW.state = 'accepted' AND (
                    EXISTS (SELECT 1 FROM workshops_deliveryline l WHERE l.delivery_id = NEW.id AND l.accepted IS NULL)
                    OR EXISTS (SELECT 1 FROM workshops_deliveryallocation a
                        JOIN workshops_deliveryline l ON l.id = a.line_id
                        WHERE l.delivery_id = NEW.id AND a.accepted IS NULL))""",
            ),
            moves_only("delivery", moves.DELIVERY),
        ]

    def __str__(self):
        return self.number
