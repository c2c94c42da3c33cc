"""Material and deliveries: to be looked at. What moved, moved."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.admin import ReadOnlyAdmin, SpokenInline
from residents.admin.places import BY_COMMUNITY
from workshops.admin.orders import CLIENT, WORKSHOP
from workshops.admin.work import OfPerson
from workshops.models import Delivery, DeliveryAllocation, DeliveryLine, Material, MaterialMovement


@admin.register(Material)
class MaterialAdmin(ReadOnlyAdmin):
    list_display = (
        "name", "specification", "work_order", "operation", "unit", "per_piece", "loss_allowed", "community",
    )  # fmt: skip
    list_filter = (BY_COMMUNITY,)
    list_select_related = ("work_order", "operation", "community")
    search_fields = ("name", "specification", "work_order__number", "work_order__product")
    ordering = ("-pk",)


@admin.register(MaterialMovement)
class MaterialMovementAdmin(ReadOnlyAdmin):
    list_display = ("on", "material", "kind", "quantity", "issue", "number", "by", "note", "community")
    list_filter = (BY_COMMUNITY, "kind")
    list_select_related = ("material", "issue", "by", "community")
    search_fields = ("material__name", "=number", "=issue__number", "note")
    date_hierarchy = "on"
    ordering = ("-on", "-pk")


class DeliveryLineInline(SpokenInline):
    """What is in a delivery, and what the client said."""

    model = DeliveryLine
    fields = readonly_fields = (
        "operation", "quantity", "client_price", "accepted", "rejected_material", "rejected_worker", "short",
        "came_back",
    )  # fmt: skip
    ordering = ("pk",)
    extra = 0

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("operation")

    def has_add_permission(self, request, obj=None):
        return False

    has_change_permission = has_delete_permission = has_add_permission

    def has_view_permission(self, request, obj=None):
        return request.user.is_staff


@admin.register(Delivery)
class DeliveryAdmin(ReadOnlyAdmin):
    list_display = (
        "number",
        "client",
        "workshop",
        "state",
        "sent_on",
        "accepted_on",
        "acceptance_number",
        "community",
    )
    list_filter = (BY_COMMUNITY, "state", CLIENT, WORKSHOP)
    list_select_related = ("client", "workshop", "community")
    search_fields = ("=number", "=acceptance_number", "client__name")
    ordering = ("-number", "-pk")
    inlines = (DeliveryLineInline,)


@admin.register(DeliveryLine)
class DeliveryLineAdmin(ReadOnlyAdmin):
    list_display = (
        "delivery", "product", "quantity", "client_price", "accepted", "rejected_material", "rejected_worker",
        "short", "came_back", "community",
    )  # fmt: skip
    list_filter = (BY_COMMUNITY, "delivery__state")
    list_select_related = ("delivery", "operation__work_order", "community")
    search_fields = ("=delivery__number", "operation__work_order__product")
    ordering = ("-delivery_id", "pk")

    @admin.display(description=_("product"))
    def product(self, obj):
        return obj.operation.work_order.product


@admin.register(DeliveryAllocation)
class DeliveryAllocationAdmin(OfPerson, ReadOnlyAdmin):
    """Which pieces of whom went into which line: the middle of the money trail."""

    list_display = (
        "delivery", "resident", "entry", "pieces", "accepted", "rejected_material", "rejected_worker", "short",
        "taken_back", "community",
    )  # fmt: skip
    list_filter = (BY_COMMUNITY,)
    list_select_related = ("line__delivery", "entry__resident", "community")
    person = "entry__resident"
    search_fields = ("=line__delivery__number",)
    ordering = ("-line_id", "pk")

    @admin.display(description=_("delivery"))
    def delivery(self, obj):
        return obj.line.delivery

    @admin.display(description=_("resident"))
    def resident(self, obj):
        return obj.entry.resident
