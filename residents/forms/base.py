"""What every form of ours shares: a one-time key where it writes, and crispy's helper for how it is drawn."""

from uuid import uuid4

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.errors import RuleBroken
from microfactory.kernel.plainly import PlainForm


class Drawn(PlainForm):
    """Gives a form its crispy helper. The <form> tag and the buttons stand in the template, the token in the form."""

    form_method = "post"

    @property
    def helper(self) -> FormHelper:
        """Override `layout()` to arrange the fields; without it they stand in their own order."""
        helper = FormHelper(self)
        helper.form_tag = False
        helper.form_method = self.form_method
        helper.disable_csrf = self.form_method != "post"
        layout = self.layout()
        if layout is not None:
            # Where nothing is to be drawn, crispy would draw every field: an empty layout counts as none to it.
            helper.layout = layout if len(layout) else Layout(HTML(" "))
            helper.render_hidden_fields = True
        return helper

    def layout(self):
        """A crispy Layout of the visible fields, or None."""
        return None


class OneTime(Drawn):
    """The hidden key that makes a second press of the button harmless (see residents.web.act_once)."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["once"] = forms.UUIDField(widget=forms.HiddenInput(attrs={"id": False}), initial=uuid4)

    def refuse(self, error: RuleBroken) -> None:
        """Shows a broken rule at the field it belongs to, or above the form."""
        self.add_error(error.field if error.field in self.fields else None, str(error))


class ActForm(OneTime, forms.Form):
    """A form whose post is an act: one operation, done once."""


class AgreeForm(ActForm):
    """Nothing but the one-time key: a press of a button that is an act, or a yes to a question."""


class ReasonForm(ActForm):
    """An act that says why."""

    reason = forms.CharField(label=_("Why"), max_length=200)


class RemarkForm(ActForm):
    """An act that may say why."""

    reason = forms.CharField(label=_("Why"), max_length=200, required=False)


class ActModelForm(OneTime, forms.ModelForm):
    """The same for plain upkeep of one row."""


class SearchForm(Drawn, forms.Form):
    """Search and filters of a list: a GET, never a write."""

    form_method = "get"

    q = forms.CharField(label=_("Search"), max_length=60, required=False)

    def terms(self) -> dict:
        """What was asked for; nothing of a field that can't be read."""
        self.is_valid()
        return self.cleaned_data
