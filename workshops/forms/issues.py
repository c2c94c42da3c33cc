"""Handing work out, and what may happen to a slip or an entry later."""

from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.fields import DayField, PriceField
from microfactory.kernel.scoping import Access
from residents.enums import Place
from residents.forms.base import ActForm, SearchForm
from workshops.enums import IssueState
from workshops.forms.figures import PiecesField
from workshops.models import Operation, WorkOrder

CORRECTED = ("good", "rework", "worker_fault", "material_fault", "returned")


class SlipsForm(SearchForm):
    """Which slips to list."""

    order = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    state = forms.ChoiceField(label=_("State"), choices=IssueState, required=False)
    before = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)
    after = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)


class IssueForm(ActForm):
    """So many pieces of one operation for one resident, until a day.

    Of `order` alone, where one is given and its work is done in her workshop (`of_order` says so).
    """

    operation = forms.ModelChoiceField(label=_("Which work"), queryset=Operation.objects.none())
    quantity = PiecesField(label=_("How many to take"), required=True)
    due_on = DayField(label=_("To be handed in by"), required=False)
    place = forms.ChoiceField(label=_("Where"), choices=Place)

    def __init__(self, *args, access: Access, resident, order: WorkOrder | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        running = Operation.objects.visible_to(access).running().select_related("work_order__client")
        if resident.workshop_id:
            running = running.filter(work_order__workshop_id=resident.workshop_id)
        of_order = running.filter(work_order=order) if order else running.none()
        first_two = list(of_order.order_by("position", "pk")[:2])
        self.of_order = bool(first_two)
        if first_two:
            running = of_order
        if len(first_two) == 1:
            self.fields["operation"].initial = first_two[0]
        self.fields["operation"].queryset = running.order_by("work_order__due_on", "work_order_id", "position", "pk")
        self.fields["operation"].label_from_instance = _operation_words
        self.fields["place"].initial = resident.usual_place

    def layout(self):
        return Layout("operation", Row(Column("quantity"), Column("due_on"), Column("place")))

    def terms(self) -> dict:
        """What `issue_work` takes."""
        return {name: self.cleaned_data[name] for name in ("operation", "quantity", "due_on", "place")}


def _operation_words(operation: Operation) -> str:
    return f"{operation.work_order.product} · {operation.name}（{operation.unit}） {operation.work_order.number}"


class LostForm(ActForm):
    """Pieces that will never come back."""

    pieces = PiecesField(label=_("How many are lost"), required=True)
    reason = forms.CharField(label=_("How it came about"), max_length=200)


class CorrectForm(ActForm):
    """The right figures of an inspected entry; what was wrong becomes rows of its own."""

    good = PiecesField(label=_("good"))
    rework = PiecesField(label=_("mend"))
    worker_fault = PiecesField(label=_("spoilt"))
    material_fault = PiecesField(label=_("bad material"))
    returned = PiecesField(label=_("back unused"))
    rate = PriceField(label=_("Rate, only if it was wrong"), required=False)
    reason = forms.CharField(label=_("Why"), max_length=200)

    def layout(self):
        return Layout(Row(*(Column(name) for name in CORRECTED)), Row(Column("rate"), Column("reason")))

    def terms(self) -> dict:
        """What `correct_entry` takes."""
        return {name: self.cleaned_data[name] for name in (*CORRECTED, "rate", "reason")}
