"""Employers: plain upkeep."""

from django.contrib import admin

from jobs.models import Employer
from microfactory.kernel.admin import ScopedAdmin
from residents.admin.places import BY_COMMUNITY


@admin.register(Employer)
class EmployerAdmin(ScopedAdmin):
    list_display = ["name", "kind", "contact", "phone", "community", "active"]
    list_filter = ["kind", "active", BY_COMMUNITY]
    list_select_related = ["community"]
    search_fields = ["name", "contact", "phone", "credit_code"]
    ordering = ["name", "pk"]

    def get_readonly_fields(self, request, obj=None):
        """An employer stays in its community: its postings are there."""
        return ["community"] if obj else []
