"""Delivering to a company, and what it says to each line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.fields import DayField
from microfactory.kernel.periods import today
from residents.enums import Place
from residents.forms.base import ActForm, SearchForm
from residents.models import Resident
from workshops.enums import DeliveryState
from workshops.forms.figures import PiecesField
from workshops.models import Operation
from workshops.queries.deliverable import Deliverable
from workshops.queries.deliveries import LinePage, Maker
from workshops.rules.acceptance import LineOutcome, NamedReject


class DeliveriesForm(SearchForm):
    """Which deliveries to list."""

    order = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    state = forms.ChoiceField(label=_("State"), choices=DeliveryState, required=False)
    before = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)
    after = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)


class DeliveryForm(ActForm):
    """How much of each product goes to one company; `offered` is what can go."""

    note = forms.CharField(
        label=_("note"), max_length=200, required=False, widget=forms.TextInput(attrs={"class": "form-control"})
    )

    def __init__(self, *args, offered: Sequence[Deliverable], standing: dict[int, int] | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.offered = offered
        for row in offered:
            amount = row.pieces if standing is None else standing.get(row.operation.pk, "")
            self.fields[_name(row.operation)] = PiecesField(label=row.operation.full_name, initial=amount)

    def rows(self) -> list[tuple[Deliverable, BoundField]]:
        """Each product with its field."""
        return [(row, self[_name(row.operation)]) for row in self.offered]

    def lines(self) -> list[tuple[Operation, int]]:
        """What was entered."""
        entered = ((row.operation, self.cleaned_data[_name(row.operation)]) for row in self.offered)
        return [(operation, quantity) for operation, quantity in entered if quantity]


def _name(operation: Operation) -> str:
    return f"quantity_{operation.pk}"


class SendForm(ActForm):
    """The day the goods left."""

    sent_on = DayField(label=_("Delivered on"), initial=today)


@dataclass(frozen=True)
class LineFields:
    """A line with the fields that say what became of it."""

    page: LinePage
    accepted: BoundField
    rejected_material: BoundField
    rejected_worker: BoundField
    short: BoundField
    named: list[tuple[BoundField, BoundField]]

    @property
    def several(self) -> list[tuple[BoundField, BoundField]]:
        """Where more than one person is named: whose, and how many, after the first."""
        return self.named[1:]

    @property
    def several_filled(self) -> bool:
        """Whether anything is entered there."""
        return any(field.value() for pair in self.several for field in pair)

    @property
    def figures(self) -> list[BoundField]:
        """The four figures."""
        return [self.accepted, self.rejected_material, self.rejected_worker, self.short]


OUTCOMES = ("accepted", "rejected_material", "rejected_worker", "short")
# How many people can be named for the rejects of one line.
MOST_NAMED = 5


class AcceptanceForm(ActForm):
    """What the company said to each line: accepted, rejected by cause, short; and whose, where it is known."""

    accepted_on = DayField(label=_("Accepted on"), initial=today)

    def __init__(self, *args, lines: Iterable[LinePage], **kwargs):
        super().__init__(*args, **kwargs)
        self.pages = list(lines)
        for page in self.pages:
            for name in OUTCOMES:
                initial = page.line.quantity if name == "accepted" else ""
                self.fields[f"{name}_{page.line.pk}"] = PiecesField(initial=initial)
            choices = [(maker.resident_id, _maker_words(maker)) for maker in page.makers]
            if len(choices) > 1:  # else it is hers, said or not
                choices = [("", _("not known")), *choices]
            for maker, pieces in _names(page):
                self.fields[maker] = forms.TypedChoiceField(
                    choices=choices, coerce=int, empty_value=None, required=False
                )
                self.fields[pieces] = PiecesField()

    def lines(self) -> list[LineFields]:
        """Each line with its fields."""
        return [
            LineFields(
                page,
                *(self[f"{name}_{page.line.pk}"] for name in OUTCOMES),
                named=[(self[maker], self[pieces]) for maker, pieces in _names(page)],
            )
            for page in self.pages
        ]

    def clean(self):
        """Of several people, only one may be left to have the rest."""
        for page in self.pages:
            if sum(1 for _maker, pieces in self._named(page) if not pieces) > 1:
                self.add_error(f"rejected_worker_{page.line.pk}", _("Write how many of the pieces are whose."))
        return self.cleaned_data

    def _named(self, page: LinePage) -> list[tuple[int, int | None]]:
        """Who is named, with how many pieces; none: the rest."""
        rows = [(self.cleaned_data.get(maker), self.cleaned_data.get(pieces)) for maker, pieces in _names(page)]
        return [(maker, pieces) for maker, pieces in rows if maker]

    def outcomes(self) -> list[LineOutcome]:
        """What `record_acceptance` takes."""
        return [self._outcome(page) for page in self.pages]

    def _outcome(self, page: LinePage) -> LineOutcome:
        figures = {name: self.cleaned_data[f"{name}_{page.line.pk}"] for name in OUTCOMES}
        named = self._named(page)
        rest = figures["rejected_worker"] - sum(pieces or 0 for _maker, pieces in named)
        rejects = ((maker, pieces or max(0, rest)) for maker, pieces in named)
        named = tuple(NamedReject(pieces, resident_id=maker) for maker, pieces in rejects if pieces)
        return LineOutcome(page.line.pk, **figures, named=named)


def _names(page: LinePage) -> list[tuple[str, str]]:
    """Names of the fields that say whose and how many: as often as somebody made pieces of the line, within reason."""
    places = ["", *range(2, min(MOST_NAMED, len(page.makers)) + 1)]
    return [(f"maker{place}_{page.line.pk}", f"of{place}_{page.line.pk}") for place in places]


def _maker_words(maker: Maker) -> str:
    return f"{maker.name} {maker.house} ({maker.pieces})"


class TakeBackForm(ActForm):
    """Pieces that came back, and who of `hands` repairs them: first whoever made them, chosen where it is one."""

    pieces = PiecesField(label=_("How many came back"), required=True)
    resident = forms.TypedChoiceField(label=_("Who repairs them"), coerce=int)
    due_on = DayField(label=_("To be handed in by"), required=False)
    place = forms.ChoiceField(label=_("Where"), choices=Place, initial=Place.WORKSHOP)

    def __init__(self, *args, page: LinePage, hands: Sequence[Resident], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["pieces"].initial = page.may_come_back
        there = {resident.pk for resident in hands}
        made = {maker.resident_id: _maker_words(maker) for maker in page.makers if maker.resident_id in there}
        others = [(resident.pk, f"{resident.name} {resident.house}") for resident in hands if resident.pk not in made]
        groups = [(_("Made pieces of this line"), list(made.items())), (_("Others of the workshop"), others)]
        self.fields["resident"].choices = [("", "—"), *((label, rows) for label, rows in groups if rows)]
        self.fields["resident"].initial = next(iter(made)) if len(made) == 1 else ""
