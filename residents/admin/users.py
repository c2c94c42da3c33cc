"""Sign-ins and roles."""

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.admin import ReadOnlyAdmin, ScopedAdmin, upkeep_communities
from microfactory.kernel.periods import today
from microfactory.kernel.plainly import PlainForm
from residents.enums import GUARDED_ROLES
from residents.models import Membership, RoleGrant, User
from residents.operations.passwords import note_given
from residents.operations.roles import confirm_role, give_role
from residents.queries.roles import has_staff

admin.site.unregister(Group)  # rights come from roles in a community, never from Django's groups


class SignInForm(PlainForm, AdminUserCreationForm):
    """A sign-in, with its first password or without."""

    usable_password = AdminUserCreationForm.create_usable_password_field(
        help_text=_("Without one she can't sign in until a colleague gives her the first on the page of the staff.")
    )


@admin.register(User)
class UserAdmin(ScopedAdmin, DjangoUserAdmin):
    """Sign-ins of the staff. Only a superuser sets the password of another or closes a sign-in here; staff do both for
    colleagues without a role over money on their own pages."""

    list_display = ("name", "username", "is_active", "is_staff", "is_resident", "last_login")
    list_filter = ("is_active", "is_staff", "is_resident")
    search_fields = ("name", "username")
    ordering = ("name", "pk")
    filter_horizontal = ()
    add_form = SignInForm
    fieldsets = (
        (None, {"fields": ("username", "name", "password", "is_active")}),
        (_("Rights"), {"fields": ("is_staff", "is_superuser", "is_resident", "last_login", "date_joined")}),
    )
    add_fieldsets = ((None, {"fields": ("username", "name", "usable_password", "password1", "password2")}),)

    def get_queryset(self, request):
        ids = upkeep_communities(request)
        rows = User.objects.order_by(*self.ordering)
        if ids is None:
            return rows
        members = Membership.objects.filter(community_id__in=ids).values("user_id")
        return rows.filter(pk__in=members)

    def get_readonly_fields(self, request, obj=None):
        fixed = ("is_resident", "last_login", "date_joined")
        return fixed if request.user.is_superuser else (*fixed, "username", "is_active", "is_staff", "is_superuser")

    def save_model(self, request, obj, form, change):
        obj.must_choose_password = obj.must_choose_password or not change
        super().save_model(request, obj, form, change)

    def user_change_password(self, request, id, form_url=""):
        """A superuser sets the password of another, who chooses her own when she signs in with it."""
        if not request.user.is_superuser:
            raise PermissionDenied
        if id == str(request.user.pk):
            return redirect("residents:own_password")
        response = super().user_change_password(request, id, form_url)
        if hasattr(response, "context_data"):
            response.context_data.setdefault("subtitle", None)  # our base template asks for it
        if request.method == "POST" and response.status_code == 302:
            note_given(user=self.get_object(request, id), actor=request.user, now=timezone.now())
        return response

    def has_add_permission(self, request):
        return request.user.is_superuser

    def has_change_permission(self, request, obj=None):
        ids = upkeep_communities(request)
        if ids is None or obj is None:
            return request.user.is_staff
        elsewhere = Membership.objects.filter(user=obj).exclude(community_id__in=ids)
        return not obj.is_superuser and not elsewhere.exists()


class FirstRoleForm(PlainForm, forms.ModelForm):
    """A role that a superuser gives; over money or rights only where no staff is there yet to ask and confirm."""

    actor = None

    def clean(self):
        data = super().clean()
        community, guarded = data.get("community"), data.get("role") in GUARDED_ROLES
        if community and guarded and has_staff(community, today()):
            raise ValidationError(_("This community has staff: they give this role on their own page, two together."))
        if guarded and data.get("user") == self.actor:
            raise ValidationError(_("Nobody gives herself a role: a colleague asks for it."))
        return data


@admin.register(Membership)
class MembershipAdmin(ReadOnlyAdmin):
    """Roles are given and ended on the staff's own page; here a superuser gives the first one of a community."""

    form = FirstRoleForm
    list_display = ("user", "role", "community", "workshop", "starts_on", "ends_on")
    list_filter = (("community", admin.RelatedOnlyFieldListFilter), "role")
    list_select_related = ("user", "community", "workshop")
    search_fields = ("user__name", "user__username")
    ordering = ("user__name", "pk")
    fields = ("user", "community", "role", "workshop", "starts_on", "ends_on")
    raw_id_fields = ("user",)

    def get_fields(self, request, obj=None):
        return self.fields if obj else self.fields[:-1]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.actor = request.user
        return form

    def has_add_permission(self, request, obj=None):
        return request.user.is_superuser

    def save_model(self, request, obj, form, change):
        data = {name: form.cleaned_data[name] for name in ("user", "community", "role", "workshop", "starts_on")}
        obj.pk = give_role(**data, actor=request.user, now=timezone.now()).pk


@admin.register(RoleGrant)
class RoleGrantAdmin(ReadOnlyAdmin):
    """Who asked for a role over money or rights, and who confirmed it; a superuser may be the second person."""

    list_display = ("user", "role", "community", "state", "asked_by", "asked_at", "answered_by", "answered_at")
    list_filter = (("community", admin.RelatedOnlyFieldListFilter), "state", "role")
    list_select_related = ("user", "community", "asked_by", "answered_by")
    search_fields = ("user__name", "asked_by__name")
    ordering = ("-asked_at", "-pk")
    actions = ("confirm",)

    @admin.action(description=_("Confirm the chosen roles"))
    def confirm(self, request, queryset):
        def act(grant):
            confirm_role(grant=grant, actor=request.user, now=timezone.now())

        return self.act(request, act, queryset, _("%(count)s roles confirmed."))

    def get_actions(self, request):
        return super().get_actions(request) if request.user.is_superuser else {}
