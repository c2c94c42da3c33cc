"""Amounts of the tax: what approved pay was withheld by stays as it was."""

import datetime as dt

from django import forms
from django.utils.translation import gettext as _

from microfactory.kernel.plainly import PlainForm
from residents.models import PolicyParameter
from residents.models.parameter import TAX
from workshops.payouts.queries.law import last_taxed_day

COUNTED = ("community", "key", "value", "starts_on")


class AmountForm(PlainForm, forms.ModelForm):
    """An amount of law or custom; one of the tax begins after the last pay day that is approved."""

    class Meta:
        model = PolicyParameter
        fields = ("community", "key", "value", "unit", "starts_on", "ends_on", "source", "verified_on", "verified_by")

    def clean(self):
        cleaned = super().clean()
        keys = (cleaned.get("key") or "", self.initial.get("key") or "")
        paid = last_taxed_day()
        if paid and any(key.startswith(TAX) for key in keys):
            self._check_after(paid, cleaned)
        return cleaned

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
