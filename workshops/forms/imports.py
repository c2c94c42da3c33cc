"""Uploading a spreadsheet, saying what its columns mean, storing it."""

from django import forms
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.periods import Month, today
from microfactory.kernel.scoping import Access
from microfactory.kernel.spreadsheets import MAX_BYTES
from residents.forms.base import ActForm
from residents.models import Workshop
from workshops.queries.imports import Preview
from workshops.queries.imports import columns_of as readable_columns

FILES = ".xlsx,.xls,.ods,.csv"
OUTSIDE, UNPAID = "outside", "unpaid"


class UploadForm(ActForm):
    """A roster or an order list."""

    file = forms.FileField(
        label=_("The spreadsheet"),
        widget=forms.FileInput(attrs={"accept": FILES}),
        help_text=_("As it is: .xlsx, .xls, .ods or .csv. Titles above, totals and empty rows do no harm."),
    )
    workshop = forms.ModelChoiceField(None, label=_("Workshop"), empty_label=None)

    def __init__(self, access: Access, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.access = access
        self.fields["workshop"].queryset = Workshop.objects.visible_to(access).filter(active=True).order_by("pk")

    def upload(self) -> dict:
        """What receiving the file needs of it; no more bytes of it than show that they are too many."""
        file = self.cleaned_data["file"]
        return {"content": file.read(MAX_BYTES + 1), "filename": file.name, "workshop": self.cleaned_data["workshop"]}


class LogUploadForm(UploadForm):
    """A piece log: also its month, and whether it was paid on paper."""

    month = forms.CharField(
        label=_("Month"),
        widget=forms.TextInput(attrs={"type": "month", "placeholder": "2026-10"}),
    )
    settled = forms.ChoiceField(
        label=_("Was this work paid already?"),
        widget=forms.RadioSelect,
        choices=[
            (OUTSIDE, _("Yes, on paper, before this system: kept as history, never delivered or paid here.")),
            (UNPAID, _("No: it is still to be delivered and paid here, like work handed in at the counter.")),
        ],
    )

    def __init__(self, access: Access, *args, **kwargs):
        super().__init__(access, *args, **kwargs)
        # Whether it was paid on paper is never proposed: what stood there for one month would be sent for another.
        self.fields["month"].initial = str(Month.of(today()).shifted(-1))

    def clean_month(self) -> Month:
        """The month as one."""
        try:
            return Month.parse(self.cleaned_data["month"])
        except ValueError as error:
            raise forms.ValidationError(_("Write the month like 2026-10.")) from error

    def upload(self) -> dict:
        return super().upload() | {
            "month": self.cleaned_data["month"],
            "settled_outside": self.cleaned_data["settled"] == OUTSIDE,
        }


class ColumnsForm(ActForm):
    """What each column of a sheet means, as far as it is recognised; the user may say otherwise."""

    def __init__(self, preview: Preview, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.spoken = {}
        shown = preview.samples
        choices = [("", _("— leave this column aside —")), *readable_columns(preview.kind)]
        for index, (word, name) in enumerate(preview.header_words):
            below = _("In it: %(samples)s") % {"samples": shown[word]} if shown.get(word) else _("It is empty.")
            self.spoken[f"column_{index}"] = word
            self.fields[f"column_{index}"] = forms.ChoiceField(
                label=word,
                help_text=escape(below),  # crispy prints it as HTML
                choices=choices,
                initial=name,
                required=False,
            )

    def clean(self):
        """No two columns mean the same, those neither that were understood by themselves."""
        data = super().clean()
        taken = {}
        for field, word in self.spoken.items():
            name = data.get(field)
            if name and name in taken:
                said = _("“%(first)s” and “%(second)s” can't both be “%(meaning)s”: leave one of them aside.")
                meaning = dict(self.fields[field].choices)[name]
                self.add_error(field, said % {"first": taken[name], "second": word, "meaning": meaning})
            taken.setdefault(name, word)
        return data

    def said(self) -> dict[str, str]:
        """The words whose meaning was changed, or said for the first time."""
        return {
            word: self.cleaned_data[field]
            for field, word in self.spoken.items()
            if field in self.changed_data or not self.cleaned_data[field]
        }


class StoreForm(ActForm):
    """Stores the good rows; exact doubles and a roster without identity numbers only where that is ticked."""

    ticked = forms.TypedMultipleChoiceField(
        label=_("Rows that stand there twice. Tick those that were really handed in twice:"),
        widget=forms.CheckboxSelectMultiple,
        coerce=int,
        required=False,
    )

    without_identity = forms.BooleanField(
        label=_("This list has no identity numbers; register everybody in it without one"),
        error_messages={"required": _("No column with identity numbers is known. Say which it is, or tick this.")},
    )

    def __init__(self, preview: Preview, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not preview.lacks_identity:
            del self.fields["without_identity"]
        if doubles := preview.double_choices():
            self.fields["ticked"].choices = doubles
        else:
            del self.fields["ticked"]

    def numbers(self) -> frozenset[int]:
        """The ticked rows."""
        return frozenset(self.cleaned_data.get("ticked", ()))
