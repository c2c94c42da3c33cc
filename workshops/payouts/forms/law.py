"""Amounts that the money counts with: only such, values that make sense, and approved pay stays as it was withheld."""

import datetime as dt
from decimal import Decimal

from django import forms
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from microfactory.kernel.amounts import known_amounts, name_of
from microfactory.kernel.errors import RuleBroken
from microfactory.kernel.plainly import PlainForm
from residents.models import PolicyParameter
from residents.models.parameter import TAX
from workshops.payouts.queries.law import last_taxed_day

COUNTED = ("community", "key", "value", "starts_on")


class AmountForm(PlainForm, forms.ModelForm):
    """An amount of law or custom; one of the tax begins after the last pay day that is approved. `of_all`: whoever
    writes may set amounts of all communities, the tax with them."""

    of_all = False
    key = forms.ChoiceField(label=gettext_lazy("policy amount"))

    class Meta:
        model = PolicyParameter
        fields = ("community", "key", "value", "starts_on", "ends_on", "source", "verified_on", "verified_by")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "key" not in self.fields:  # shown, not to be changed
            return
        own = self.instance.key
        offered = {key: known for key, known in known_amounts().items() if self.of_all or not key.startswith(TAX)}
        said = _("%(what)s (%(unit)s)")
        names = {key: said % {"what": known.name, "unit": known.kind.label} for key, known in offered.items()}
        names |= {own: names.get(own) or name_of(own)} if own else {}
        self.fields["key"].choices = [("", _("please choose")), *names.items()]
        told = [(known.name, known.does) for key, known in offered.items() if own in ("", key)]
        self.fields["key"].help_text = format_html_join("", "<b>{}</b> {}<br>", told)
        if self.instance.pk and "value" in self.fields:
            self.initial["value"] = Decimal(f"{self.instance.value.normalize():f}")  # without six decimals

    def clean(self):
        cleaned = super().clean()
        self._check_value(cleaned.get("key"), cleaned.get("value"))
        keys = (cleaned.get("key") or "", self.initial.get("key") or "")
        paid = last_taxed_day()
        if paid and any(key.startswith(TAX) for key in keys):
            self._check_after(paid, cleaned)
        return cleaned

    def _check_value(self, key: str | None, value: Decimal | None) -> None:
        """A value of the kind that the amount is of; its unit with it."""
        known = known_amounts().get(key)
        if known is None or value is None:
            return
        self.instance.unit = str(known.kind.label)
        try:
            known.check(value)
        except RuleBroken as error:
            self.add_error("value", str(error))

    def _check_after(self, paid: dt.date, cleaned: dict) -> None:
        """What counted up to `paid` goes on counting for those days."""
        before = self.initial.get("starts_on") if self.instance.pk else None
        if before and before <= paid:
            ended = cleaned.get("ends_on")
            too_early = "ends_on" in self.changed_data and ended and ended < paid
            if too_early or any(name in self.changed_data for name in COUNTED):
                raise forms.ValidationError(
                    _(
                        "What this amount says counted for pay that is approved. End it, and enter a new one from a"
                        " later day."
                    )
                )
        elif (starts := cleaned.get("starts_on")) and starts <= paid:
            said = _(
                "The tax of a day up to %(day)s is withheld already: a run with that pay day is approved."
                " Choose a later day."
            )
            self.add_error("starts_on", said % {"day": paid.isoformat()})
