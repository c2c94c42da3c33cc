"""Postings: to be looked up here; written on their own pages, since each act has its rules."""

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobs.models import Posting
from jobs.operations.postings import fill_posting, publish_posting
from microfactory.kernel.admin import ScopedAdmin
from residents.admin.places import BY_COMMUNITY


@admin.register(Posting)
class PostingAdmin(ScopedAdmin):
    list_display = ["title", "employer", "kind", "state", "apply_by", "openings", "phone", "community"]
    list_filter = ["state", "kind", "source", BY_COMMUNITY]
    list_select_related = ["employer", "community"]
    search_fields = ["title", "employer__name", "place", "phone"]
    ordering = ["-pk"]
    actions = ["publish", "fill"]

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    @admin.action(description=gettext_lazy("Publish the chosen drafts"))
    def publish(self, request, queryset):
        """Each one that says what people must know; the others are named with what they lack."""
        now = timezone.now()
        return self.act(
            request,
            lambda posting: publish_posting(posting=posting, actor=request.user, now=now),
            queryset,
            _("On the public list now: %(count)s."),
        )

    @admin.action(description=gettext_lazy("Mark the chosen ones as filled"))
    def fill(self, request, queryset):
        """Off the public list."""
        now = timezone.now()
        return self.act(
            request,
            lambda posting: fill_posting(posting=posting, actor=request.user, now=now),
            queryset,
            _("Filled and off the public list: %(count)s."),
        )
