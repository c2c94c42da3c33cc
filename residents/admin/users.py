"""Sign-ins and roles."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.admin import ReadOnlyAdmin, ScopedAdmin, upkeep_communities
from residents.models import Membership, User
from residents.operations.memberships import grant_membership


@admin.register(User)
class UserAdmin(ScopedAdmin, DjangoUserAdmin):
    """Sign-ins of the staff. Staff set new passwords for those who work in their communities alone."""

    list_display = ("name", "username", "is_active", "is_staff", "is_resident", "last_login")
    list_filter = ("is_active", "is_staff", "is_resident")
    search_fields = ("name", "username")
    ordering = ("name", "pk")
    filter_horizontal = ()
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
        return fixed if request.user.is_superuser else (*fixed, "is_staff", "is_superuser")

    def has_add_permission(self, request):
        return request.user.is_superuser

    def has_change_permission(self, request, obj=None):
        ids = upkeep_communities(request)
        if ids is None or obj is None:
            return request.user.is_staff
        elsewhere = Membership.objects.filter(user=obj).exclude(community_id__in=ids)
        return not obj.is_superuser and not elsewhere.exists()


@admin.register(Membership)
class MembershipAdmin(ReadOnlyAdmin):
    """Roles are given and ended on the staff's own page; here a superuser gives the first one of a community."""

    list_display = ("user", "role", "community", "workshop", "starts_on", "ends_on")
    list_filter = (("community", admin.RelatedOnlyFieldListFilter), "role")
    list_select_related = ("user", "community", "workshop")
    search_fields = ("user__name", "user__username")
    ordering = ("user__name", "pk")
    fields = ("user", "community", "role", "workshop", "starts_on", "ends_on")
    raw_id_fields = ("user",)

    def get_fields(self, request, obj=None):
        return self.fields if obj else self.fields[:-1]

    def has_add_permission(self, request, obj=None):
        return request.user.is_superuser

    def save_model(self, request, obj, form, change):
        data = {name: form.cleaned_data[name] for name in ("user", "community", "role", "workshop", "starts_on")}
        obj.pk = grant_membership(**data, actor=request.user, now=timezone.now()).pk
