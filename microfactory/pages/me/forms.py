"""The few things a resident tells us."""

from django import forms
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.http import back_to
from microfactory.kernel.plainly import PlainForm
from microfactory.kernel.templatetags.ui import LOOKS
from residents.forms.base import ActForm
from workshops.payouts.enums import Answer
from workshops.payouts.forms.disputes import TOO_MANY


class AnswerForm(ActForm):
    """Her answer about a slip; a few words where something is wrong."""

    note = forms.CharField(
        label=_("Say what is wrong, if you like"),
        max_length=200,
        required=False,
        error_messages=TOO_MANY,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 200}),
    )

    def __init__(self, *args, answer: str, **kwargs):
        super().__init__(*args, **kwargs)
        if answer in (Answer.RECEIVED, Answer.DENIED):
            del self.fields["note"]


class LookForm(PlainForm, forms.Form):
    """How the phone looks to her; each button posts one of the three. An unknown value means the ordinary look."""

    mf_text = forms.CharField(max_length=10, required=False)
    mf_contrast = forms.CharField(max_length=10, required=False)
    mf_layout = forms.CharField(max_length=10, required=False)
    next = forms.CharField(max_length=200, required=False)

    def chosen(self) -> dict[str, str]:
        """The cookies to set (empty: to delete) for what was pressed."""
        pressed = {name: self.cleaned_data[f"mf_{name}"] for name in LOOKS if f"mf_{name}" in self.data}
        return {f"mf_{name}": value if value in LOOKS[name] else "" for name, value in pressed.items()}

    def back_to(self, otherwise: str) -> str:
        """The page that the button stood on, if it is one of ours."""
        return back_to(self.cleaned_data["next"], otherwise)
