"""Residents and what belongs to them alone."""

from django.contrib import admin
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.admin import ScopedAdmin
from residents.admin.places import BY_COMMUNITY
from residents.models import Ability, AccessCard, Resident, SkillRecord
from residents.operations.cards import end_card, end_trusted_card, unlock_card
from residents.queries.search import matching


@admin.register(Resident)
class ResidentAdmin(ScopedAdmin):
    """Looks people up; what is written about them is changed on their own page, where rules and history are."""

    list_display = ("name", "birth_year", "masked_identity", "house", "phone", "workshop", "state", "community")
    list_filter = (BY_COMMUNITY, "state", ("workshop", admin.RelatedOnlyFieldListFilter), "usual_place")
    list_select_related = ("workshop", "community")
    search_fields = ("name",)
    search_help_text = _("Name, pinyin, house number or last four digits")
    ordering = ("pinyin_key", "pk")
    raw_id_fields = ("household",)
    fields = (
        "page", "community", "name", "sex", "born_on", "masked_identity", "no_identity_reason", "phone", "house",
        "workshop", "household", "usual_place", "list_order", "note", "joined_on", "state", "left_on", "left_reason",
    )  # fmt: skip
    open_fields = frozenset({"household", "usual_place", "list_order", "note"})

    @admin.display(description=_("her page"))
    def page(self, obj):
        url = reverse("residents:person", args=[obj.community.code, obj.pk])
        return format_html('<a href="{}">{}</a>', url, obj.name)

    @admin.display(description=_("identity number"))
    def masked_identity(self, obj):
        return obj.masked_identity

    @admin.display(description=_("born"), ordering="born_on")
    def birth_year(self, obj):
        return str(obj.birth_year or "")

    def get_readonly_fields(self, request, obj=None):
        return [name for name in self.fields if name not in self.open_fields]

    def get_search_results(self, request, queryset, search_term):
        return matching(queryset, search_term), False

    def has_add_permission(self, request):
        return False


@admin.register(AccessCard)
class AccessCardAdmin(ScopedAdmin):
    """Cards are given out on the person's page; here they are unlocked and revoked."""

    list_display = (
        "resident", "trusted", "community", "issued_at", "issued_by", "last_used_at", "locked_at", "revoked_at",
    )  # fmt: skip
    list_filter = (BY_COMMUNITY, ("locked_at", admin.EmptyFieldListFilter), ("revoked_at", admin.EmptyFieldListFilter))
    list_select_related = ("resident", "trusted", "community", "issued_by")
    search_fields = ("resident__name", "resident__pinyin_initials", "resident__pinyin_key")
    ordering = ("-issued_at", "-pk")
    actions = ("unlock", "revoke")
    fields = ("resident", *list_display[1:], "revoked_by")

    @admin.action(description=_("Unlock the chosen cards"))
    def unlock(self, request, queryset):
        def act(card):
            unlock_card(card=card, actor=request.user, now=timezone.now())

        return self.act(request, act, queryset, _("Cards unlocked: %(count)s."))

    @admin.action(description=_("Revoke the chosen cards"))
    def revoke(self, request, queryset):
        def act(card):
            by = {"actor": request.user, "now": timezone.now()}
            if card.trusted:
                end_trusted_card(trusted=card.trusted, **by)
            else:
                end_card(resident=card.resident, **by)

        return self.act(request, act, queryset.live(), _("Cards revoked: %(count)s."))

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


class _OfResident(ScopedAdmin):
    """Plain upkeep of rows that belong to one resident; the community is hers."""

    list_select_related = ("resident", "community")
    list_filter = (BY_COMMUNITY,)
    ordering = ("resident__pinyin_key", "pk")
    raw_id_fields = ("resident",)
    exclude = ("community",)

    def save_model(self, request, obj, form, change):
        obj.community_id = obj.resident.community_id
        super().save_model(request, obj, form, change)


@admin.register(Ability)
class AbilityAdmin(_OfResident):
    list_display = ("resident", "aspect", "level", "starts_on", "ends_on", "community")
    search_fields = ("resident__name", "resident__pinyin_initials", "aspect")


@admin.register(SkillRecord)
class SkillRecordAdmin(_OfResident):
    list_display = ("resident", "skill", "level", "starts_on", "ends_on", "community")
    search_fields = ("resident__name", "resident__pinyin_initials", "skill")
