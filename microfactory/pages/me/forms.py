"""The few things a resident tells us."""

from django import forms
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.templatetags.ui import CONTRASTS, TEXT_SIZES
from residents.forms.base import ActForm
from workshops.payouts.enums import Answer


class AnswerForm(ActForm):
    """Her answer about a slip; a few words where something is wrong."""

    note = forms.CharField(
        label=_("Say what is wrong, if you like"),
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, answer: str, **kwargs):
        super().__init__(*args, **kwargs)
        if answer == Answer.RECEIVED:
            del self.fields["note"]


class LookForm(forms.Form):
    """How letters look on this phone; each button posts one of the two. An unknown value means the ordinary look."""

    mf_text = forms.CharField(max_length=10, required=False)
    mf_contrast = forms.CharField(max_length=10, required=False)

    def chosen(self) -> dict[str, str]:
        """The cookies to set (empty: to delete) for what was pressed."""
        allowed = {"mf_text": TEXT_SIZES, "mf_contrast": CONTRASTS}
        pressed = {name: self.cleaned_data[name] for name in allowed if name in self.data}
        return {name: value if value in allowed[name] else "" for name, value in pressed.items()}
