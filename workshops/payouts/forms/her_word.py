"""Taking a resident's word at the counter: she types her PIN herself, or before a colleague and a second witness."""

from crispy_forms.layout import HTML, Column, Div, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from residents.enums import Picture, PinKind
from residents.forms.access import drawn_pictures
from residents.forms.base import ActForm
from workshops.payouts.enums import How
from workshops.payouts.forms.disputes import WORDS, VoiceField
from workshops.payouts.rules.disputes import MOST_WORDS

_RECORDER = HTML("{% include 'components/voice.html' with field=form.voice %}")


class HerWordForm(ActForm):
    """How her word is given (`how`), by which PIN (`pin_kind`), with what else she says or chooses.

    `words`: whether she may say more in words, `voice`: also with her own voice.
    """

    about = forms.ChoiceField(label=_("What she means"))
    text = forms.CharField(label=_("What she says, in her own words"), max_length=MOST_WORDS, required=False,
                           widget=WORDS)  # fmt: skip
    voice = VoiceField(label=_("Or record her: she says it herself (one minute at most)"), required=False)
    pin = forms.CharField(
        label=_("Her PIN: she types it herself"),
        max_length=12,
        widget=forms.PasswordInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    first = forms.ChoiceField(label=_("Her first picture: she points at it"), widget=forms.RadioSelect)
    second = forms.ChoiceField(label=_("Her second picture"), widget=forms.RadioSelect)
    colleague = forms.CharField(label=_("First witness: a colleague's user name"), max_length=150)
    password = forms.CharField(
        label=_("Her own password: she types it herself"),
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    witness_two = forms.CharField(label=_("Second witness (name)"), max_length=40)
    why = forms.CharField(label=_("Why she can't do it herself"), max_length=200)

    def __init__(self, *args, how: str, pin_kind: str = PinKind.DIGITS, about=(), words=True, voice=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.how = how
        pictures = pin_kind == PinKind.PICTURES
        gone = {"colleague", "password", "witness_two", "why"} if how == How.PIN else {"pin", "first", "second"}
        gone |= {"pin"} if pictures else {"first", "second"}
        gone |= set() if about else {"about"}
        gone |= set() if words else {"text"}
        gone |= set() if voice else {"voice"}
        for name in gone:
            del self.fields[name]
        for name in {"first", "second"} - gone:
            self.fields[name].choices = drawn_pictures()
        if about:
            self.fields["about"].choices = about

    def layout(self):
        shown = [name for name in ("about", "text") if name in self.fields]
        shown += [_RECORDER] if "voice" in self.fields else []
        shown += ["pin"] if "pin" in self.fields else []
        if "why" in self.fields:
            return Layout(*shown, Row(Column("colleague"), Column("password")), "witness_two", "why")
        pictures = [name for name in ("first", "second") if name in self.fields]
        return Layout(*shown, *(Div(name, css_class="pictures") for name in pictures))

    @property
    def said(self) -> dict:
        """What she said: her words, and her voice where it may be recorded."""
        return {name: self.cleaned_data[name] for name in ("text", "voice") if name in self.fields}

    @property
    def given(self) -> dict:
        """What was typed: the PIN (digits, or two pictures in their order), or the second witness and the reason."""
        data = self.cleaned_data
        if self.how != How.PIN:
            return {"name": data["witness_two"], "why": data["why"]}
        return {"pin": data["pin"] if "pin" in data else Picture.pin(data["first"], data["second"])}

    @property
    def proof(self) -> dict:
        """What the first witness typed."""
        return {"username": self.cleaned_data["colleague"], "password": self.cleaned_data["password"]}
