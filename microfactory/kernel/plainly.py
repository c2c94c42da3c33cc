"""What a form says of a field that it can't read: plain sentences that name the way out, instead of Django's own."""

from functools import cache

from django import forms
from django.db.models import BLANK_CHOICE_DASH
from django.forms.fields import MultiValueField
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.fields import FIGURE_SENTENCES

_DASHES = BLANK_CHOICE_DASH[0][1]
_PLEASE, _NONE = _("please choose"), _("nothing chosen")
_CHOOSE = _("Nothing is chosen yet. Please choose one.")
_GONE = _("What was chosen isn't offered any more. Please choose again.")
_OLD_PAGE = _("This page was open for too long. Please open it again.")
_NO_FILE = _("No file arrived. Please choose it once more.")
_NO_TIME = _("This is no time of day. Write it like 08:30.")
_NO_DAY = _("This is no day. Write it like 2026-11-03.")

# From the general to the special; a field's own sentences come before all of these.
_PLAIN = [
    (
        forms.Field,
        {
            "required": _("This is still empty. Please fill it in."),
            "blank": _("This is still empty. Please fill it in."),
            "null": _("This is still empty. Please fill it in."),
            "unique": _("This is there already. Look for it in the list, or write another one."),
            "invalid_choice": _GONE,
        },
    ),
    (
        forms.CharField,
        {
            "max_length": _("Too long: %(show_value)s characters, at most %(limit_value)s. Please write less."),
            "min_length": _("Too short: %(show_value)s characters, at least %(limit_value)s."),
            "null_characters_not_allowed": _("There is a sign in it that can't be seen. Please write it anew."),
        },
    ),
    (forms.IntegerField, FIGURE_SENTENCES | {"invalid": _("This is no number. Write it in digits, such as 12.")}),
    (forms.BooleanField, {"required": _("Please tick this first.")}),
    (forms.ChoiceField, {"required": _CHOOSE, "invalid_choice": _GONE, "invalid_list": _GONE}),
    (forms.ModelMultipleChoiceField, {"invalid_pk_value": _GONE}),
    (forms.FileField, {"required": _("Please choose a file."), "invalid": _NO_FILE, "missing": _NO_FILE}),
    (
        forms.FileField,
        {
            "empty": _("This file is empty. Please choose another one."),
            "max_length": _("The file's name is too long. Give it a shorter one."),
            "contradiction": _NO_FILE,
        },
    ),
    (forms.UUIDField, {"required": _OLD_PAGE, "invalid": _OLD_PAGE}),
    (forms.DateField, {"required": _("The day is missing. Please choose one."), "invalid": _NO_DAY}),
    (forms.TimeField, {"invalid": _NO_TIME}),
    (forms.DateTimeField, {"invalid": _NO_DAY}),
    (forms.SplitDateTimeField, {"invalid_date": _NO_DAY, "invalid_time": _NO_TIME}),
]


@cache
def _sentences(kind: type[forms.Field]) -> list[tuple]:
    """For each code: Django's sentence (None where only a validator has one), and ours."""
    stock, plain = {}, {}
    for parent in reversed(kind.__mro__):
        if parent.__module__.startswith("django."):
            stock |= vars(parent).get("default_error_messages", {})
    for parent, sentences in _PLAIN:
        plain |= sentences if issubclass(kind, parent) else {}
    return [(code, stock.get(code), sentence) for code, sentence in plain.items()]


def speak_plainly(field: forms.Field) -> None:
    """Puts a plain sentence wherever a field would say Django's own; what was written for this field stays."""
    said = field.error_messages
    for code, stock, plain in _sentences(type(field)):
        if said.get(code) is stock:
            said[code] = plain
    for part in field.fields if isinstance(field, MultiValueField) else ():
        speak_plainly(part)


def name_the_blank(field: forms.Field) -> None:
    """Says in place of Django's row of dashes that something is to be chosen, or that nothing need be."""
    blank = _PLEASE if field.required else _NONE
    if isinstance(field, forms.ModelChoiceField):
        if field.empty_label == _DASHES:
            field.empty_label = blank
    elif isinstance(field, forms.ChoiceField):
        choices = list(field.choices)
        if choices and choices[0] == ("", _DASHES):
            field.choices = [("", blank), *choices[1:]]


class PlainForm:
    """A form whose fields speak plainly, those too that it added to itself."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            name_the_blank(field)

    def full_clean(self):
        for field in self.fields.values():
            speak_plainly(field)
        super().full_clean()
