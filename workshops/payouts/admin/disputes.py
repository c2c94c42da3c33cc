"""Disputes, what was said about them, and voice notes (never their bytes)."""

from django.contrib import admin

from microfactory.kernel.admin import ReadOnlyAdmin
from residents.admin.places import BY_COMMUNITY
from workshops.payouts.models import Dispute, DisputeMessage, DisputeVoice

BY_PERSON = ("resident__name", "resident__pinyin_initials", "resident__pinyin_key")
BY_DISPUTES_PERSON = tuple(f"dispute__{name}" for name in BY_PERSON)


@admin.register(Dispute)
class DisputeAdmin(ReadOnlyAdmin):
    list_display = ("number", "resident", "about", "state", "due_on", "assigned_to", "opened_at", "closed_at")
    list_filter = (BY_COMMUNITY, "state", "about")
    list_select_related = ("resident", "assigned_to")
    search_fields = ("number", *BY_PERSON)
    ordering = ("-pk",)
    date_hierarchy = "opened_at"


@admin.register(DisputeMessage)
class DisputeMessageAdmin(ReadOnlyAdmin):
    list_display = ("dispute", "kind", "text", "outcome", "how", "by", "at")
    list_filter = (BY_COMMUNITY, "kind", "outcome", "how")
    list_select_related = ("dispute", "by")
    search_fields = ("dispute__number", *BY_DISPUTES_PERSON)
    ordering = ("-at", "-pk")


@admin.register(DisputeVoice)
class DisputeVoiceAdmin(ReadOnlyAdmin):
    list_display = ("message", "dispute", "media_type", "seconds", "size")
    list_filter = (BY_COMMUNITY, "media_type")
    list_select_related = ("message__dispute",)
    search_fields = ("message__dispute__number",)
    ordering = ("-pk",)
    fields = ("message", "dispute", "media_type", "seconds", "size")

    @admin.display(description=Dispute._meta.verbose_name)
    def dispute(self, voice):
        return voice.message.dispute
