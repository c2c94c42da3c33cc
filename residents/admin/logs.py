"""What happened, who looked, which number came last: never changed by anybody."""

from django.contrib import admin

from microfactory.kernel.admin import ReadOnlyAdmin, upkeep_communities
from residents.admin.places import BY_COMMUNITY
from residents.models import MoveLog, OneTimeKey, ReferenceNumber, SensitiveRead


@admin.register(MoveLog)
class MoveLogAdmin(ReadOnlyAdmin):
    list_display = ("at", "actor", "subject_type", "subject_id", "move", "before", "after", "reason")
    list_filter = (BY_COMMUNITY, "subject_type")
    list_select_related = ("actor",)
    search_fields = ("=subject_id", "move", "actor__name")
    ordering = ("-at", "-pk")
    date_hierarchy = "at"


@admin.register(SensitiveRead)
class SensitiveReadAdmin(ReadOnlyAdmin):
    list_display = ("at", "actor", "resident", "kind", "reason")
    list_filter = (BY_COMMUNITY, "kind")
    list_select_related = ("actor", "resident")
    search_fields = ("actor__name", "resident__name", "resident__pinyin_initials")
    ordering = ("-at", "-pk")


@admin.register(ReferenceNumber)
class ReferenceNumberAdmin(ReadOnlyAdmin):
    list_display = ("prefix", "day", "last", "community")
    list_filter = (BY_COMMUNITY, "prefix")
    list_select_related = ("community",)
    search_fields = ("prefix",)
    date_hierarchy = "day"
    ordering = ("-day", "prefix", "pk")


@admin.register(OneTimeKey)
class OneTimeKeyAdmin(ReadOnlyAdmin):
    """Forms belong to no community: a superuser's alone."""

    list_display = ("at", "user", "path", "result")
    list_select_related = ("user",)
    search_fields = ("path", "user__name")
    ordering = ("-at", "pk")

    def get_queryset(self, request):
        rows = OneTimeKey.objects.order_by(*self.ordering)
        return rows if upkeep_communities(request) is None else rows.none()

    def has_module_permission(self, request):
        return request.user.is_superuser
