"""Imported spreadsheets, and what their header words mean."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.admin import ReadOnlyAdmin, ScopedAdmin
from residents.admin.places import BY_COMMUNITY
from workshops.models import HeaderMapping, ImportBatch
from workshops.queries.imports import columns_of


@admin.register(ImportBatch)
class ImportBatchAdmin(ReadOnlyAdmin):
    """The file itself is never shown here: it holds identity and account numbers."""

    list_display = ("filename", "kind", "month_first", "workshop", "state", "uploaded_at", "uploaded_by", "community")
    list_filter = (BY_COMMUNITY, "kind", "state", ("workshop", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("workshop", "uploaded_by", "community")
    search_fields = ("filename", "uploaded_by__name")
    ordering = ("-uploaded_at", "-pk")
    date_hierarchy = "uploaded_at"
    fields = (*list_display, "settled_outside", "stored_at", "stored_by", "discarded_at", "discarded_by")

    def get_queryset(self, request):
        return super().get_queryset(request).defer("content", "result")


@admin.register(HeaderMapping)
class HeaderMappingAdmin(ScopedAdmin):
    """Plain upkeep: a word that somebody has taken for the wrong column is put right here."""

    list_display = ("word", "meaning", "kind", "set_by", "set_at", "community")
    list_filter = (BY_COMMUNITY, "kind")
    list_select_related = ("set_by", "community")
    search_fields = ("word",)
    ordering = ("kind", "word", "pk")
    fields = ("word", "kind", "field", "set_by", "set_at", "community")

    def get_readonly_fields(self, request, obj=None):
        return [name for name in self.fields if name != "field"]

    @admin.display(description=_("means"), ordering="field")
    def meaning(self, mapping: HeaderMapping) -> str:
        return str(dict(columns_of(mapping.kind)).get(mapping.field, "—"))

    def has_add_permission(self, request):
        return False
