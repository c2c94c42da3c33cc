"""Forms that ask first where the same seems to be there already: a second press says that it is another one."""

from django import forms

from microfactory.kernel.errors import RuleBroken
from residents.forms.base import ActForm

TWIN = "twin"


class TwinForm(ActForm):
    """An operation that refuses a twin (code `twin`) unless it is told that it is another one.

    `alike` names the fields in which twins are the same: once one of them is changed, it is asked anew. What the form
    hands on as `another` is whether the question about exactly these was shown.
    """

    alike: tuple[str, ...] = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        hidden = forms.HiddenInput(attrs={"id": False})
        self.fields["another"] = forms.CharField(max_length=400, required=False, widget=hidden)

    def refuse(self, error: RuleBroken) -> None:
        if error.code == TWIN:
            self.data = self.data.copy()
            self.data[self.add_prefix("another")] = self._asked_about()
        super().refuse(error)

    def is_another(self) -> bool:
        """Whether this very row was asked about, and the button pressed once more."""
        return self.cleaned_data["another"] == self._asked_about()

    def _asked_about(self) -> str:
        return " · ".join(str(getattr(value, "pk", value)) for value in map(self.cleaned_data.get, self.alike))[:400]
