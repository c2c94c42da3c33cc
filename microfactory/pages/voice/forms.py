"""Forms of the recordings."""

from django import forms
from django.utils.translation import gettext_lazy as _

from residents.forms.base import ActForm
from residents.models.voice import MOST_BYTES
from residents.rules.archive import MOST_ARCHIVE

SOUNDS = "audio/*,.m4a,.mp3,.ogg,.webm"


class NewSetForm(ActForm):
    """The dialect of a new set."""

    name = forms.CharField(
        label=_("Which dialect?"), help_text=_("As people call it: Sichuan dialect, Cantonese."), max_length=30
    )


class ClipForm(ActForm):
    """One word as somebody said it: from the page's script, or as a file."""

    say = forms.CharField(max_length=40, widget=forms.HiddenInput(attrs={"id": False}))
    audio = forms.FileField(
        label=_("A sound file"),
        widget=forms.FileInput(attrs={"accept": SOUNDS}),
        help_text=_("m4a, mp3, ogg or webm, at most 200 KB: just this word."),
        allow_empty_file=True,
    )

    def sound(self) -> bytes:
        """The bytes, no more of them than show that they are too many."""
        return self.cleaned_data["audio"].read(MOST_BYTES + 1)


class TakeOverForm(ActForm):
    """The recordings of another community, as the file that it gave."""

    file = forms.FileField(
        label=_("The file of the other community"),
        widget=forms.FileInput(attrs={"accept": ".zip"}),
        help_text=_("Words that are recorded here already stay as they are. The others wait to be listened to."),
    )

    def content(self) -> bytes:
        """The bytes, no more of them than show that they are too many."""
        return self.cleaned_data["file"].read(MOST_ARCHIVE + 1)
