"""Communities, workshops, households, and the amounts in force."""

from django.contrib import admin
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.admin import ScopedAdmin, upkeep_communities
from microfactory.kernel.periods import today
from residents.models import Community, Household, PolicyParameter, Workshop

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


class HoldsToday(admin.SimpleListFilter):
    """What counts today, what did before, what will."""

    title = _("day")
    parameter_name = "when"

    def lookups(self, request, model_admin):
        return [("today", _("holds today")), ("over", _("has ended")), ("coming", _("begins later"))]

    def queryset(self, request, queryset):
        day = today()
        if self.value() == "today":
            return queryset.in_force(day)
        if self.value() == "over":
            return queryset.filter(ends_on__lt=day)
        return queryset.filter(starts_on__gt=day) if self.value() == "coming" else queryset


@admin.register(PolicyParameter)
class PolicyParameterAdmin(ScopedAdmin):
    """Amounts of the law hold for all and are a superuser's; a community adds its own beside them."""

    list_display = ("key", "amount", "unit", "holds", "source", "starts_on", "ends_on", "community", "verified_on")
    list_filter = (HoldsToday, BY_COMMUNITY, "key")
    list_select_related = ("community",)
    search_fields = ("key", "source")
    ordering = ("key", "-starts_on", "pk")

    @admin.display(description=PolicyParameter._meta.get_field("value").verbose_name, ordering="value")
    def amount(self, row):
        return f"{row.value.normalize():f}"

    @admin.display(description=_("holds today"), boolean=True)
    def holds(self, row):
        return row.starts_on <= today() <= (row.ends_on or today())

    def get_queryset(self, request):
        ids = upkeep_communities(request)
        rows = PolicyParameter.objects.order_by(*self.ordering)
        return rows if ids is None else rows.filter(Q(community_id__in=ids) | Q(community=None))

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        if "community" in form.base_fields:
            form.base_fields["community"].required = not request.user.is_superuser
        return form

    def has_change_permission(self, request, obj=None):
        return request.user.is_superuser or (request.user.is_staff and (obj is None or obj.community_id is not None))
