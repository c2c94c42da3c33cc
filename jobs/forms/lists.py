"""Which part of a list is asked for."""

from django import forms
from django.db.models import BigIntegerField

from jobs.enums import PostingState


class PartForm(forms.Form):
    """A GET: the state and the keys of a long list. What can't be read counts as not asked for."""

    state = forms.ChoiceField(choices=PostingState, required=False)
    before = forms.IntegerField(required=False, min_value=1, max_value=BigIntegerField.MAX_BIGINT)
    after = forms.IntegerField(required=False, min_value=1, max_value=BigIntegerField.MAX_BIGINT)

    def keys(self) -> dict[str, int | None]:
        """Where the part begins."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) for name in ("before", "after")}

    def chosen_state(self) -> str:
        """The state asked for; empty for all."""
        self.is_valid()
        return self.cleaned_data.get("state", "")
