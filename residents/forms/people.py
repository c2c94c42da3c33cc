"""The list of people, and writing about one of them."""

from crispy_forms.layout import Column, Div, Field, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.fields import CountField, DayField
from microfactory.kernel.periods import today
from residents.enums import Place, ResidentState, Sex
from residents.forms.base import ActForm, SearchForm
from residents.models import Resident, Workshop
from residents.perms import can_see_money_of_people

ANY = [("", _("all"))]


class PeopleSearch(SearchForm):
    """What the list of people shows. A choice that isn't offered filters nothing."""

    q = forms.CharField(label=_("Name, pinyin, house number or last four digits"), max_length=60, required=False)
    workshop = forms.ModelChoiceField(None, label=_("Workshop"), required=False, empty_label=_("all"))
    state = forms.ChoiceField(label=_("Taking part?"), choices=[*ANY, *ResidentState.choices], required=False)
    missing = forms.ChoiceField(
        label=_("Still missing"),
        choices=[
            *ANY,
            ("identity", _("identity number")),
            ("account", _("bank account")),
            ("card", _("resident's card")),
            ("consent", _("consent to work and pay")),
        ],
        required=False,
    )

    def __init__(self, access, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["workshop"].queryset = Workshop.objects.visible_to(access).order_by("name", "pk")
        if not can_see_money_of_people(access):
            missing = self.fields["missing"]
            missing.choices = [choice for choice in missing.choices if choice[0] != "account"]

    def layout(self):
        return Layout(*(Div(name) for name in self.fields))


class PersonForm(ActForm):
    """One person's data. An empty identity number leaves a stored one as it is."""

    name = forms.CharField(label=_("Name"), max_length=40)
    identity_number = forms.CharField(label=_("Identity number"), max_length=24, required=False)
    no_identity_reason = forms.CharField(
        label=_("Why there is no identity number"),
        help_text=_("For instance: lost, the new card is on its way."),
        max_length=80,
        required=False,
    )
    sex = forms.ChoiceField(label=_("Sex"), choices=Sex.choices, initial=Sex.UNKNOWN, required=False)
    born_on = DayField(label=_("Date of birth"), required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=20, required=False)
    house = forms.CharField(
        label=_("House"),
        help_text=_("As people say it: building, entrance, flat."),
        max_length=60,
        required=False,
    )
    workshop = forms.ModelChoiceField(None, label=_("Workshop"), required=False, empty_label=_("none"))
    usual_place = forms.ChoiceField(label=_("Usually works"), choices=Place.choices, initial=Place.WORKSHOP)
    list_order = CountField(label=_("Place in the paper list"), initial=0, required=False)
    joined_on = DayField(label=_("Takes part since"), initial=today)
    note = forms.CharField(label=_("Note"), max_length=200, required=False)

    def __init__(self, access, *args, resident: Resident | None = None, **kwargs):
        if resident:
            kwargs["initial"] = {
                name: getattr(resident, name) for name in self.base_fields if name != "identity_number"
            }
        super().__init__(*args, **kwargs)
        workshops = Workshop.objects.visible_to(access).filter(active=True)
        if resident and resident.workshop_id:
            workshops |= Workshop.objects.visible_to(access).filter(pk=resident.workshop_id)
        self.fields["workshop"].queryset = workshops.order_by("name", "pk")
        if resident and resident.identity_last4:
            self.fields["identity_number"].widget.attrs["placeholder"] = resident.masked_identity
            self.fields["identity_number"].help_text = _("Leave it empty to keep the stored one.")

    def layout(self):
        return Layout(
            Row(Column("name"), Column("phone")),
            Row(Column(Field("identity_number", autocomplete="off")), Column("no_identity_reason")),
            Row(Column("sex"), Column("born_on")),
            Row(Column("house"), Column("workshop")),
            Row(Column("usual_place"), Column("joined_on"), Column("list_order")),
            "note",
        )

    def person(self) -> dict:
        """What was written, as a Registration takes it."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "once"}
        return {**data, "list_order": data["list_order"] or 0, "sex": data["sex"] or Sex.UNKNOWN}


class LeaveForm(ActForm):
    """The last day, and why."""

    left_on = DayField(label=_("Last day"), initial=today)
    reason = forms.CharField(label=_("Why"), max_length=80, required=False)
