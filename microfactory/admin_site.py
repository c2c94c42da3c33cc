"""The admin site of the micro-factory: Django's own, with our name; staff upkeep only."""

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache


class MicrofactoryAdminConfig(AdminConfig):
    """Makes our site the one on which `@admin.register` puts every model."""

    default_site = "microfactory.admin_site.MicrofactoryAdminSite"


class MicrofactoryAdminSite(AdminSite):
    site_header = _("Community micro-factory")
    site_title = _("Community micro-factory")
    index_title = _("Upkeep")
    site_url = "/"
    enable_nav_sidebar = True

    def get_urls(self):
        """Without Django's shortcut from a row to its page on the site (/admin/r/…): our rows name their pages."""
        return [pattern for pattern in super().get_urls() if getattr(pattern, "name", "") != "view_on_site"]

    @method_decorator(never_cache)
    @login_not_required
    def login(self, request, extra_context=None):
        """One door for the staff: what limits wrong passwords there can't be walked around here."""
        if self.has_permission(request):
            return redirect("admin:index")
        wanted = request.GET.get(REDIRECT_FIELD_NAME, "") or reverse("admin:index")
        return redirect(f"{reverse('residents:sign_in')}?{urlencode({REDIRECT_FIELD_NAME: wanted})}")

    def moves_of(self, row) -> list[dict]:
        """What the log of moves says of a row, in words, the newest first. One query."""
        from residents.admin.move_words import move_name, state_name  # models aren't loaded yet when this file is
        from residents.models import MoveLog

        if not isinstance(row.pk, int):
            return []
        kind = row._meta.label_lower
        return [
            {
                "at": move.at,
                "actor": move.actor,
                "what": move_name(kind, move.move),
                "before": state_name(kind, move.before),
                "after": state_name(kind, move.after),
                "reason": move.reason,
            }
            for move in MoveLog.objects.about(row).reverse().select_related("actor")
        ]

    def index(self, request, extra_context=None):
        """The first page: what needs this person today in each community that she works for and in its upkeep, then
        the tables."""
        from microfactory.pages.needs import needs_everywhere  # models aren't loaded yet when this file is
        from microfactory.pages.upkeep import upkeep_needs

        needs = upkeep_needs(request.user) + needs_everywhere(request.user)
        return super().index(request, {"needs": needs, **(extra_context or {})})
