"""Recorded voices: to be looked at; recorded and approved on their own pages."""

from django.contrib import admin

from microfactory.kernel.admin import ReadOnlyAdmin
from residents.admin.places import BY_COMMUNITY
from residents.models import Clip, ClipSet


@admin.register(ClipSet)
class ClipSetAdmin(ReadOnlyAdmin):
    list_display = ("name", "community", "active", "version", "made_by", "made_at")
    list_filter = (BY_COMMUNITY, "active")
    list_select_related = ("community", "made_by")
    search_fields = ("name",)
    ordering = ("community", "name", "pk")


@admin.register(Clip)
class ClipAdmin(ReadOnlyAdmin):
    list_display = ("text", "clip_set", "kind", "recorded_by", "recorded_at", "approved_by", "approved_at")
    list_filter = (BY_COMMUNITY, "kind", ("approved_at", admin.EmptyFieldListFilter))
    list_select_related = ("clip_set", "recorded_by", "approved_by")
    search_fields = ("text",)
    ordering = ("-recorded_at", "-pk")
    fields = ("community", *list_display)

    def get_queryset(self, request):
        return super().get_queryset(request).defer("audio")
