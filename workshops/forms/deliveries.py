"""Delivering to a company, and what it says to each line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.periods import today
from residents.enums import Place
from residents.forms.base import ActForm, DayField, SearchForm
from workshops.enums import DeliveryState
from workshops.forms.figures import PiecesField
from workshops.models import Operation
from workshops.queries.deliverable import Deliverable
from workshops.queries.deliveries import LinePage, Maker
from workshops.rules.acceptance import LineOutcome, NamedReject


class DeliveriesForm(SearchForm):
    """Which deliveries to list."""

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
    maker: BoundField

    @property
    def figures(self) -> list[BoundField]:
        """The four figures."""
        return [self.accepted, self.rejected_material, self.rejected_worker, self.short]


OUTCOMES = ("accepted", "rejected_material", "rejected_worker", "short")


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
            choices = [("", _("not known"))] + [(maker.resident_id, _maker_words(maker)) for maker in page.makers]
            self.fields[f"maker_{page.line.pk}"] = forms.TypedChoiceField(
                choices=choices, coerce=int, empty_value=None, required=False
            )

    def lines(self) -> list[LineFields]:
        """Each line with its fields."""
        return [
            LineFields(page, *(self[f"{name}_{page.line.pk}"] for name in (*OUTCOMES, "maker"))) for page in self.pages
        ]

    def outcomes(self) -> list[LineOutcome]:
        """What `record_acceptance` takes."""
        return [self._outcome(page.line.pk) for page in self.pages]

    def _outcome(self, line: int) -> LineOutcome:
        figures = {name: self.cleaned_data[f"{name}_{line}"] for name in OUTCOMES}
        maker, rejected = self.cleaned_data[f"maker_{line}"], figures["rejected_worker"]
        named = (NamedReject(rejected, resident_id=maker),) if maker and rejected else ()
        return LineOutcome(line, **figures, named=named)


def _maker_words(maker: Maker) -> str:
    return f"{maker.name} {maker.house} ({maker.pieces})"


class TakeBackForm(ActForm):
    """Pieces that came back, and who repairs them."""

    pieces = PiecesField(label=_("How many came back"), required=True)
    resident = forms.TypedChoiceField(label=_("Who repairs them"), coerce=int)
    due_on = DayField(label=_("To be handed in by"), required=False)
    place = forms.ChoiceField(label=_("Where"), choices=Place, initial=Place.WORKSHOP)

    def __init__(self, *args, page: LinePage, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["pieces"].initial = page.may_come_back
        self.fields["resident"].choices = [(maker.resident_id, _maker_words(maker)) for maker in page.makers]
