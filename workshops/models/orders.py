"""What a client ordered, the operations it takes, and what a piece of each earns."""

from decimal import Decimal

import pghistory
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.appendonly import fixed_columns, never_deleted
from microfactory.kernel.constraints import check, no_overlap, unique
from microfactory.kernel.money import UnitPriceField
from microfactory.kernel.moves import state_agrees
from microfactory.kernel.scoping import ScopedQuerySet, WorkshopScopedQuerySet
from workshops import moves
from workshops.enums import OrderState
from workshops.models.clients import Agreement, Client
from workshops.models.fields import signed_by
from workshops.models.guards import moves_only


class WorkOrderQuerySet(WorkshopScopedQuerySet):
    def running(self):
        """Orders on which work goes on."""
        return self.filter(state=OrderState.OPEN)

    def locked(self):
        """Locked until the transaction ends, in the order of their ids."""
        return self.order_by("pk").select_for_update(of=("self",), no_key=True)


class WorkOrder(models.Model):
    """One product for one client, made in one workshop. Its slips tell `requirements`; `note` stays in the office."""

    community = models.ForeignKey("residents.Community", models.PROTECT, related_name="+", verbose_name=_("community"))
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="orders", verbose_name=_("agreement"))
    client = models.ForeignKey(Client, models.PROTECT, related_name="orders", verbose_name=_("client"))
    workshop = models.ForeignKey("residents.Workshop", models.PROTECT, related_name="+", verbose_name=_("workshop"))
    number = models.CharField(_("number"), max_length=20, editable=False)
    product = models.CharField(_("product"), max_length=60)
    specification = models.CharField(_("specification"), max_length=60, blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    requirements = models.CharField(_("how it is to be done"), max_length=200, blank=True)
    note = models.CharField(_("note for ourselves"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=OrderState, default=OrderState.OPEN, editable=False)
    opened_at = models.DateTimeField(_("opened at"), editable=False)
    opened_by = signed_by(_("opened by"), editable=False)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True, editable=False)
    closed_by = signed_by(_("closed by"), later=True, editable=False)

    objects = WorkOrderQuerySet.as_manager()

    class Meta:
        verbose_name = _("work order")
        verbose_name_plural = _("work orders")
        constraints = [
            unique("order_number_once", ["community", "number"], _("There is a work order of this number already.")),
            check(
                "order_state_agrees",
                state_agrees(
                    "state", {"closed_at": [OrderState.CLOSED], "closed_by": [OrderState.CLOSED]}, OrderState.values
                ),
                _("A closed order needs the time and the person who closed it."),
            ),
        ]
        triggers = [
            never_deleted("order", "a work order is closed, never deleted"),
            fixed_columns(
                "order",
                ["community_id", "agreement_id", "client_id", "workshop_id", "number", "opened_at", "opened_by_id"],
                "a work order stays with its client, agreement and workshop",
            ),
            moves_only("order", moves.ORDER),
        ]

    def __str__(self):
        return f"{self.number} {self.product}"


class OperationQuerySet(WorkshopScopedQuerySet):
    workshop_path = "work_order__workshop"

    def running(self):
        """Operations of orders on which work goes on."""
        return self.filter(work_order__state=OrderState.OPEN)

    def priced(self):
        """Operations that the client pays by the piece: they are what is delivered."""
        return self.filter(client_price__gt=0)

    def steps(self):
        """Operations that the client doesn't pay apart: each delivered piece takes one piece of each."""
        return self.filter(client_price=0)

    def locked(self):
        """Locked until the transaction ends, in the order of their ids."""
        return self.order_by("pk").select_for_update(of=("self",), no_key=True)


@pghistory.track()
class Operation(models.Model):
    """Work on one piece of an order's product. `client_price` 0 makes it a step of the priced operation."""

    community = models.ForeignKey("residents.Community", models.PROTECT, related_name="+", verbose_name=_("community"))
    work_order = models.ForeignKey(WorkOrder, models.PROTECT, related_name="operations", verbose_name=_("work order"))
    name = models.CharField(_("operation"), max_length=60)
    unit = models.CharField(_("unit"), max_length=10)
    client_price = UnitPriceField(_("client's price per unit"), default=0, validators=[MinValueValidator(0)])
    planned = models.PositiveIntegerField(_("planned quantity"), null=True, blank=True)
    minutes = models.DecimalField(
        _("minutes per unit"), max_digits=7, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    position = models.PositiveSmallIntegerField(_("position"), default=1)

    objects = OperationQuerySet.as_manager()

    class Meta:
        verbose_name = _("operation")
        verbose_name_plural = _("operations")
        constraints = [
            unique(
                "operation_name_once", ["work_order", "name"], _("This order has an operation of this name already.")
            ),
            check("operation_price_not_negative", Q(client_price__gte=0), _("A price can't be negative.")),
            check("operation_has_unit", ~Q(unit=""), _("Please write the unit: box, piece, string …")),
        ]
        triggers = [
            never_deleted("operation", "an operation stays with its order"),
            fixed_columns("operation", ["community_id", "work_order_id"], "an operation stays with its order"),
        ]

    def __str__(self):
        return self.name

    @property
    def is_step(self) -> bool:
        """Whether the client pays it within the price of another operation."""
        return not self.client_price

    @property
    def full_name(self) -> str:
        """What people call it: the product, and the step where it is one."""
        return full_name(self.work_order.product, self.name, self.client_price)


def full_name(product: str, name: str, client_price: Decimal) -> str:
    """What people call an operation; of rows that are read without their models."""
    return product if client_price else f"{product}·{name}"


class PieceRateQuerySet(ScopedQuerySet):
    def in_force(self, day):
        """Rates whose period contains the day."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)


@pghistory.track()
class PieceRate(models.Model):
    """What a resident earns for one good unit of an operation, from day to day."""

    community = models.ForeignKey("residents.Community", models.PROTECT, related_name="+", verbose_name=_("community"))
    operation = models.ForeignKey(Operation, models.PROTECT, related_name="rates", verbose_name=_("operation"))
    rate = UnitPriceField(_("piece rate"), validators=[MinValueValidator(0)])
    starts_on = models.DateField(_("valid from"))
    ends_on = models.DateField(_("valid until"), null=True, blank=True)

    objects = PieceRateQuerySet.as_manager()

    class Meta:
        verbose_name = _("piece rate")
        verbose_name_plural = _("piece rates")
        constraints = [
            no_overlap(
                "rate_periods_apart",
                ["operation"],
                "starts_on",
                "ends_on",
                _("This operation has a rate for a part of these days already. End it first."),
            ),
            check("rate_not_negative", Q(rate__gte=0), _("A rate can't be negative.")),
            check(
                "rate_period_in_order",
                Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                _("The last day can't lie before the first."),
            ),
        ]
        triggers = [
            never_deleted("rate", "a rate ends, it is never deleted"),
            fixed_columns("rate", ["community_id", "operation_id"], "a rate stays with its operation"),
        ]

    def __str__(self):
        return f"{self.operation} {self.rate}"
