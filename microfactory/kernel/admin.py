"""Base classes of our admin pages: scoped to the communities of the user, money and history read-only."""

from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminDateWidget, AdminSplitDateTime, ForeignKeyRawIdWidget
from django.core.exceptions import ValidationError
from django.db import IntegrityError, OperationalError, models
from django.forms import BaseInlineFormSet
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from microfactory.kernel.admin_figures import figure_columns
from microfactory.kernel.collisions import in_words
from microfactory.kernel.errors import RuleBroken
from microfactory.kernel.fields import CountField, DayField
from microfactory.kernel.plainly import name_the_blank, speak_plainly

# What Django's Chinese catalogue leaves in English; ours is asked first.
LEFT_IN_ENGLISH = (gettext_noop("Model name"), gettext_noop("Add link"), gettext_noop("Change or view list link"))
TYPED = {
    models.DateField: {"form_class": DayField, "widget": AdminDateWidget},
    models.PositiveSmallIntegerField: {"form_class": CountField},
    models.PositiveIntegerField: {"form_class": CountField},
}


def upkeep_communities(request):
    """Ids of the communities whose rows this user may keep up; None for a superuser (all). One query a request."""
    if request.user.is_superuser:
        return None
    if not hasattr(request, "_upkeep_communities"):
        request._upkeep_communities = frozenset(request.user.communities_for_upkeep())
    return request._upkeep_communities


class ScopedRawIdWidget(ForeignKeyRawIdWidget):
    """A number to type, with the name that it stands for; a row of another community has none here."""

    offered = None

    def label_and_url_for_value(self, value):
        try:
            known = self.offered is None or self.offered.filter(**{self.rel.get_related_field().name: value}).exists()
        except (ValueError, TypeError, OverflowError):
            known = False
        return super().label_and_url_for_value(value) if known else ("", "")


class SpokenFormSet(BaseInlineFormSet):
    def add_fields(self, form, index):
        super().add_fields(form, index)
        for field in form.fields.values():
            speak_plainly(field)
            if not field.widget.is_hidden:
                field.widget.attrs["aria-label"] = field.label


class SpokenInline(admin.TabularInline):
    """Rows under their parent, each field named for who doesn't see the head of the table."""

    formset = SpokenFormSet
    formfield_overrides = TYPED


class _Refused:
    """A form whose row was refused while it was stored: it says why, and keeps what was typed."""

    def clean(self):
        super().clean()
        raise ValidationError(str(self.refused))


class ScopedAdmin(admin.ModelAdmin):
    """Shows and offers only rows of the user's communities. `scope` is the path to the community's id."""

    scope = "community_id"
    formfield_overrides = TYPED
    list_per_page = 50
    show_full_result_count = False

    def get_queryset(self, request):
        queryset = super().get_queryset(request)
        ids = upkeep_communities(request)
        return queryset if ids is None else queryset.filter(**{f"{self.scope}__in": ids})

    def get_list_display(self, request):
        """Without the community, for whoever keeps up only one."""
        shown = figure_columns(self.model, super().get_list_display(request))
        ids = upkeep_communities(request)
        return shown if ids is None or len(ids) > 1 else [name for name in shown if name != "community"]

    def changelist_view(self, request, extra_context=None):
        title = {"title": self.opts.verbose_name_plural}
        return super().changelist_view(request, {**title, **(extra_context or {})})

    def changeform_view(self, request, *args, **kwargs):
        """A rule broken while storing, or somebody else at the same row: the form says it, and nothing is lost."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except RuleBroken as error:
            request.refused = error
        except (IntegrityError, OperationalError) as error:
            request.refused = in_words(error)
        return super().changeform_view(request, *args, **kwargs)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        refused = getattr(request, "refused", None)
        return type(form.__name__, (_Refused, form), {"refused": refused}) if refused else form

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and isinstance(field.widget, AdminSplitDateTime):
            for part, word in zip(field.widget.widgets, (_("date"), _("time of day")), strict=True):
                part.attrs["aria-label"] = f"{field.label} {word}"
        if field is not None:
            speak_plainly(field)
            name_the_blank(field)
        return field

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        ids = upkeep_communities(request)
        if field is not None and ids is not None:
            names = {f.name for f in db_field.related_model._meta.fields}
            if "community" in names:
                field.queryset = field.queryset.filter(community_id__in=ids)
            elif db_field.related_model._meta.label == "residents.Community":
                field.queryset = field.queryset.filter(pk__in=ids)
            if isinstance(field.widget, ForeignKeyRawIdWidget):  # Django's own tells the name of any row
                field.widget = ScopedRawIdWidget(field.widget.rel, field.widget.admin_site, field.widget.attrs)
                field.widget.offered = field.queryset
        return field

    def lookup_allowed(self, lookup, value, request=None):
        """Only what the page offers to filter by: an address typed by hand searches no hash and no hidden column."""
        filters = [name[0] if isinstance(name, tuple) else name for name in self.get_list_filter(request)]
        offered = [name if isinstance(name, str) else name.parameter_name for name in filters]
        offered += [self.date_hierarchy] if self.date_hierarchy else []
        first = lookup.split("__")[0]
        if first not in {name.split("__")[0] for name in offered}:
            return False
        return super().lookup_allowed(lookup, value, request)

    def has_module_permission(self, request):
        return request.user.is_staff

    def has_view_permission(self, request, obj=None):
        return request.user.is_staff

    has_add_permission = has_module_permission

    def has_change_permission(self, request, obj=None):
        return request.user.is_staff

    def has_delete_permission(self, request, obj=None):
        return False

    def history_view(self, request, object_id, extra_context=None):
        """What was done to the row everywhere, beside what was changed here."""
        response = super().history_view(request, object_id, extra_context)
        if isinstance(response, TemplateResponse):
            response.context_data["moves"] = self.admin_site.moves_of(response.context_data["object"])
        return response

    def act(self, request, act, queryset, done):
        """Asks first; then calls `act(row)` for each row. `done % count` is reported, and each refusal with its own
        sentence. An action returns what this returns."""
        if "sure" not in request.POST:
            return self._ask(request, queryset)
        count = 0
        for row in queryset:
            try:
                act(row)
                count += 1
            except RuleBroken as error:
                self.message_user(request, f"{row}: {error}", messages.ERROR)
            except (IntegrityError, OperationalError) as error:
                self.message_user(request, f"{row}: {in_words(error)}", messages.ERROR)
        if count:
            self.message_user(request, done % {"count": count}, messages.SUCCESS)
        return None

    def _ask(self, request, queryset):
        """The page that names what an action is about to be done to."""
        chosen = request.POST["action"]
        page = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": self.get_actions(request)[chosen][2],
            "subtitle": None,
            "action": chosen,
            "rows": [(row, getattr(row, "resident", None)) for row in queryset],
            "selected": request.POST.getlist("_selected_action"),
            "across": request.POST.get("select_across", "0"),
        }
        return TemplateResponse(request, "admin/sure.html", page)


class ReadOnlyAdmin(ScopedAdmin):
    """Money and history: to be looked at here, never written."""

    actions = None

    def get_fieldsets(self, request, obj=None):
        shown = super().get_fieldsets(request, obj)
        return [(name, {**box, "fields": figure_columns(self.model, box["fields"])}) for name, box in shown]

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False
