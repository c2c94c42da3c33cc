"""What holds for every form: fields are drawn once, no number is larger than its column, and sentences are plain."""

import ast
import re
from functools import cache
from pathlib import Path

import django
import pytest
from babel.messages.pofile import read_po
from crispy_forms.layout import Layout
from crispy_forms.utils import render_crispy_form
from django import forms
from django.urls import get_resolver

from microfactory.kernel.fields import CountField
from microfactory.kernel.plainly import PlainForm
from residents.forms.base import Drawn
from residents.models import User
from tests.guards.report import none_of
from tests.guards.source import called

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


OURS = ("residents.", "workshops.", "jobs.", "microfactory.")
TYPED = {
    "nothing": "",
    "words": "垃圾",
    "far too much": "9" * 3000,
    "a hidden sign": "a\x00b",
    "less than nothing": "-99999.99999999",
}


def our_forms() -> list[type]:
    """The forms of the project that have fields."""
    forms_ = (form for form in every_form() if form.__module__.startswith(OURS))
    return sorted((form for form in forms_ if getattr(form, "base_fields", None)), key=lambda form: form.__qualname__)


@cache
def stock_sentences() -> list[re.Pattern]:
    """Everything that Django itself says, in Chinese, with anything in its gaps."""
    folder = Path(django.__file__).parent
    found = []
    for path in (folder / "conf", folder / "contrib" / "admin", folder / "contrib" / "auth"):
        with open(path / "locale/zh_Hans/LC_MESSAGES/django.po", "rb") as file:
            for message in read_po(file, locale="zh_Hans"):
                said = message.string if isinstance(message.string, tuple) else (message.string,)
                found += [text for text in said if message.id and text and len(re.findall(r"[一-龥]", text)) > 3]
    gaps = re.compile(r"%\\?\(\w+\\?\)[sd]|%s|%d")
    return [re.compile(gaps.sub(".*", re.escape(text)), re.DOTALL) for text in set(found)]


def refusals(form: type, typed: str) -> list[str]:
    """What the fields of a form say to the same text in each of them; no rule of the whole form is asked."""
    probe = form.__new__(form)
    base = forms.ModelForm if issubclass(form, forms.ModelForm) else forms.Form
    base.__init__(probe, {name: typed for name in form.base_fields})
    for name, field in list(probe.fields.items()):
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = User.objects.none()
            if not typed.isprintable():  # no list that one chooses from sends such a sign
                del probe.fields[name]
    probe._errors = None
    names = {name: None for name in dir(probe) if name.startswith("clean_")}
    probe.__dict__.update({name: lambda: None for name in names})  # what a field's own method asks for isn't there
    probe.clean = dict
    probe._post_clean = lambda: None
    probe.full_clean()
    return [sentence for errors in probe.errors.values() for sentence in errors]


def stock_among(sentences: list[str]) -> list[str]:
    return [said for said in sentences if any(stock.fullmatch(said) for stock in stock_sentences())]


def test_every_form_of_ours_speaks_plainly():
    assert our_forms()
    assert [form.__qualname__ for form in our_forms() if not issubclass(form, PlainForm)] == []


@pytest.mark.parametrize("typed", TYPED.values(), ids=TYPED)
def test_no_field_says_a_stock_sentence(db, typed):
    said = {form.__qualname__: stock_among(refusals(form, typed)) for form in our_forms()}
    assert {form: sentences for form, sentences in said.items() if sentences} == {}


def test_a_stock_sentence_is_caught():
    class Stock(forms.Form):
        name = forms.CharField(max_length=3)
        count = forms.IntegerField()

    assert len(stock_among(refusals(Stock, ""))) == 2
    assert len(stock_among(refusals(Stock, "九九九九"))) == 2
    assert refusals(Stock, "九九九九") != refusals(type("Plain", (PlainForm, Stock), {}), "九九九九")


ESCAPING = {"escape", "format_html"}


def help_texts(source):
    """The expressions that become the help text of a field."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.keyword) and node.arg == "help_text":
            yield node.value
        elif isinstance(node, ast.Assign):
            if any(isinstance(target, ast.Attribute) and target.attr == "help_text" for target in node.targets):
                yield node.value


def put_together(node: ast.expr) -> bool:
    """Whether something is put into a text here that nothing has escaped."""
    if isinstance(node, ast.Call) and called(node) in ESCAPING:
        return False
    if isinstance(node, ast.JoinedStr | ast.BinOp):
        return True
    if isinstance(node, ast.Call) and called(node) in {"format", "join"}:
        return True
    return any(put_together(child) for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr))


def raw_help(source):
    """Help texts are printed as they are, for the sake of their links and bold words."""
    for node in help_texts(source):
        if put_together(node):
            yield source.at(node.lineno, "a help text is put together: escape() it, or use format_html().")


def test_what_is_put_into_a_help_text_is_escaped(tree):
    none_of((finding for source in tree.python for finding in raw_help(source)), "A help text is printed as HTML.")


@pytest.mark.parametrize(
    "text",
    [
        'Field(help_text=_("In it: %(cells)s") % cells)',
        'Field(help_text=f"In it: {cells}")',
        'Field(help_text=_("In it: {}").format(cells) if cells else "")',
        'field.help_text = "In it: " + cells',
        'field.help_text = ", ".join(cells)',
    ],
)
def test_a_raw_help_text_is_caught(plant, text):
    tree = plant({"jobs/forms/cells.py": text})
    assert len([finding for source in tree.python for finding in raw_help(source)]) == 1


@pytest.mark.parametrize("text", ['Field(help_text=escape("%s" % cell))', 'a.help_text = format_html("{}", f"{b}")'])
def test_an_escaped_help_text_passes(plant, text):
    tree = plant({"jobs/forms/cells.py": text})
    assert [finding for source in tree.python for finding in raw_help(source)] == []
