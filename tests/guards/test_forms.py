"""What holds for every form: fields are drawn once, and no number is larger than its column."""

from crispy_forms.layout import Layout
from crispy_forms.utils import render_crispy_form
from django import forms
from django.urls import get_resolver

from residents.forms.base import CountField, Drawn

# What a GET asks for is compared with a column and never stored in it.
LOOKED_UP = {"resident", "said", "workshop"}


class Bare(Drawn, forms.Form):
    """Draws none of its fields itself: its page does."""

    ticked = forms.CharField(initial="drawn by the page")

    def layout(self):
        return Layout()


def every_form(base=forms.BaseForm) -> set[type]:
    """All forms there are; the views that use them are imported with the addresses."""
    assert get_resolver().url_patterns
    return {base, *(form for child in base.__subclasses__() for form in every_form(child))}


def test_a_layout_without_fields_draws_none():
    assert "ticked" not in render_crispy_form(Bare())


def test_a_whole_number_has_an_upper_bound():
    unbounded = [
        f"{form.__module__}.{form.__name__}.{name}"
        for form in every_form()
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field, forms.IntegerField)
        and not issubclass(form, forms.ModelForm)  # the column itself judges these
        and not isinstance(field, forms.DecimalField | forms.FloatField)
        and field.max_value is None
        and name not in LOOKED_UP
        and not form.__module__.startswith("django.")
    ]
    assert unbounded == []
    assert CountField().max_value < 2**31
