"""The admin site of the micro-factory: Django's own, with our name; staff upkeep only."""

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class MicrofactoryAdminConfig(AdminConfig):
    """Makes our site the one on which `@admin.register` puts every model."""

    default_site = "microfactory.admin_site.MicrofactoryAdminSite"


class MicrofactoryAdminSite(AdminSite):
    site_header = _("Community micro-factory")
    site_title = _("Community micro-factory")
    index_title = _("Upkeep")
    site_url = "/"
    enable_nav_sidebar = True

    def index(self, request, extra_context=None):
        """The first page: what needs this person today in each community that she works for and in its upkeep, then
        the tables."""
        from microfactory.pages.needs import needs_everywhere  # models aren't loaded yet when this file is
        from microfactory.pages.upkeep import upkeep_needs

        needs = upkeep_needs(request.user) + needs_everywhere(request.user)
        return super().index(request, {"needs": needs, **(extra_context or {})})
