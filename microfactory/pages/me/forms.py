"""The few things a resident tells us."""

from django import forms
from django.utils.translation import gettext_lazy as _

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
