"""What clients owe and paid."""

from django.contrib import admin

from microfactory.kernel.admin import ReadOnlyAdmin
from residents.admin.places import BY_COMMUNITY
from workshops.payouts.models import ClientReceipt, ReceiptMatch, Statement, StatementLine


@admin.register(Statement)
class StatementAdmin(ReadOnlyAdmin):
    list_display = ("number", "client", "until", "state", "fees", "claims", "issued_on", "settled_at", "drafted_by")
    list_filter = (BY_COMMUNITY, "state")
    list_select_related = ("client", "drafted_by")
    search_fields = ("number", "client__name")
    ordering = ("-pk",)


@admin.register(StatementLine)
class StatementLineAdmin(ReadOnlyAdmin):
    list_display = ("statement", "position", "kind", "cause", "work_order", "operation", "pieces", "price", "amount")
    list_filter = (BY_COMMUNITY, "kind", "cause")
    list_select_related = ("statement", "work_order", "operation")
    search_fields = ("statement__number", "work_order__number", "operation__name")
    ordering = ("-statement__pk", "position", "pk")
    raw_id_fields = ("delivery_line",)


@admin.register(ClientReceipt)
class ClientReceiptAdmin(ReadOnlyAdmin):
    list_display = ("received_on", "client", "amount", "bank_reference", "note", "booked_by", "booked_at")
    list_filter = (BY_COMMUNITY, ("client", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("client", "booked_by")
    search_fields = ("client__name", "bank_reference", "note")
    ordering = ("-received_on", "-pk")
    date_hierarchy = "received_on"


@admin.register(ReceiptMatch)
class ReceiptMatchAdmin(ReadOnlyAdmin):
    list_display = ("statement", "line", "kind", "receipt", "pieces", "amount", "reason", "matched_by", "matched_at")
    list_filter = (BY_COMMUNITY, "kind")
    list_select_related = ("statement", "line__operation", "receipt__client", "matched_by")
    search_fields = ("statement__number", "receipt__bank_reference", "reason")
    ordering = ("-pk",)
