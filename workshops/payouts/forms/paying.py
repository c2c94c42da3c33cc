"""Paying: the bank's file, what arrived, cash that was counted out."""

from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.periods import today
from residents.forms.base import ActForm, DayField
from workshops.payouts.models import BankFileProfile


class TickedForm(ActForm):
    """Rows to tick, all ticked at first. `rows` are (id, row); the page lays them out as a table."""

    ticked = forms.TypedMultipleChoiceField(coerce=int, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        self._rows = list(rows)
        self.fields["ticked"].choices = [(key, str(key)) for key, _row in self._rows]
        self.fields["ticked"].initial = [key for key, _row in self._rows]
        self.fields["ticked"].error_messages["required"] = _("Tick at least one.")

    def layout(self):
        return Layout()

    def boxes(self) -> list[tuple]:
        """Each row with its box."""
        chosen = self["ticked"].value() or []
        chosen = {str(value) for value in chosen}
        return [(key, row, str(key) in chosen) for key, row in self._rows]


class CashForm(TickedForm):
    """Who got her money in cash today, and who fetched it for her."""

    paid_on = DayField(label=_("Paid on"))
    collected_by = forms.CharField(label=_("Fetched by somebody else (name, relation)"), max_length=80, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["paid_on"].initial = today

    def layout(self):
        return Layout(Row(Column("paid_on"), Column("collected_by")))


class FileForm(ActForm):
    """By which template the bank's file is made."""

    profile = forms.ModelChoiceField(
        label=_("By which template"), queryset=BankFileProfile.objects.none(), required=False
    )

    def __init__(self, *args, access, **kwargs):
        super().__init__(*args, **kwargs)
        rows = BankFileProfile.objects.visible_to(access).filter(active=True).order_by("name", "pk")
        self.fields["profile"].queryset = rows
        self.fields["profile"].empty_label = _("General (Excel)")


class SentForm(ActForm):
    """The day on which the bank got a file."""

    sent_on = DayField(label=_("Handed to the bank on"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sent_on"].initial = today
