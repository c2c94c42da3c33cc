"""Amounts of law and custom, as residents' admin has them, and beside it what approved pay asks of them."""

from django.contrib import admin

from residents.admin.amounts import PolicyParameterAdmin
from residents.models import PolicyParameter
from workshops.payouts.forms.law import AmountForm

admin.site.unregister(PolicyParameter)


@admin.register(PolicyParameter)
class CountedParameterAdmin(PolicyParameterAdmin):
    form = AmountForm
