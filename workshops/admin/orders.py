"""Clients, agreements and orders. What was promised is changed on its page, where its rules are."""

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.admin import ReadOnlyAdmin, ScopedAdmin, SpokenInline
from residents.admin.places import BY_COMMUNITY
from workshops.models import Agreement, Client, Operation, PieceRate, WorkOrder
from workshops.operations.orders import close_order

CLIENT = ("client", admin.RelatedOnlyFieldListFilter)
WORKSHOP = ("workshop", admin.RelatedOnlyFieldListFilter)


@admin.register(Client)
class ClientAdmin(ScopedAdmin):
    """Plain upkeep: names, addresses, telephones."""

    list_display = ("name", "credit_code", "contact", "phone", "active", "community")
    list_filter = (BY_COMMUNITY, "active")
    list_select_related = ("community",)
    search_fields = ("name", "credit_code", "contact", "phone")
    ordering = ("name", "pk")

    def get_readonly_fields(self, request, obj=None):
        return ("community",) if obj else ()


@admin.register(Agreement)
class AgreementAdmin(ScopedAdmin):
    """The note may be kept up; terms are signed once, other terms are another agreement."""

    list_display = (
        "number", "client", "starts_on", "ends_on", "reject_policy", "fund_share", "deposit", "community",
    )  # fmt: skip
    list_filter = (BY_COMMUNITY, "reject_policy")
    list_select_related = ("client", "community")
    search_fields = ("number", "client__name")
    ordering = ("-signed_on", "-pk")
    fields = (*list_display, "signed_on", "pays_material_fault", "claims_material_fault", "note")

    def get_readonly_fields(self, request, obj=None):
        return [name for name in self.fields if name != "note"]

    def has_add_permission(self, request):
        return False


@admin.register(WorkOrder)
class WorkOrderAdmin(ScopedAdmin):
    """How it is described, the due date and the note may be kept up; opening and the rest have their pages."""

    list_display = ("number", "product", "client", "workshop", "due_on", "state", "community")
    list_filter = (BY_COMMUNITY, "state", CLIENT, WORKSHOP)
    list_select_related = ("client", "workshop", "community")
    search_fields = ("number", "product", "client__name")
    ordering = ("-opened_at", "-pk")
    actions = ("close",)
    fields = (
        *list_display, "specification", "requirements", "agreement", "opened_at", "opened_by", "closed_at",
        "closed_by", "note",
    )  # fmt: skip
    open_fields = frozenset({"specification", "due_on", "requirements", "note"})

    def get_readonly_fields(self, request, obj=None):
        return [name for name in self.fields if name not in self.open_fields]

    def has_add_permission(self, request):
        return False

    @admin.action(description=_("Close the chosen orders"))
    def close(self, request, queryset):
        def act(order):
            close_order(work_order=order, actor=request.user, now=timezone.now())

        return self.act(request, act, queryset.order_by("pk"), _("Orders closed: %(count)s."))


class PieceRateInline(SpokenInline):
    """The rates of an operation, as they were set."""

    model = PieceRate
    fields = readonly_fields = ("rate", "starts_on", "ends_on")
    ordering = ("starts_on", "pk")
    extra = 0

    def has_add_permission(self, request, obj=None):
        return False

    has_change_permission = has_delete_permission = has_add_permission

    def has_view_permission(self, request, obj=None):
        return request.user.is_staff


@admin.register(Operation)
class OperationAdmin(ScopedAdmin):
    """The plan and the minutes may be kept up; prices and rates are set on the order's page."""

    list_display = ("name", "work_order", "unit", "client_price", "planned", "minutes", "community")
    list_filter = (BY_COMMUNITY, "work_order__state")
    list_select_related = ("work_order", "community")
    search_fields = ("name", "work_order__number", "work_order__product")
    ordering = ("-work_order__opened_at", "-work_order_id", "position", "pk")
    inlines = (PieceRateInline,)
    fields = (*list_display, "position")
    readonly_fields = ("name", "work_order", "unit", "client_price", "community")

    def has_add_permission(self, request):
        return False


@admin.register(PieceRate)
class PieceRateAdmin(ReadOnlyAdmin):
    list_display = ("operation", "product", "rate", "starts_on", "ends_on", "community")
    list_filter = (BY_COMMUNITY,)
    list_select_related = ("operation__work_order", "community")
    search_fields = ("operation__name", "operation__work_order__product", "operation__work_order__number")
    ordering = ("-starts_on", "-pk")

    @admin.display(description=_("product"))
    def product(self, obj):
        return obj.operation.work_order.product
