"""The pages of the admin: of which models, and at which addresses."""

from django.contrib import admin
from django.urls import reverse

from tests.guards.source import app_of

REGISTERED = sorted((m for m in admin.site._registry if app_of(m.__module__)), key=lambda model: model._meta.label)


def address(model, page: str) -> str:
    """The admin's page of a model that needs no row: its list, or the form for a new one."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}")
