"""Banks' templates: what the file is like, and what stands in each column."""

from crispy_forms.layout import HTML, Column, Fieldset, Layout, Row
from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.fields import CountField
from residents.forms.base import ActForm
from workshops.payouts.enums import Encoding, FileField, FileFormat
from workshops.payouts.rules.bank_files import Column as FileColumn
from workshops.payouts.rules.bank_files import generic_columns
from workshops.payouts.rules.bank_templates import odd_headings

MOST_COLUMNS = 12
SHOWN_COLUMNS = 6  # the others stand folded until they are needed
_FIELDS = ("name", "file_format", "encoding", "separator", "header", "total_row", "most_rows", "purpose", "active")


class TemplateForm(ActForm):
    """A bank's template with up to twelve columns, in their order. A column without a heading isn't there."""

    name = forms.CharField(
        label=_("Bank, or what you call it"), max_length=40, help_text=_("For example: Rural Bank, wages")
    )
    file_format = forms.ChoiceField(
        label=_("Kind of file"),
        choices=FileFormat,
        help_text=_("What the bank's page takes; if it doesn't say, Excel."),
    )
    encoding = forms.ChoiceField(
        label=_("Encoding of text"), choices=Encoding, help_text=_("If the bank doesn't say, GBK.")
    )
    separator = forms.CharField(
        label=_("Separator of text"), max_length=1, initial=",", help_text=_("The sign between columns, like , or |")
    )
    header = forms.BooleanField(label=_("First row holds the headings"), required=False, initial=True)
    total_row = forms.BooleanField(label=_("Last row holds the total"), required=False)
    most_rows = CountField(
        label=_("Most rows the bank takes"),
        min_value=1,
        required=False,
        help_text=_("For example 500: of more people, another file is made. Empty: as many as there are."),
    )
    purpose = forms.CharField(
        label=_("Purpose"),
        max_length=40,
        required=False,
        initial=_("piecework pay"),
        help_text=_("Stands at each payment in the column of that name."),
    )
    active = forms.BooleanField(label=_("In use"), required=False, initial=True)

    def __init__(self, *args, template=None, **kwargs):
        initial = {name: getattr(template, name) for name in _FIELDS} if template else {}
        columns = template.columns.order_by("position", "pk") if template else generic_columns()
        for place, column in enumerate(columns, 1):
            initial |= {
                f"heading_{place}": column.heading,
                f"field_{place}": column.field,
                f"text_{place}": column.text,
            }
        super().__init__(*args, initial=initial, **kwargs)
        for place in range(1, MOST_COLUMNS + 1):
            words = {"place": place}
            self.fields[f"heading_{place}"] = forms.CharField(
                label=_("Heading %(place)s") % words, max_length=40, required=False
            )
            self.fields[f"field_{place}"] = forms.ChoiceField(
                label=_("What stands in column %(place)s") % words,
                choices=[("", "—"), *FileField.choices],
                required=False,
            )
            self.fields[f"text_{place}"] = forms.CharField(
                label=_("Text %(place)s, if always the same") % words, max_length=40, required=False
            )

    def layout(self):
        rows = [
            Row(Column(f"heading_{place}"), Column(f"field_{place}"), Column(f"text_{place}"))
            for place in range(1, MOST_COLUMNS + 1)
        ]
        about = _(
            "One line for each column of the bank's sheet: its heading, letter by letter, and what stands below it."
            " For example “Payee” and “account holder”. The last box is only for “always the same text”, like “RMB”."
            " Lines that aren't needed stay empty."
        )
        return Layout(
            Fieldset(
                _("The bank and its file"), Row(Column("name"), Column("file_format"), Column("purpose")), "active"
            ),
            Fieldset(_("Only for a text file"), Row(Column("encoding"), Column("separator"))),
            Fieldset(_("First row, last row, how many"), "header", "total_row", Row(Column("most_rows"))),
            Fieldset(
                _("Its columns, from left to right"),
                HTML(format_html('<p class="quiet-label">{}</p>', about)),
                *self._folded(rows),
            ),
        )

    def _folded(self, rows: list[Row]) -> list:
        """The first rows, and the others behind a summary, open where something stands in them."""
        is_open = any(self[f"heading_{place}"].value() for place in range(SHOWN_COLUMNS + 1, MOST_COLUMNS + 1))
        summary = format_html("<details{}><summary>{}</summary>", " open" if is_open else "", _("More columns"))
        return [*rows[:SHOWN_COLUMNS], HTML(summary), *rows[SHOWN_COLUMNS:], HTML("</details>")]

    def clean(self):
        data = super().clean()
        for place in range(1, MOST_COLUMNS + 1):
            if bool(data.get(f"heading_{place}")) != bool(data.get(f"field_{place}")):
                self.add_error(f"heading_{place}", _("A column needs its heading and what stands in it."))
        return data

    def terms(self) -> dict:
        """What `save_template` takes."""
        data = self.cleaned_data
        columns = [
            (data[f"heading_{place}"], data[f"field_{place}"], data[f"text_{place}"])
            for place in range(1, MOST_COLUMNS + 1)
            if data[f"heading_{place}"]
        ]
        return {"fields": {name: data[name] for name in _FIELDS}, "columns": columns}

    def odd_headings(self) -> list[str]:
        """Headings of account or holder that banks don't use: stored, with a warning."""
        return odd_headings([FileColumn(*column) for column in self.terms()["columns"]])
