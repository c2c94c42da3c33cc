"""A posting as it is written down, and the forms of its acts."""

import datetime as dt

from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from jobs.models import Employer, Posting
from microfactory.kernel.fields import CountField, DayField
from microfactory.kernel.scoping import Access
from residents.forms.base import ActForm, ActModelForm

# A posting that says nothing of its last day stays open for a month.
USUAL_DAYS = 30

_HINTS = {
    "place": _("As people would ask for it: the street, the bus stop."),
    "pay_text": _("What the figures don't say: meals, by the piece, settled when they meet."),
    "hours": _("For example 8:00 to 17:00, Sundays off."),
    "requirements": _("One line for each. An employer may not ask for deposits or hold back papers."),
}


def _beside(*names: str) -> Row:
    """Fields side by side, below each other where the screen is narrow."""
    return Row(*(Column(name, css_class="col-sm") for name in names))


class PostingForm(ActModelForm):
    """Everything a draft may say."""

    class Meta:
        model = Posting
        fields = [
            "employer",
            "title",
            "kind",
            "source",
            "place",
            "hours",
            "openings",
            "apply_by",
            "pay_low",
            "pay_high",
            "pay_unit",
            "pay_text",
            "requirements",
            "phone",
        ]
        help_texts = _HINTS
        field_classes = {"apply_by": DayField, "openings": CountField}
        widgets = {"requirements": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, access: Access, today: dt.date, **kwargs):
        super().__init__(*args, **kwargs)
        employers = Employer.objects.visible_to(access)
        chosen = employers.filter(pk=self.instance.employer_id)
        self.fields["employer"].queryset = (employers.active() | chosen).order_by("name", "pk")
        if self.instance.pk is None:
            self.fields["apply_by"].initial = today + dt.timedelta(days=USUAL_DAYS)

    def layout(self):
        return Layout(
            Fieldset(_("The job"), "employer", "title", _beside("kind", "source")),
            Fieldset(_("What it pays"), _beside("pay_low", "pay_high", "pay_unit"), "pay_text", css_class="mt-4"),
            Fieldset(
                _("Where, when, who"),
                "place",
                "hours",
                _beside("openings", "apply_by"),
                "requirements",
                "phone",
                css_class="mt-4",
            ),
        )

    def terms(self) -> dict:
        """What the draft says, for the operation."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class PublishForm(ActForm):
    """Puts a draft on the public list. The box matters only where the words ask the worker for money."""

    free_of_charge = forms.BooleanField(
        label=_("I asked the employer: nobody pays anything or leaves papers."), required=False
    )

    def __init__(self, *args, asked: str, **kwargs):
        super().__init__(*args, **kwargs)
        if not asked:
            del self.fields["free_of_charge"]


class CorrectForm(ActModelForm):
    """What may still change once people have seen a posting. The rest stands: take it down and write a new one."""

    reason = forms.CharField(label=_("Why"), max_length=120)

    class Meta:
        model = Posting
        fields = ["place", "hours", "openings", "phone", "apply_by"]
        help_texts = {name: _HINTS[name] for name in ("place", "hours")}
        field_classes = {"apply_by": DayField, "openings": CountField}

    def terms(self) -> dict:
        """What shall stand there now, for the operation."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}
