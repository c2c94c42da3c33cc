"""Orders, their operations and rates, and the client's material."""

from decimal import Decimal

from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.fields import CountField, DayField, FigureField, PriceField
from microfactory.kernel.periods import today
from microfactory.kernel.scoping import Access
from residents.forms.base import ActForm
from residents.forms.twins import TwinForm
from residents.models import Workshop
from workshops.models import Agreement

AMOUNT = {"min_value": 0, "max_digits": 14, "decimal_places": 3}


class WordsField(forms.CharField):
    """A sentence that may stay away."""

    def __init__(self, **kwargs):
        super().__init__(max_length=200, required=False, **kwargs)


class SpecificationField(forms.CharField):
    """What tells two of the same name apart (规格)."""

    def __init__(self):
        super().__init__(label=_("Specification"), max_length=60, required=False, help_text=_("Size, colour, model."))


class PercentField(FigureField):
    """What may be lost of a material, in percent; empty is nothing."""

    def __init__(self):
        super().__init__(
            label=_("Loss allowed, in percent"),
            min_value=0,
            max_value=100,
            max_digits=5,
            decimal_places=2,
            required=False,
            help_text=_("As agreed with the company; 0 where nothing may be lost."),
        )

    def clean(self, value):
        return super().clean(value) or Decimal(0)


class OrderForm(TwinForm):
    """A new order with its first operation, whose price the company pays."""

    agreement = forms.ModelChoiceField(label=_("agreement"), queryset=Agreement.objects.none())
    workshop = forms.ModelChoiceField(label=_("workshop"), queryset=Workshop.objects.none())
    product = forms.CharField(label=_("What is to be made?"), max_length=60)
    specification = SpecificationField()
    due_on = DayField(label=_("Due at the company on"), required=False)
    name = forms.CharField(
        label=_("Operation"), max_length=40, help_text=_("What is done by hand: stringing, packing.")
    )
    unit = forms.CharField(label=_("Counted in"), max_length=10, help_text=_("Pieces, boxes, strings."))
    client_price = PriceField(label=_("The company pays, yuan each"))
    rate = PriceField(label=_("The resident gets, yuan each"))
    planned = CountField(label=_("How many"), min_value=1, required=False)
    minutes = FigureField(label=_("Minutes each, about"), min_value=0, max_digits=8, decimal_places=2, required=False)
    requirements = WordsField(label=_("How it is to be done; printed on every issue slip"))
    note = WordsField(label=_("Note for ourselves; residents never see it"))

    alike = ("agreement", "product", "due_on", "name")

    def __init__(self, *args, access: Access, **kwargs):
        super().__init__(*args, **kwargs)
        agreements = Agreement.objects.visible_to(access).in_force(today()).select_related("client")
        self.fields["agreement"].queryset = agreements.order_by("client__name", "-number", "pk")
        self.fields["agreement"].label_from_instance = lambda row: f"{row.client.name} · {row.number}"
        workshops = Workshop.objects.visible_to(access).filter(active=True).order_by("name", "pk")
        self.fields["workshop"].queryset = workshops
        self.fields["workshop"].initial = workshops.first()

    def layout(self):
        return Layout(
            Fieldset(
                _("For whom"),
                Row(Column("agreement"), Column("workshop")),
                Row(Column("product"), Column("specification"), Column("due_on")),
            ),
            Fieldset(
                _("The work"),
                Row(Column("name"), Column("unit"), Column("planned")),
                Row(Column("client_price"), Column("rate"), Column("minutes")),
                "requirements",
                "note",
                css_class="mt-4",
            ),
        )

    def order_terms(self) -> dict:
        """What `open_order` takes."""
        names = ("agreement", "workshop", "product", "specification", "due_on", "requirements", "note")
        return {name: self.cleaned_data[name] for name in names}

    def operation_terms(self) -> dict:
        """What `add_operation` takes."""
        names = ("name", "unit", "client_price", "planned", "minutes", "rate")
        return {name: self.cleaned_data[name] for name in names}


class OrderChangeForm(ActForm):
    """What may change in an order on which work goes on."""

    specification = SpecificationField()
    due_on = DayField(label=_("Due at the company on"), required=False)
    requirements = WordsField(label=_("How it is to be done; printed on every issue slip"))
    note = WordsField(label=_("Note for ourselves; residents never see it"))

    def layout(self):
        return Layout(Row(Column("specification"), Column("due_on")), "requirements", "note")

    def terms(self) -> dict:
        """What `change_order` takes."""
        return {name: self.cleaned_data[name] for name in ("specification", "due_on", "requirements", "note")}


class OperationForm(ActForm):
    """One more operation of an order; at a client price of 0 it is a step of the others."""

    name = forms.CharField(label=_("Operation"), max_length=40)
    unit = forms.CharField(label=_("Counted in"), max_length=10)
    client_price = PriceField(
        label=_("The company pays, yuan each"),
        initial=0,
        help_text=_("0 where it is a step and the company pays for the whole."),
    )
    rate = PriceField(label=_("The resident gets, yuan each"))
    planned = CountField(label=_("How many"), min_value=1, required=False)
    minutes = FigureField(label=_("Minutes each, about"), min_value=0, max_digits=8, decimal_places=2, required=False)

    def terms(self) -> dict:
        """What `add_operation` takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "once"}


class RateForm(ActForm):
    """A new rate from a day on."""

    rate = PriceField(label=_("The resident gets, yuan each"))
    starts_on = DayField(label=_("From"), initial=today)
    reason = forms.CharField(label=_("Why"), max_length=200)


class CloseForm(ActForm):
    """Closing an order; a reason where something is left over."""

    reason = forms.CharField(label=_("Why, if pieces or material are left"), max_length=200, required=False)


class MaterialForm(ActForm):
    """A material of an operation, and how much of it one piece takes."""

    name = forms.CharField(label=_("Which material"), max_length=60)
    unit = forms.CharField(label=_("Counted in"), max_length=10)
    per_piece = FigureField(label=_("Needed for one piece"), **(AMOUNT | {"min_value": Decimal("0.001")}))
    specification = SpecificationField()
    loss_allowed = PercentField()

    def layout(self):
        return Layout(
            Row(Column("name"), Column("specification"), Column("unit")),
            Row(Column("per_piece"), Column("loss_allowed")),
        )

    def terms(self) -> dict:
        """What `add_material` takes."""
        names = ("name", "specification", "unit", "per_piece", "loss_allowed")
        return {name: self.cleaned_data[name] for name in names}


class MaterialChangeForm(ActForm):
    """How a material is described, and what may be lost of it."""

    specification = SpecificationField()
    loss_allowed = PercentField()

    def terms(self) -> dict:
        """What `change_material` takes."""
        return {name: self.cleaned_data[name] for name in ("specification", "loss_allowed")}


class MovementForm(ActForm):
    """How much material came, went back or was lost, and when."""

    quantity = FigureField(label=_("How much"), **AMOUNT)
    on = DayField(label=_("On"), initial=today)
    note = forms.CharField(label=_("note"), max_length=200, required=False)
