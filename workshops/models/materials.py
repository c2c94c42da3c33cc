"""The client's property: material that came, was handed out, used, lost or sent back."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.appendonly import append_only, fixed_columns, never_deleted
from microfactory.kernel.constraints import check, unique
from microfactory.kernel.money import QuantityField
from microfactory.kernel.scoping import ScopedQuerySet
from workshops.enums import MovementKind
from workshops.models.fields import signed_by
from workshops.models.orders import Operation, WorkOrder
from workshops.models.tallies import OF_MOVEMENTS


class Material(models.Model):
    """A material of an order, with the quantity that one unit of an operation takes (单耗).

    `loss_allowed` is what may be lost of it, in percent of what the good pieces took (损耗率); it changes no norm.
    """

    community = models.ForeignKey("residents.Community", models.PROTECT, related_name="+", verbose_name=_("community"))
    work_order = models.ForeignKey(WorkOrder, models.PROTECT, related_name="materials", verbose_name=_("work order"))
    operation = models.ForeignKey(Operation, models.PROTECT, related_name="materials", verbose_name=_("operation"))
    name = models.CharField(_("material"), max_length=60)
    specification = models.CharField(_("specification"), max_length=60, blank=True)
    unit = models.CharField(_("unit"), max_length=10)
    per_piece = QuantityField(_("taken by one piece"), validators=[MinValueValidator(0)])
    loss_allowed = models.DecimalField(
        _("loss allowed, in percent"), max_digits=5, decimal_places=2, default=0, validators=[MinValueValidator(0)]
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("material")
        verbose_name_plural = _("materials")
        constraints = [
            unique(
                "material_name_once", ["operation", "name"], _("This operation has a material of this name already.")
            ),
            check("material_per_piece_positive", Q(per_piece__gt=0), _("A piece takes more than nothing of it.")),
            check(
                "material_loss_is_percent",
                Q(loss_allowed__range=(0, 100)),
                _("The loss that is allowed lies between 0 and 100 percent."),
            ),
        ]
        triggers = [
            never_deleted("material", "a material stays with its order"),
            fixed_columns(
                "material",
                ["community_id", "work_order_id", "operation_id", "unit", "per_piece"],
                "a material that was handed out by this norm keeps it",
                when_sql="EXISTS (SELECT 1 FROM workshops_materialmovement m WHERE m.material_id = OLD.id)",
            ),
        ]

    def __str__(self):
        return self.name


class MaterialMovement(models.Model):
    """Material that came, went out, came back, was lost or left. Nothing is ever taken back: it moves again."""

    community = models.ForeignKey("residents.Community", models.PROTECT, related_name="+", verbose_name=_("community"))
    material = models.ForeignKey(Material, models.PROTECT, related_name="movements", verbose_name=_("material"))
    kind = models.CharField(_("what"), max_length=10, choices=MovementKind)
    quantity = QuantityField(_("quantity"))
    issue = models.ForeignKey(
        "workshops.Issue",
        models.PROTECT,
        related_name="movements",
        null=True,
        blank=True,
        verbose_name=_("issue slip"),
    )
    number = models.CharField(_("number"), max_length=20, blank=True)
    on = models.DateField(_("on"))
    at = models.DateTimeField(_("when"))
    by = signed_by(_("written by"))
    note = models.CharField(_("note"), max_length=200, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("movement of material")
        verbose_name_plural = _("movements of material")
        constraints = [
            check(
                "movement_quantity_positive",
                Q(quantity__gt=0) | Q(kind=MovementKind.LOST, quantity__lt=0),
                _("A movement is more than nothing; only what was lost can be found again."),
            ),
            check(
                "movement_issue_agrees",
                Q(kind__in=[MovementKind.ISSUED, MovementKind.RETURNED], issue__isnull=False)
                | Q(kind__in=[MovementKind.RECEIVED, MovementKind.SENT_BACK], issue__isnull=True)
                | Q(kind=MovementKind.LOST),
                _("What is handed out or brought back belongs to a slip; what comes from the client does not."),
            ),
            check(
                "movement_loss_has_reason",
                ~Q(kind=MovementKind.LOST) | ~Q(note=""),
                _("Please write how it was lost."),
            ),
        ]
        triggers = [
            *append_only("movement", "a movement of material is never changed: material moves again"),
            *OF_MOVEMENTS,
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.quantity}"
