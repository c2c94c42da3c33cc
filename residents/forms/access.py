"""What the counter and the resident decide about ways in: kinds of PIN, digits for a number, who may look."""

from crispy_forms.layout import Column, Div, Layout, Row
from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.http import back_to
from microfactory.kernel.templatetags.ui import icon
from residents.enums import ConsentWay, Picture, PinKind
from residents.forms.base import ActForm
from residents.forms.door import DIGITS
from residents.models import AccessCard


class CardForm(ActForm):
    """What goes with a card; as with her `last` one, unless she wants the other."""

    kind = forms.ChoiceField(
        label=_("What goes with the card"),
        help_text=_("Pictures are for those who don't read figures well. They are drawn, and their order counts."),
        choices=PinKind.choices,
        initial=PinKind.DIGITS,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, last: AccessCard | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        if last:
            self.fields["kind"].initial = last.pin_kind
            used = _("She uses: %(kind)s.") % {"kind": last.get_pin_kind_display()}
            self.fields["kind"].help_text = format_html("<b>{}</b> {}", used, self.fields["kind"].help_text)

    def clean_kind(self):
        return self.cleaned_data["kind"] or self.get_initial_for_field(self.fields["kind"], "kind")


class UnlockForm(ActForm):
    """One press that lifts a lock; `next` is the page of ours where the button stands."""

    next = forms.CharField(max_length=200, required=False, widget=forms.HiddenInput(attrs={"id": False}))

    def back_to(self, otherwise: str) -> str:
        """Where to go on."""
        return back_to(self.cleaned_data["next"], otherwise)


class PhonePinForm(ActForm):
    """Six digits for a telephone number."""

    asked = forms.BooleanField(label=_("She asked for it herself, here at the counter."))
    pin = forms.CharField(
        label=_("Digits that she chose herself"),
        help_text=_("Six digits. Leave it empty, and they are drawn. No birthday, no row, no part of the number."),
        max_length=6,
        required=False,
        widget=forms.TextInput(attrs=DIGITS),
    )


class TrustedForm(ActForm):
    """Somebody whom a resident lets look, named on her own phone."""

    name = forms.CharField(
        label=_("Name of the person"),
        max_length=40,
        error_messages={
            "required": _("Please write the name of the person."),
            "max_length": _("This name is too long. The name alone is enough."),
        },
    )
    relation = forms.CharField(
        label=_("Who is it to her"),
        help_text=_("For instance: daughter, husband, neighbour."),
        max_length=20,
        error_messages={
            "required": _("Please write who it is: daughter, husband, neighbour."),
            "max_length": _("A word is enough: daughter, husband, neighbour."),
        },
    )
    phone = forms.CharField(
        label=_("Telephone of the person"),
        max_length=20,
        required=False,
        error_messages={"max_length": _("This is more than one telephone number. Write one of them.")},
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )


class MyTrustedForm(TrustedForm):
    """The same as she herself reads it on her phone."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["relation"].label = _("Who is it to you")
        self.fields["phone"].help_text = _("You may leave this empty.")


class TrustedAtCounterForm(TrustedForm):
    """The same at the counter, with how she agreed."""

    way = forms.ChoiceField(
        label=_("How she agreed"), choices=[row for row in ConsentWay.choices if row[0] != ConsentWay.SCREEN]
    )
    witness = forms.CharField(label=_("Witness of a spoken consent"), max_length=40, required=False)

    def layout(self):
        return Layout(Row(Column("name"), Column("relation"), Column("phone")), Row(Column("way"), Column("witness")))


class PresentForm(ActForm):
    """The social worker says that the resident is there."""

    present = forms.BooleanField(label=_("She stands beside me now and wants to see her page."))


class ChangeAskedForm(ActForm):
    """Somebody at the counter asked the resident about a change of her card, digits or account."""

    asked = forms.BooleanField(label=_("She stands before me and says that she asked for it."))


class HerDigitsForm(ActForm):
    """The resident types her own digits on somebody else's screen."""

    pin = forms.CharField(
        label=_("Her four digits, typed by herself"),
        max_length=12,
        widget=forms.PasswordInput(attrs=DIGITS),
    )


def drawn_pictures() -> list[tuple[str, str]]:
    """The nine pictures as choices of a radio button, large enough for her to point at."""
    return [(row.value, format_html("{} {}", icon(row.value, 84), row.label)) for row in Picture]


class HerPicturesForm(ActForm):
    """The resident points at her own two pictures on somebody else's screen."""

    first = forms.ChoiceField(label=_("Her first picture"), widget=forms.RadioSelect)
    second = forms.ChoiceField(label=_("Her second picture"), widget=forms.RadioSelect)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["first"].choices = self.fields["second"].choices = drawn_pictures()

    def layout(self):
        return Layout(Div("first", css_class="pictures"), Div("second", css_class="pictures"))

    def clean(self):
        data = super().clean()
        if data.get("first") and data.get("second"):
            data["pin"] = Picture.pin(data["first"], data["second"])
        return data
