"""What a resident says, how her word was given, and what is answered."""

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.errors import RuleBroken
from microfactory.kernel.fields import CountField, PriceField
from residents.forms.base import ActForm
from workshops.payouts.rules.disputes import MOST_WORDS
from workshops.payouts.rules.voice_notes import MOST_BYTES, check_voice

WORDS = forms.Textarea(attrs={"rows": 4, "maxlength": MOST_WORDS})
# What her phone says of too many words; of a recording that didn't arrive.
TOO_MANY = {"max_length": _("You wrote %(show_value)s characters, %(limit_value)s fit here. Keep what matters most.")}
NOT_RECORDED = _("Nothing was recorded. Please say it once more, or write a few words.")


class VoiceField(forms.FileField):
    """A recording, as bytes; nothing where there is none. What it is, its bytes say."""

    widget = forms.FileInput(attrs={"accept": "audio/*", "capture": True, "class": "form-control"})
    default_error_messages = {code: NOT_RECORDED for code in ("empty", "missing", "invalid", "max_length")}

    def clean(self, data, initial=None):
        """The bytes of a recording that may be kept."""
        file = super().clean(data, initial)
        if not file:
            return b""
        try:
            sound = file.read(MOST_BYTES + 1)
            check_voice(sound)
        except RuleBroken as error:
            raise forms.ValidationError(str(error), code=error.code) from error
        return sound


class SayForm(ActForm):
    """What is wrong, in words or with her voice. The page draws the voice (components/voice.html)."""

    text = forms.CharField(
        label=_("What is wrong?"), max_length=MOST_WORDS, required=False, widget=WORDS, error_messages=TOO_MANY
    )
    voice = VoiceField(label=_("Or say it with your voice (one minute at most)"), required=False)

    def layout(self):
        return Layout("text")


class WordsForm(ActForm):
    """A few words, if she likes."""

    text = forms.CharField(
        label=_("Say more, if you like"), max_length=MOST_WORDS, required=False, widget=WORDS, error_messages=TOO_MANY
    )


class LoggedSince(forms.ModelChoiceField):
    """A piece of work by its day, its product and its count."""

    def label_from_instance(self, entry):
        return f"{entry.work_date} {entry.operation.full_name} {entry.good} {entry.operation.unit}"


class AnswerDisputeForm(ActForm):
    """Our answer. Named work gets its right figures here; missing work, the entry that was logged since."""

    right = forms.TypedChoiceField(
        label=_("What it comes to"),
        choices=[("yes", _("It was right as it is")), ("no", _("She is right: put it right"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    good = CountField(label=_("Right number of good pieces"), required=False)
    rate = PriceField(label=_("Right rate, if that was wrong"), required=False)
    made_good = LoggedSince(
        label=_("Or the work that was logged since"),
        help_text=_("What was never written down is logged at the counter first, then named here."),
        queryset=None,
        required=False,
    )
    text = forms.CharField(
        label=_("Your answer, in plain words"),
        help_text=_("She reads it, or hears it read: what you checked, what you found, what happens now."),
        max_length=MOST_WORDS,
        widget=WORDS,
    )

    def __init__(self, *args, dispute, since, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["made_good"].queryset = since
        for name in ("good", "rate") if dispute.entry_id is None else ():
            del self.fields[name]


class AskForm(ActForm):
    """A question to her."""

    text = forms.CharField(label=_("Your question, in plain words"), max_length=MOST_WORDS, widget=WORDS)


class AssignForm(ActForm):
    """Who answers."""

    to = forms.TypedChoiceField(label=_("Who answers"), coerce=int)

    def __init__(self, *args, users, **kwargs):
        super().__init__(*args, **kwargs)
        self.users = {user.pk: user for user in users}
        self.fields["to"].choices = [
            (user.pk, _("%(name)s (%(count)s to answer)") % {"name": user.name, "count": user.waiting})
            for user in users
        ]
