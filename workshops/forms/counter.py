"""The counter: who stands there, what she hands in, and putting right what was logged."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.fields import DayField
from microfactory.kernel.periods import today
from residents.forms.base import ActForm, SearchForm
from workshops.enums import EntryState
from workshops.forms.figures import PiecesField
from workshops.models import Issue, Operation
from workshops.queries.counter import Choice

Find = Callable[[str], Issue | None]
QUANTITIES = ("good", "rework", "worker_fault", "material_fault", "returned")


class WhoForm(SearchForm):
    """Whom to look for, or who was chosen; the order it is about, and the day that is written for."""

    resident = forms.IntegerField(required=False, min_value=1)
    day = DayField(required=False)
    choice = forms.CharField(required=False, max_length=24)
    order = forms.CharField(required=False, max_length=20)
    said = forms.IntegerField(required=False, min_value=1)


class EntriesForm(SearchForm):
    """Which entries to list."""

    resident = forms.IntegerField(required=False, min_value=1)
    order = forms.CharField(required=False, max_length=20)
    state = forms.ChoiceField(label=_("State"), choices=EntryState, required=False)
    first = DayField(label=_("From"), required=False)
    last = DayField(label=_("Until"), required=False)
    before = forms.CharField(required=False, max_length=80)
    after = forms.CharField(required=False, max_length=80)


class LogForm(ActForm):
    """What is handed in on one slip, or as a day's work.

    `choices` are what this resident may hand in. A post is looked up by `find`, which gives the slip that was sent, or
    None: where it is found no others need to be read, unless the page is shown again (see `offer`).
    """

    choice = forms.ChoiceField(label=_("Which lot?"))
    good = PiecesField(label=_("good"))
    rework = PiecesField(label=_("mend"))
    worker_fault = PiecesField(label=_("spoilt"))
    material_fault = PiecesField(label=_("bad material"))
    returned = PiecesField(label=_("back unused"))
    work_date = DayField(label=_("Work date"), required=False)

    def __init__(self, *args, choices: Sequence[Choice] = (), find: Find | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        sent = self.data.get("choice", "")
        self.sent = find(sent) if find else None
        if self.sent is not None:
            self.fields["choice"].choices = [(sent, sent)]
        self.offer(choices)

    def offer(self, choices: Sequence[Choice]) -> None:
        """The lots to show, and to choose from where none was found yet."""
        self.offered = {choice.value: choice for choice in choices}
        if self.sent is None:
            self.fields["choice"].choices = [(value, value) for value in self.offered]

    def clean_work_date(self):
        return self.cleaned_data["work_date"] or today()

    def clean(self):
        cleaned = super().clean()
        if "choice" in cleaned and self.issue is None and cleaned.get("returned"):
            self.add_error("returned", _("A day's work has no slip, so nothing can come back from it."))
        return cleaned

    @property
    def slips(self) -> list[Choice]:
        """The slips on which something is held."""
        return [choice for choice in self.offered.values() if choice.issue]

    @property
    def day_work(self) -> list[Choice]:
        """Work of the day that has no slip."""
        return [choice for choice in self.offered.values() if not choice.issue]

    @property
    def chose_day_work(self) -> bool:
        """Whether work without a slip is chosen now."""
        return any(choice.value == self["choice"].value() for choice in self.day_work)

    @property
    def quantity_fields(self) -> list:
        """The five figures, the good ones first."""
        return [self[name] for name in QUANTITIES]

    @property
    def issue(self) -> Issue | None:
        """The slip that was chosen; none where it is a day's work."""
        return self.sent or self.offered[self.cleaned_data["choice"]].issue

    @property
    def operation(self) -> Operation:
        """The work of the lot that was chosen."""
        return self.issue.operation if self.issue else self.offered[self.cleaned_data["choice"]].operation

    @property
    def running(self) -> Decimal | None:
        """What the good pieces come to at the rate of the lot, in exact yuan; None where that can't be said."""
        choice = self.offered.get(self["choice"].value())
        try:
            good = self.fields["good"].clean(self["good"].value())
        except forms.ValidationError:
            return None
        return good * choice.rate if choice and choice.rate is not None else None

    def terms(self) -> dict:
        """What logging takes; a day's work has nothing to bring back."""
        names = QUANTITIES if self.issue else QUANTITIES[:-1]
        return {name: self.cleaned_data[name] for name in (*names, "work_date")}


class SendBackForm(ActForm):
    """Sending a leader's entry back, with a reason."""

    reason = forms.CharField(label=_("What is wrong with it?"), max_length=200)


class ResubmitForm(ActForm):
    """A leader puts an entry right that was sent back to her."""

    good = PiecesField(label=_("good"))
    rework = PiecesField(label=_("mend"))
    worker_fault = PiecesField(label=_("spoilt"))
    material_fault = PiecesField(label=_("bad material"))
    returned = PiecesField(label=_("back unused"))

    def terms(self) -> dict:
        """What handing in again takes."""
        return {name: self.cleaned_data[name] for name in QUANTITIES}
