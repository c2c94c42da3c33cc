"""The care fund."""

from django.contrib import admin

from microfactory.kernel.admin import ReadOnlyAdmin
from residents.admin.places import BY_COMMUNITY
from workshops.payouts.models import Deposit, Donation


@admin.register(Donation)
class DonationAdmin(ReadOnlyAdmin):
    list_display = ("on", "donor", "amount", "method", "note", "booked_by", "community")
    list_filter = (BY_COMMUNITY, "method")
    list_select_related = ("booked_by", "community")
    search_fields = ("donor", "note")
    ordering = ("-on", "-pk")
    date_hierarchy = "on"


@admin.register(Deposit)
class DepositAdmin(ReadOnlyAdmin):
    list_display = ("on", "client", "kind", "amount", "agreement", "reason", "booked_by", "community")
    list_filter = (BY_COMMUNITY, "kind")
    list_select_related = ("client", "agreement__client", "booked_by", "community")
    search_fields = ("client__name", "reason")
    ordering = ("-on", "-pk")
