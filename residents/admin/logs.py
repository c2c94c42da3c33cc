"""What happened, who looked, which number came last: never changed by anybody."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.admin import ReadOnlyAdmin, upkeep_communities
from residents.admin.move_words import kind_name, kinds, move_name, state_name
from residents.admin.places import BY_COMMUNITY
from residents.models import MoveLog, OneTimeKey, ReferenceNumber, SensitiveRead


class KindFilter(admin.SimpleListFilter):
    """By what the move was made on."""

    title = _("kind")
    parameter_name = "kind"

    def lookups(self, request, model_admin):
        return sorted(((kind, kind_name(kind)) for kind in kinds()), key=lambda choice: choice[1])

    def queryset(self, request, queryset):
        return queryset.filter(subject_type=self.value()) if self.value() in kinds() else queryset


@admin.register(MoveLog)
class MoveLogAdmin(ReadOnlyAdmin):
    """What was done to which row, in words instead of the codes that are stored."""

    list_display = ("at", "actor", "what", "subject_id", "done", "from_state", "to_state", "reason")
    list_filter = (BY_COMMUNITY, KindFilter)
    list_select_related = ("actor",)
    fields = ("at", "actor", "community", "what", "subject_id", "done", "from_state", "to_state", "reason")
    search_fields = ("=subject_id", "move", "actor__name")
    ordering = ("-at", "-pk")
    date_hierarchy = "at"

    @admin.display(description=_("kind"), ordering="subject_type")
    def what(self, row):
        return kind_name(row.subject_type)

    @admin.display(description=_("what"), ordering="move")
    def done(self, row):
        return move_name(row.subject_type, row.move)

    @admin.display(description=_("before"))
    def from_state(self, row):
        return state_name(row.subject_type, row.before)

    @admin.display(description=_("after"))
    def to_state(self, row):
        return state_name(row.subject_type, row.after)


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
