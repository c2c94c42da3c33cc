"""Tallies of money: what pages read instead of adding up all slips and lines."""

from django.contrib import admin

from microfactory.kernel.admin import ReadOnlyAdmin
from residents.admin.places import BY_COMMUNITY
from workshops.payouts.models import JournalTally, RunTally


@admin.register(RunTally)
class RunTallyAdmin(ReadOnlyAdmin):
    list_display = ("run", "state", "people", "gross", "tax", "net", "community")
    list_filter = (BY_COMMUNITY, "state")
    list_select_related = ("run", "community")
    search_fields = ("run__number",)
    ordering = ("-run_id", "state", "pk")


@admin.register(JournalTally)
class JournalTallyAdmin(ReadOnlyAdmin):
    list_display = ("entry", "kind", "lines", "amount", "community")
    list_filter = (BY_COMMUNITY, "kind")
    list_select_related = ("entry", "community")
    search_fields = ("=entry__run__number", "=entry__statement__number")
    ordering = ("-entry_id", "kind", "pk")
