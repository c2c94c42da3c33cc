"""Who can open, opened, and looked at residents' pages: to be looked up here, changed on the person's page."""

from django.contrib import admin

from microfactory.kernel.admin import ReadOnlyAdmin, upkeep_communities
from residents.admin.places import BY_COMMUNITY
from residents.models import DoorTries, HelpSession, PhonePin, SignIn, TrustedLook, TrustedPerson
from residents.queries.looks import phone_page

_BY_NAME = ("resident__name", "resident__pinyin_initials", "resident__pinyin_key")


@admin.register(PhonePin)
class PhonePinAdmin(ReadOnlyAdmin):
    list_display = ("resident", "community", "set_at", "set_by", "last_used_at", "locked_at", "ended_at")
    list_filter = (BY_COMMUNITY, ("locked_at", admin.EmptyFieldListFilter), ("ended_at", admin.EmptyFieldListFilter))
    list_select_related = ("resident", "community", "set_by")
    search_fields = _BY_NAME
    ordering = ("-set_at", "-pk")
    fields = (*list_display, "ended_by")


@admin.register(SignIn)
class SignInAdmin(ReadOnlyAdmin):
    list_display = ("resident", "user", "community", "device", "began_at", "last_used_at", "ended_at", "ended_by")
    list_filter = (BY_COMMUNITY, "device", ("ended_at", admin.EmptyFieldListFilter))
    list_select_related = ("resident", "user", "community", "ended_by")
    search_fields = _BY_NAME
    ordering = ("-began_at", "-pk")
    fields = list_display


@admin.register(TrustedPerson)
class TrustedPersonAdmin(ReadOnlyAdmin):
    list_display = ("name", "relation", "resident", "community", "way", "named_at", "named_by", "ended_at")
    list_filter = (BY_COMMUNITY, ("ended_at", admin.EmptyFieldListFilter))
    list_select_related = ("resident", "community", "named_by")
    search_fields = ("name", *_BY_NAME)
    ordering = ("-named_at", "-pk")


@admin.register(TrustedLook)
class TrustedLookAdmin(ReadOnlyAdmin):
    list_display = ("at", "trusted", "looked_at", "community")
    list_filter = (BY_COMMUNITY,)
    fields = list_display
    list_select_related = ("trusted__resident", "community")
    search_fields = ("trusted__name", *(f"trusted__{name}" for name in _BY_NAME))
    ordering = ("-at", "-pk")
    date_hierarchy = "at"

    @admin.display(description=TrustedLook._meta.get_field("page").verbose_name)
    def looked_at(self, row):
        return phone_page(row.page)


@admin.register(HelpSession)
class HelpSessionAdmin(ReadOnlyAdmin):
    list_display = ("began_at", "helper", "resident", "community", "way", "ends_by", "ended_at")
    list_filter = (BY_COMMUNITY, "way")
    list_select_related = ("helper", "resident", "community")
    search_fields = ("helper__name", *_BY_NAME)
    ordering = ("-began_at", "-pk")


@admin.register(DoorTries)
class DoorTriesAdmin(ReadOnlyAdmin):
    """Counts behind keyed hashes: a superuser's alone."""

    list_display = ("began_at", "tries")
    list_filter = ("began_at", "tries")
    ordering = ("-began_at", "key")
    fields = list_display

    def get_queryset(self, request):
        rows = DoorTries.objects.order_by(*self.ordering)
        return rows if upkeep_communities(request) is None else rows.none()

    def has_module_permission(self, request):
        return request.user.is_superuser
