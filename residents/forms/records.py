"""What belongs to one person: account, consents, hardship, a look at a hidden number."""

from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.fields import DayField
from microfactory.kernel.periods import today
from residents.enums import ConsentPurpose, ConsentWay, Hardship
from residents.forms.base import ActForm


class AccountForm(ActForm):
    """Where pay goes from now on."""

    holder = forms.CharField(label=_("Account holder"), help_text=_("Usually the resident herself."), max_length=40)
    bank = forms.CharField(label=_("Bank"), max_length=60)
    branch = forms.CharField(label=_("Branch"), max_length=80, required=False)
    account_number = forms.CharField(
        label=_("Account number"),
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def layout(self):
        return Layout(Row(Column("holder"), Column("bank")), Row(Column("account_number"), Column("branch")))


class ConsentForm(ActForm):
    """A consent as it was given: on paper, on the screen, or spoken before a witness."""

    purpose = forms.ChoiceField(label=_("Agrees to"), choices=ConsentPurpose.choices, widget=forms.RadioSelect)
    way = forms.ChoiceField(label=_("How"), choices=ConsentWay.choices, initial=ConsentWay.PAPER)
    given_on = DayField(label=_("Day"), initial=today)
    witness = forms.CharField(label=_("Witness"), help_text=_("For a spoken consent."), max_length=40, required=False)


class WithdrawForm(ActForm):
    """The day on which a consent was taken back."""

    withdrawn_on = DayField(label=_("Taken back on"), initial=today)


class HardshipForm(ActForm):
    """A kind of hardship, its period and the proof that was seen."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Hardship.choices)
    starts_on = DayField(label=_("Since"), initial=today)
    ends_on = DayField(label=_("Until"), help_text=_("Empty while it lasts."), required=False)
    proof = forms.CharField(label=_("Proof seen"), max_length=120, required=False)
    certificate_number = forms.CharField(
        label=_("Number of the disability certificate"),
        max_length=26,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    note = forms.CharField(label=_("Note"), max_length=200, required=False)

    def layout(self):
        return Layout(
            Row(Column("kind"), Column("starts_on"), Column("ends_on")),
            Row(Column("proof"), Column("certificate_number")),
            "note",
        )


class EndForm(ActForm):
    """A last day."""

    ends_on = DayField(label=_("Last day"), initial=today)


class RevealForm(ActForm):
    """Why somebody needs to see a number in full."""

    reason = forms.CharField(
        label=_("What do you need it for?"),
        help_text=_("This is kept with your name and the time."),
        max_length=120,
        required=False,
    )
