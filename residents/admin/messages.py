"""The outbox, to be looked at; messages are handled on their own pages."""

from django.contrib import admin

from microfactory.kernel.admin import ReadOnlyAdmin
from residents.admin.places import BY_COMMUNITY
from residents.models import Message, MessageTry


@admin.register(Message)
class MessageAdmin(ReadOnlyAdmin):
    list_display = ("queued_at", "template", "resident", "workshop", "channel", "state", "tries", "community")
    list_filter = (BY_COMMUNITY, "state", "channel", "template")
    list_select_related = ("resident", "workshop", "community")
    search_fields = ("resident__name", "resident__pinyin_initials", "=key")
    ordering = ("-queued_at", "-pk")
    date_hierarchy = "queued_at"


@admin.register(MessageTry)
class MessageTryAdmin(ReadOnlyAdmin):
    list_display = ("at", "message", "number", "phone", "outcome", "answer", "community")
    list_filter = (BY_COMMUNITY, "outcome")
    list_select_related = ("message__resident", "message__workshop", "message__community", "community")
    search_fields = ("=message__key", "answer")
    ordering = ("-at", "-pk")
