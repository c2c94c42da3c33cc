"""Tallies of production: what pages read instead of adding up all rows."""

from django.contrib import admin

from microfactory.kernel.admin import ReadOnlyAdmin
from residents.admin.places import BY_COMMUNITY
from workshops.models import MaterialTally, MonthTally, OperationTally


@admin.register(OperationTally)
class OperationTallyAdmin(ReadOnlyAdmin):
    list_display = ("operation", "issued", "good", "worker_fault", "material_fault", "waiting", "out", "community")
    list_filter = (BY_COMMUNITY,)
    list_select_related = ("operation", "community")
    search_fields = ("operation__name", "operation__work_order__number", "operation__work_order__product")
    ordering = ("-operation_id", "pk")


@admin.register(MaterialTally)
class MaterialTallyAdmin(ReadOnlyAdmin):
    list_display = ("material", "received", "issued", "returned", "sent_back", "lost_in_store", "community")
    list_filter = (BY_COMMUNITY,)
    list_select_related = ("material", "community")
    search_fields = ("material__name", "material__work_order__number")
    ordering = ("-material_id", "pk")


@admin.register(MonthTally)
class MonthTallyAdmin(ReadOnlyAdmin):
    list_display = ("resident", "month", "entries", "amount", "community")
    list_filter = (BY_COMMUNITY,)
    list_select_related = ("resident", "community")
    search_fields = ("resident__name", "resident__pinyin_initials", "resident__pinyin_key")
    ordering = ("-month", "resident_id", "pk")
