"""Banks' templates and the files that were made. The office's own page changes templates and notes by whom."""

from django.contrib import admin

from microfactory.kernel.admin import ReadOnlyAdmin, SpokenInline
from residents.admin.places import BY_COMMUNITY
from workshops.payouts.models import BankFile, BankFileColumn, BankFileProfile


class BankFileColumnInline(SpokenInline):
    model = BankFileColumn
    fields = ("position", "heading", "field", "text")
    ordering = ("position", "pk")
    extra = 0

    def has_view_permission(self, request, obj=None):
        return True

    def has_add_permission(self, request, obj=None):
        return False

    has_change_permission = has_delete_permission = has_add_permission


@admin.register(BankFileProfile)
class BankFileProfileAdmin(ReadOnlyAdmin):
    list_display = ("name", "file_format", "encoding", "header", "total_row", "most_rows", "active", "community")
    list_filter = (BY_COMMUNITY, "active")
    list_select_related = ("community",)
    search_fields = ("name",)
    ordering = ("name", "pk")
    inlines = (BankFileColumnInline,)


@admin.register(BankFileColumn)
class BankFileColumnAdmin(ReadOnlyAdmin):
    list_display = ("profile", "position", "heading", "field", "text", "community")
    list_filter = (BY_COMMUNITY, "field")
    list_select_related = ("profile", "community")
    search_fields = ("heading", "profile__name")
    ordering = ("profile__name", "position", "pk")


@admin.register(BankFile)
class BankFileAdmin(ReadOnlyAdmin):
    list_display = ("name", "run", "profile", "rows", "total", "made_by", "made_at")
    list_filter = (BY_COMMUNITY,)
    list_select_related = ("run", "profile", "made_by")
    search_fields = ("name", "run__number")
    ordering = ("-pk",)
    fields = ("community", "name", "run", "profile", "rows", "total", "made_at", "made_by")

    def get_queryset(self, request):
        return super().get_queryset(request).defer("content")
