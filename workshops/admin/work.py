"""Slips, entries, visits. What was counted is looked at here; acts call their operations."""

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.admin import ReadOnlyAdmin, ScopedAdmin
from residents.admin.places import BY_COMMUNITY
from residents.models import Resident
from residents.queries.search import matching
from workshops.admin.orders import WORKSHOP
from workshops.models import DayVisit, EntryClaim, EntryFreeze, Issue, OpenEntry, PieceEntry
from workshops.operations.inspection import accept_entries
from workshops.operations.issues import cancel_issue
from workshops.operations.undoing import void_entry


class OfPerson:
    """Rows that are found by the person too: name, pinyin with or without blanks, initials, house, last four."""

    person = "resident"

    def get_search_results(self, request, queryset, search_term):
        found, duplicates = super().get_search_results(request, queryset, search_term)
        if search_term.strip():
            people = matching(Resident.objects.all(), search_term)
            found = found | queryset.filter(**{f"{self.person}__in": people})
        return found, duplicates


@admin.register(Issue)
class IssueAdmin(OfPerson, ReadOnlyAdmin):
    list_display = (
        "number", "resident", "product", "operation", "quantity", "held", "due_on", "state", "community",
    )  # fmt: skip
    list_filter = (BY_COMMUNITY, "state", "kind", "place", WORKSHOP)
    list_select_related = ("resident", "operation__work_order", "community")
    search_fields = ("=number", "operation__work_order__product")
    ordering = ("-issued_on", "-pk")
    actions = ("cancel",)
    fields = (
        *list_display, "kind", "place", "workshop", "rate", "issued_on", "issued_at", "issued_by", "cancelled_at",
        "cancelled_by", "repairs_line",
    )  # fmt: skip
    readonly_fields = ("held", "product")

    def get_queryset(self, request):
        return super().get_queryset(request).with_held()

    @admin.display(description=_("in hand"))
    def held(self, obj):
        return obj.held

    @admin.display(description=_("product"))
    def product(self, obj):
        return obj.operation.work_order.product

    @admin.action(description=_("Cancel the chosen slips (nothing handed in)"))
    def cancel(self, request, queryset):
        def act(issue):
            cancel_issue(issue=issue, actor=request.user, now=timezone.now())

        return self.act(request, act, queryset.order_by("pk"), _("Slips cancelled: %(count)s."))


@admin.register(PieceEntry)
class PieceEntryAdmin(OfPerson, ReadOnlyAdmin):
    list_display = (
        "work_date", "resident", "product", "operation", "good", "rework", "worker_fault", "material_fault",
        "amount", "state", "source", "claimed", "community",
    )  # fmt: skip
    list_filter = (BY_COMMUNITY, "state", "source", WORKSHOP)
    list_select_related = ("resident", "operation__work_order", "community", "claim")
    search_fields = ("operation__work_order__product", "=issue__number")
    date_hierarchy = "work_date"
    ordering = ("-work_date", "-pk")
    actions = ("accept", "void")
    fields = (
        *list_display, "returned", "lost", "paid_faulty", "rate", "issue", "workshop", "corrects", "reason",
        "settled_outside", "logged_at", "logged_by", "accepted_at", "accepted_by", "sent_back_at", "sent_back_by",
        "sent_back_reason", "voided_at", "voided_by",
    )  # fmt: skip
    readonly_fields = ("claimed", "product")

    @admin.display(description=_("product"))
    def product(self, obj):
        return obj.operation.work_order.product

    @admin.display(description=_("in a pay run"))
    def claimed(self, obj):
        return obj.claim.reference if hasattr(obj, "claim") else ""

    @admin.action(description=_("Inspect the chosen entries"))
    def accept(self, request, queryset):
        done = 0
        for community in {row.community for row in queryset}:
            entries = queryset.filter(community=community).values_list("pk", flat=True)
            result = accept_entries(community=community, entries=entries, actor=request.user, now=timezone.now())
            done += len(result.accepted)
            for refusal in result.refused.values():
                self.message_user(request, refusal.sentence, "ERROR")
        self.message_user(request, _("Entries inspected: %(count)s.") % {"count": done})

    @admin.action(description=_("Undo the chosen entries"))
    def void(self, request, queryset):
        def act(entry):
            void_entry(entry=entry, actor=request.user, now=timezone.now())

        return self.act(request, act, queryset.order_by("pk"), _("Entries undone: %(count)s."))


@admin.register(EntryClaim)
class EntryClaimAdmin(OfPerson, ReadOnlyAdmin):
    list_display = ("entry", "resident", "reference", "claimed_at", "community")
    list_filter = (BY_COMMUNITY,)
    list_select_related = ("entry__resident", "community")
    person = "entry__resident"
    search_fields = ("=reference",)
    ordering = ("-claimed_at", "-pk")
    readonly_fields = ("resident",)
    fields = list_display

    @admin.display(description=_("resident"))
    def resident(self, obj):
        return obj.entry.resident


@admin.register(OpenEntry)
class OpenEntryAdmin(OfPerson, ReadOnlyAdmin):
    list_display = ("work_date", "resident", "product", "operation", "amount", "community")
    list_filter = (BY_COMMUNITY,)
    list_select_related = ("resident", "operation__work_order", "community")
    search_fields = ("operation__work_order__product",)
    ordering = ("-work_date", "-pk")
    readonly_fields = ("product",)
    fields = ("entry", *list_display, "corrects", "logged_at")

    @admin.display(description=_("product"))
    def product(self, obj):
        return obj.operation.work_order.product


@admin.register(EntryFreeze)
class EntryFreezeAdmin(OfPerson, ReadOnlyAdmin):
    list_display = ("entry", "resident", "reference", "frozen_at", "pays_from", "community")
    list_filter = (BY_COMMUNITY,)
    list_select_related = ("entry__resident", "community")
    person = "entry__resident"
    search_fields = ("=reference",)
    ordering = ("-frozen_at", "-pk")
    readonly_fields = ("resident",)
    fields = list_display

    @admin.display(description=_("resident"))
    def resident(self, obj):
        return obj.entry.resident


@admin.register(DayVisit)
class DayVisitAdmin(OfPerson, ScopedAdmin):
    """Plain upkeep: who was there when. It never creates pay."""

    list_display = ("day", "resident", "workshop", "came_at", "left_at", "minutes", "community")
    list_filter = (BY_COMMUNITY, WORKSHOP)
    list_select_related = ("resident", "workshop", "community")
    search_fields = ("=workshop__name",)
    ordering = ("-day", "-pk")
    fields = ("resident", "workshop", "day", "came_at", "left_at", "minutes")
    raw_id_fields = ("resident",)

    def save_model(self, request, obj, form, change):
        obj.community_id, obj.noted_by = obj.resident.community_id, request.user
        super().save_model(request, obj, form, change)
