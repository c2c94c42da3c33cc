"""The project itself as an app: home pages, the resident's pages, the demo."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MicrofactoryConfig(AppConfig):
    name = "microfactory"
    verbose_name = _("Micro-factory")
