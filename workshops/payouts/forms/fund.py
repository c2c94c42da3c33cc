"""The fund, deposits with companies, orders' money: amounts with a day."""

from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.fields import DayField, YuanField
from microfactory.kernel.periods import today
from microfactory.kernel.scoping import Access
from residents.forms.base import ActForm
from residents.forms.twins import TwinForm
from workshops.models import Agreement
from workshops.payouts.enums import Method
from workshops.payouts.forms.clients_money import ClientField


class AmountForm(TwinForm):
    """So much on a day."""

    amount = YuanField(label=_("Amount, yuan"))
    on = DayField(label=_("Day"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = today

    def terms(self) -> dict:
        """All but the key; whether it is another one only where that is asked."""
        asked = {"another": self.is_another()} if self.alike else {}
        return {name: value for name, value in self.cleaned_data.items() if name not in ("once", "another")} | asked


class OpeningForm(AmountForm):
    """What the fund has on the first day."""

    method = forms.ChoiceField(
        label=_("Kept where"), choices=[(Method.BANK, _("in the bank")), (Method.CASH, _("in cash"))]
    )


class DonationForm(OpeningForm):
    """Money given to the fund."""

    donor = forms.CharField(label=_("Donor"), max_length=60)
    note = forms.CharField(label=_("note"), max_length=200, required=False)

    alike = ("donor", "amount", "on", "method")
    field_order = ("donor", "amount", "on", "method", "note")

    def layout(self):
        return Layout("donor", Row(Column("amount"), Column("on"), Column("method")), "note")


class DepositForm(AmountForm):
    """A deposit with a company."""

    client = ClientField()

    field_order = ("client", "amount", "on")

    def __init__(self, *args, access: Access, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["client"].offer(access)


class PayDepositForm(DepositForm):
    """A deposit that the agreement asks for."""

    agreement = forms.ModelChoiceField(label=_("agreement"), queryset=Agreement.objects.none(), required=False)

    def __init__(self, *args, access: Access, **kwargs):
        super().__init__(*args, access=access, **kwargs)
        rows = Agreement.objects.visible_to(access).select_related("client").order_by("client__name", "-number", "pk")
        self.fields["agreement"].queryset = rows
        self.fields["agreement"].label_from_instance = lambda row: f"{row.client.name} · {row.number}"

    def clean(self):
        data = super().clean()
        client, agreement = data.get("client"), data.get("agreement")
        if client and agreement and agreement.client_id != client.pk:
            self.add_error("agreement", _("This agreement is with another company."))
        return data


class KeptDepositForm(DepositForm):
    """A deposit that the company keeps."""

    reason = forms.CharField(label=_("Why"), max_length=200)


class GiveUpFrontForm(ActForm):
    """Money that the fund laid out and won't see again."""

    amount = YuanField(label=_("Amount, yuan"))
    reason = forms.CharField(label=_("Why"), max_length=200)

    def terms(self) -> dict:
        """What `give_up_front` takes."""
        return {name: self.cleaned_data[name] for name in ("amount", "reason")}
