"""Paying: the bank's file, what arrived, cash that was counted out."""

from collections.abc import Mapping, Sequence

from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.fields import DayField
from microfactory.kernel.periods import today
from residents.forms.base import ActForm
from workshops.payouts.models import BankFileProfile
from workshops.payouts.queries.accounts import NewAccount
from workshops.payouts.queries.bank_templates import TemplateChange


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

    def clean_ticked(self):
        """Each row once, however often it came."""
        return list(dict.fromkeys(self.cleaned_data["ticked"]))

    def boxes(self) -> list[tuple]:
        """Each row with its box."""
        chosen = self["ticked"].value() or []
        chosen = {str(value) for value in chosen}
        return [(key, row, str(key) in chosen) for key, row in self._rows]


class CashForm(TickedForm):
    """Who got her money in cash today, and who fetched it for her.

    Nobody is ticked at first, unless `all_came`: each tick is a signature that was seen, and whoever didn't come would
    stand as paid by nobody's act.
    """

    paid_on = DayField(label=_("Paid on"))
    collected_by = forms.CharField(label=_("Fetched by somebody else (name, relation)"), max_length=80, required=False)

    def __init__(self, *args, all_came: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["paid_on"].initial = today
        if not all_came:
            self.fields["ticked"].initial = []

    def layout(self):
        return Layout(Row(Column("paid_on"), Column("collected_by")))

    def clean(self):
        """Whoever fetches fetches for one: the name would stand at everybody who is ticked."""
        data = super().clean()
        if data.get("collected_by") and len(data.get("ticked", ())) > 1:
            self.add_error("collected_by", _("Tick only the one whose money was fetched; the others after that."))
        return data


class TemplateField(forms.ModelChoiceField):
    """Banks' templates, each with who changed it last."""

    def label_from_instance(self, row):
        change = self.changes.get(row.pk)
        return gettext("%(name)s (%(change)s)") % {"name": row.name, "change": change.words} if change else row.name


class FileForm(ActForm):
    """By which template the bank's file is made; and each account that is younger than the approval, to be ticked."""

    profile = TemplateField(label=_("By which template"), queryset=BankFileProfile.objects.none(), required=False)
    checked = forms.TypedMultipleChoiceField(
        label=_("Entered or changed after the approval"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, access, accounts: Sequence[NewAccount], changes: Mapping[int, TemplateChange], **kwargs):
        super().__init__(*args, **kwargs)
        rows = BankFileProfile.objects.visible_to(access).filter(active=True).order_by("name", "pk")
        self.fields["profile"].changes = changes
        self.fields["profile"].queryset = rows
        self.fields["profile"].empty_label = _("General (Excel)")
        self.fields["checked"].choices = [(account.account_id, _account_words(account)) for account in accounts]
        if not accounts:
            del self.fields["checked"]

    def terms(self) -> dict:
        """What `make_bank_file` takes."""
        return {"profile": self.cleaned_data["profile"], "checked": self.cleaned_data.get("checked", [])}


def _account_words(account: NewAccount) -> str:
    """Whose, who entered it and when; what the tick says."""
    said = gettext("%(name)s, account ending in %(last4)s. %(what)s. I asked her: it is right.")
    return said % {"name": account.resident_name, "last4": account.last4, "what": account.words}


class SentForm(ActForm):
    """The day on which the bank got a file."""

    sent_on = DayField(label=_("Handed to the bank on"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sent_on"].initial = today
