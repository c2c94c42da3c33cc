"""Communities, workshops, households."""

from django.contrib import admin

from microfactory.kernel.admin import ScopedAdmin
from residents.models import Community, Household, Workshop

BY_COMMUNITY = ("community", admin.RelatedOnlyFieldListFilter)


@admin.register(Community)
class CommunityAdmin(ScopedAdmin):
    """The community's own settings. Only a superuser opens a new one or changes its address."""

    scope = "pk"
    list_display = ("name", "code", "factory_name", "pay_moment", "pay_day", "front_cap", "active")
    list_filter = ("active", "pay_moment")
    search_fields = ("name", "code", "factory_name")
    ordering = ("name", "pk")

    def get_readonly_fields(self, request, obj=None):
        fixed = ("muted", "demo")  # the first has a page of its own, the second is marked when the demo is made
        return fixed if request.user.is_superuser else ("code", "opened_on", "active", *fixed)

    def has_add_permission(self, request):
        return request.user.is_superuser


@admin.register(Workshop)
class WorkshopAdmin(ScopedAdmin):
    list_display = ("name", "community", "address", "opening_hours", "active")
    list_filter = (BY_COMMUNITY, "active")
    list_select_related = ("community",)
    search_fields = ("name", "address")
    ordering = ("name", "pk")


@admin.register(Household)
class HouseholdAdmin(ScopedAdmin):
    list_display = ("house", "size", "community", "note")
    list_filter = (BY_COMMUNITY,)
    list_select_related = ("community",)
    search_fields = ("house", "note")
    ordering = ("house", "pk")
