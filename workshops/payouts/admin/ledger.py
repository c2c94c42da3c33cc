"""Accounts and the journal."""

from django.contrib import admin

from microfactory.kernel.admin import ReadOnlyAdmin, SpokenInline
from residents.admin.places import BY_COMMUNITY
from workshops.payouts.models import Account, JournalEntry, JournalLine


@admin.register(Account)
class AccountAdmin(ReadOnlyAdmin):
    list_display = ("kind", "client", "work_order", "resident", "community")
    list_filter = (BY_COMMUNITY, "kind")
    list_select_related = ("client", "work_order", "resident", "community")
    search_fields = ("client__name", "work_order__number", "resident__name", "resident__pinyin_initials")
    ordering = ("kind", "pk")


class JournalLineInline(SpokenInline):
    model = JournalLine
    fields = ("account", "amount")
    readonly_fields = fields
    extra = 0
    can_delete = False

    def get_queryset(self, request):
        rows = super().get_queryset(request).order_by("pk")
        return rows.select_related("account__client", "account__work_order", "account__resident")

    def has_add_permission(self, request, obj=None):
        return False

    def has_view_permission(self, request, obj=None):
        return True


@admin.register(JournalEntry)
class JournalEntryAdmin(ReadOnlyAdmin):
    list_display = ("on", "act", "narrative", "statement", "receipt", "run", "slip", "work_order", "actor", "at")
    list_filter = (BY_COMMUNITY, "act")
    list_select_related = ("statement", "receipt__client", "run", "slip", "work_order", "actor")
    search_fields = ("narrative", "=statement__number", "=run__number", "=slip__number", "=work_order__number")
    ordering = ("-on", "-pk")
    date_hierarchy = "on"
    exclude = ("transaction",)
    inlines = (JournalLineInline,)


@admin.register(JournalLine)
class JournalLineAdmin(ReadOnlyAdmin):
    list_display = ("entry", "account", "amount", "community")
    list_filter = (BY_COMMUNITY, "account__kind", "entry__act")
    list_select_related = ("entry", "account__client", "account__work_order", "account__resident", "community")
    search_fields = ("=entry__run__number", "=entry__statement__number", "account__resident__pinyin_initials")
    ordering = ("-pk",)
