"""Money: what clients owe and pay, what residents earn and receive. Money belongs to work; work knows no money."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PayoutsConfig(AppConfig):
    name = "workshops.payouts"
    label = "payouts"
    verbose_name = _("Money")
