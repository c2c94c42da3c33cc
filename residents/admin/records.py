"""What is written about people by acts: accounts, consents, hardship. To be looked at."""

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext as _

from microfactory.kernel.admin import ReadOnlyAdmin
from residents.admin.places import BY_COMMUNITY
from residents.enums import SensitiveKind
from residents.models import BankAccount, Consent, HardshipRecord
from residents.operations.reveals import note_look

BY_PERSON = ("resident__name", "resident__pinyin_initials", "resident__pinyin_key")


@admin.register(BankAccount)
class BankAccountAdmin(ReadOnlyAdmin):
    list_display = ("resident", "bank", "last4", "holder", "passes_luhn", "added_at", "added_by", "ended_at")
    list_filter = (BY_COMMUNITY, "passes_luhn", ("ended_at", admin.EmptyFieldListFilter))
    list_select_related = ("resident", "added_by")
    search_fields = (*BY_PERSON, "=last4")
    ordering = ("-added_at", "-pk")
    fields = ("community", *list_display[:2], "branch", *list_display[2:], "ended_by")


@admin.register(Consent)
class ConsentAdmin(ReadOnlyAdmin):
    list_display = ("resident", "purpose", "way", "given_on", "withdrawn_on", "recorded_by", "community")
    list_filter = (BY_COMMUNITY, "purpose", "way")
    list_select_related = ("resident", "recorded_by", "community")
    search_fields = BY_PERSON
    ordering = ("-given_on", "-pk")


@admin.register(HardshipRecord)
class HardshipRecordAdmin(ReadOnlyAdmin):
    """The list doesn't tell the kind; opening a record does, and is noted as a look."""

    list_display = ("resident", "starts_on", "ends_on", "checked_by", "community")
    list_filter = (BY_COMMUNITY, ("ends_on", admin.EmptyFieldListFilter))
    list_select_related = ("resident", "checked_by", "community")
    search_fields = BY_PERSON
    ordering = ("resident__pinyin_key", "-starts_on", "pk")
    fields = ("resident", "kind", "starts_on", "ends_on", "proof", "certificate_last4", "note", "checked_by")

    def get_object(self, request, object_id, from_field=None):
        record = super().get_object(request, object_id, from_field)
        if record is not None:
            note_look(
                resident=record.resident,
                kind=SensitiveKind.HARDSHIP,
                reason=_("opened the record in the admin"),
                actor=request.user,
                now=timezone.now(),
            )
        return record
