"""Companies and what was agreed with them."""

from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.fields import DayField, FigureField, YuanField
from microfactory.kernel.periods import today
from microfactory.kernel.scoping import Access
from residents.forms.base import ActForm, ActModelForm
from workshops.enums import RejectPolicy
from workshops.models import Client


class ClientForm(ActModelForm):
    """A company's name, code and contact; plain upkeep."""

    class Meta:
        model = Client
        fields = ["name", "credit_code", "contact", "phone", "address", "active"]

    def __init__(self, *args, access: Access, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.community = access.community
        if self.instance.pk is None:
            del self.fields["active"]

    def clean_credit_code(self):
        return self.cleaned_data["credit_code"].strip().upper()


class AgreementForm(ActForm):
    """A processing and delivery agreement, with what residents are promised by it."""

    client = forms.ModelChoiceField(label=_("client"), queryset=Client.objects.none())
    signed_on = DayField(label=_("signed on"), initial=today)
    starts_on = DayField(label=_("valid from"), initial=today)
    ends_on = DayField(label=_("valid until"), required=False)
    reject_policy = forms.ChoiceField(
        label=_("If the company rejects a piece for the worker's fault"),
        choices=RejectPolicy,
        initial=RejectPolicy.GUARANTEED,
        widget=forms.RadioSelect,
    )
    pays_material_fault = forms.BooleanField(
        label=_("Pieces spoilt by bad material are paid to the resident"), required=False
    )
    claims_material_fault = forms.BooleanField(
        label=_("Pieces spoilt by bad material are claimed from the company"), required=False
    )
    fund_share = FigureField(
        label=_("Share of what is left for the fund, in percent"),
        min_value=0,
        max_value=20,
        decimal_places=2,
        initial=0,
    )
    deposit = YuanField(label=_("Deposit for the company, in yuan"), initial=0)
    note = forms.CharField(label=_("note"), max_length=200, required=False)

    def __init__(self, *args, access: Access, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["client"].queryset = Client.objects.visible_to(access).filter(active=True).by_name()

    def layout(self):
        return Layout(
            "client",
            Row(Column("signed_on"), Column("starts_on"), Column("ends_on")),
            "reject_policy",
            "pays_material_fault",
            "claims_material_fault",
            Row(Column("fund_share"), Column("deposit")),
            "note",
        )

    def terms(self) -> dict:
        """What the operation takes."""
        return {name: value for name, value in self.cleaned_data.items() if name not in {"once", "client"}}
