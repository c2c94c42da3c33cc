"""Messages: one written by hand, which kinds are written at all, how a resident wants to be told."""

from django import forms
from django.utils.translation import gettext_lazy as _

from residents.enums import SECURITY_NOTICES, MessageTemplate, MessageWish
from residents.forms.base import ActForm
from residents.models import Workshop
from residents.rules.messages import LONGEST

GROUP, EACH = "group", "each"
ALWAYS = (MessageTemplate.BY_HAND, *SECURITY_NOTICES)


class MessageForm(ActForm):
    """A message to a workshop, in one's own words."""

    workshop = forms.ModelChoiceField(None, label=_("Workshop"), empty_label=None)
    to = forms.ChoiceField(
        label=_("To whom"),
        choices=[(GROUP, _("its group chat: one text to paste")), (EACH, _("each of its people, as she wishes"))],
        initial=GROUP,
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("What they are to be told"),
        help_text=_("No amount, nothing about hardship, no link: others read along."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, access, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Workshop.objects.visible_to(access).filter(active=True)
        self.fields["workshop"].queryset = rows.order_by("name", "pk")


class DropForm(ActForm):
    """Why somebody isn't told after all."""

    reason = forms.CharField(label=_("Why, if you like"), max_length=200, required=False)


class KindsForm(ActForm):
    """Which messages are written by themselves."""

    kinds = forms.MultipleChoiceField(
        label=_("Messages that are written"),
        help_text=_("That a card was replaced or a PIN changed is always told."),
        choices=[(kind, label) for kind, label in MessageTemplate.choices if kind not in ALWAYS],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def muted(self) -> list[str]:
        """The kinds that aren't ticked."""
        return [kind for kind, _label in self.fields["kinds"].choices if kind not in self.cleaned_data["kinds"]]


class WishForm(ActForm):
    """How a resident wants to be told."""

    wish = forms.ChoiceField(
        label=_("How she wants to be told"), choices=MessageWish.choices, widget=forms.RadioSelect
    )


class MyWishForm(WishForm):
    """The same, as she is asked on her own phone."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["wish"].label = _("How shall we tell you?")
        self.fields["wish"].error_messages["required"] = _("Touch one of them, then press below.")
