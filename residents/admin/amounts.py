"""Amounts of law and custom: in words, with their unit, by the days on which they hold."""

from django.contrib import admin
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.admin import ScopedAdmin, upkeep_communities
from microfactory.kernel.amounts import in_words, known_amounts, name_of
from microfactory.kernel.periods import today
from residents.admin.places import BY_COMMUNITY
from residents.models import PolicyParameter


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


class WhichAmount(admin.SimpleListFilter):
    """By what the amount is of."""

    title = _("policy amount")
    parameter_name = "key"

    def lookups(self, request, model_admin):
        return [(key, known.name) for key, known in known_amounts().items()]

    def queryset(self, request, queryset):
        return queryset.filter(key=self.value()) if self.value() else queryset


@admin.register(PolicyParameter)
class PolicyParameterAdmin(ScopedAdmin):
    """Amounts of the law hold for all and are a superuser's; a community adds its own beside them."""

    list_display = ("what", "amount", "holds", "starts_on", "ends_on", "whose", "source", "verified_on")
    list_display_links = ("what",)
    list_filter = (HoldsToday, BY_COMMUNITY, WhichAmount)
    list_select_related = ("community",)
    search_fields = ("key", "source")
    search_help_text = _("What the amount is called, what it does, or its source")
    ordering = ("key", "-starts_on", "pk")

    @admin.display(description=_("policy amount"), ordering="key")
    def what(self, row):
        return name_of(row.key)

    @admin.display(description=PolicyParameter._meta.get_field("value").verbose_name, ordering="value")
    def amount(self, row):
        return in_words(row.key, row.value, row.unit)

    @admin.display(description=_("holds today"), boolean=True)
    def holds(self, row):
        return row.starts_on <= today() <= (row.ends_on or today())

    @admin.display(description=_("holds for"), ordering="community")
    def whose(self, row):
        return row.community or _("all communities")

    def get_queryset(self, request):
        ids = upkeep_communities(request)
        rows = PolicyParameter.objects.order_by(*self.ordering)
        return rows if ids is None else rows.filter(Q(community_id__in=ids) | Q(community=None))

    def get_search_results(self, request, queryset, search_term):
        """By the words too, which no table holds."""
        found, duplicates = super().get_search_results(request, queryset, search_term)
        if word := search_term.strip().lower():
            told = [key for key, known in known_amounts().items() if word in f"{known.name} {known.does}".lower()]
            found = found | queryset.filter(key__in=told)
        return found, duplicates

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.of_all = request.user.is_superuser
        if "community" in form.base_fields:
            form.base_fields["community"].required = not request.user.is_superuser
        return form

    def has_change_permission(self, request, obj=None):
        return request.user.is_superuser or (request.user.is_staff and (obj is None or obj.community_id is not None))
