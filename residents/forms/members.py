"""Who works for the community, and its workshops."""

from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.fields import DayField
from microfactory.kernel.periods import today
from microfactory.kernel.plainly import PlainForm
from residents.enums import Role
from residents.forms.base import ActForm, ActModelForm
from residents.models import Workshop


class _InWorkshop(ActForm):
    """Offers the workshops in use."""

    def __init__(self, access, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Workshop.objects.visible_to(access).filter(active=True)
        self.fields["workshop"].queryset = rows.order_by("name", "pk")


class RoleForm(_InWorkshop):
    """One more role for a member."""

    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    workshop = forms.ModelChoiceField(
        None, label=_("Workshop"), help_text=_("For a workshop leader."), required=False, empty_label=_("none")
    )
    starts_on = DayField(label=_("Since"), initial=today)

    def layout(self):
        return Layout(Row(Column("role"), Column("workshop"), Column("starts_on")))


class _PasswordFields(PlainForm, forms.Form):
    """A user name and a first password."""

    username = forms.CharField(
        label=_("User name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    password = forms.CharField(
        label=_("First password"),
        help_text=_("Ten characters or more. She changes it after signing in."),
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class PasswordForm(ActForm):
    """A first password for somebody who forgot hers."""

    password = forms.CharField(
        label=_("First password"),
        help_text=_("Ten characters or more. She changes it after signing in."),
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class MemberForm(_PasswordFields, RoleForm):
    """Somebody new, with a first role."""

    name = forms.CharField(label=_("Name"), max_length=40)

    def layout(self):
        return Layout(
            "name",
            Row(Column("username"), Column("password")),
            Row(Column("role"), Column("workshop"), Column("starts_on")),
        )


class LeaderForm(_PasswordFields, _InWorkshop):
    """A resident who helps to run a workshop."""

    workshop = forms.ModelChoiceField(None, label=_("Workshop"), empty_label=None)
    starts_on = DayField(label=_("Since"), initial=today)

    def layout(self):
        return Layout(Row(Column("username"), Column("password")), Row(Column("workshop"), Column("starts_on")))


class WorkshopForm(ActModelForm):
    """A room where residents work: plain upkeep."""

    class Meta:
        model = Workshop
        fields = ["name", "address", "opening_hours", "active"]
