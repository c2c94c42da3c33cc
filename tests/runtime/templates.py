"""A name that a template doesn't know fails the test; so does a list whose order nobody has said, and a day or a sum
that no filter has put into words.

Only our own templates are judged; those of libraries live with undefined names. A component may ask
`{% if hint %}` for a part that its caller left out.
"""

import datetime as dt
import functools
import sys
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from django.db.models import QuerySet
from django.template import base, defaulttags, engines
from django.template.base import FilterExpression, Node, Variable, VariableDoesNotExist
from django.template.context import BaseContext
from django.template.defaulttags import ForNode
from django.templatetags import i18n

BARE = dt.date | dt.time | dt.timedelta | Decimal | float
TEMPLATES = Path(__file__).resolve().parents[2] / "templates"


class UndefinedInTemplate(AssertionError):
    """A template uses a name that nobody gave it."""


class UnorderedOnPage(AssertionError):
    """A page shows rows in whatever order the database finds them."""


class BareInTemplate(AssertionError):
    """A day, a sum or a quantity is printed as Python has it, not as people write it."""


def ours() -> str | None:
    """File and line of the tag being rendered, if its template lies below templates/; None for a library's."""
    frame = sys._getframe(1)
    while frame:
        node = frame.f_locals.get("self")
        if isinstance(node, Node) and getattr(node, "token", None):
            path = Path(node.origin.name)
            return f"{path.relative_to(TEMPLATES)}:{node.token.lineno}" if path.is_relative_to(TEMPLATES) else None
        frame = frame.f_back
    return None


class Undefined(str):
    """Stands in for `string_if_invalid`: whoever prints it in a template of ours fails."""

    def __contains__(self, text) -> bool:
        return text == "%s"

    def __bool__(self) -> bool:
        return True

    def __mod__(self, variable) -> str:
        if name := ours():
            raise UndefinedInTemplate(f"templates/{name} prints “{variable}”, which isn't given to it.")
        return ""


def judge(error: VariableDoesNotExist, variable: Variable) -> None:
    """A name asked for by `{% if %}` or `{% for %}` that can't be there is a typing mistake."""
    name = ours()
    _bit, owner = error.params if len(error.params) == 2 else (None, None)
    unknown = isinstance(owner, BaseContext)
    optional = unknown and name and name.startswith("components/")
    if name and not optional and not (owner is None or isinstance(owner, Mapping | str)):
        raise UndefinedInTemplate(f"templates/{name} asks for “{variable.var}”, which isn't given to it.") from error


def strictly(resolve):
    @functools.wraps(resolve)
    def strict(self, context):
        try:
            return resolve(self, context)
        except VariableDoesNotExist as error:
            judge(error, self)
            raise

    return strict


def unordered(value) -> bool:
    """Whether it is a query of rows that doesn't say its order down to a unique column."""
    if not isinstance(value, QuerySet) or value.query.is_empty():
        return False
    if not value.ordered:
        return True
    last = value.query.order_by[-1] if value.query.order_by else "pk"
    if not isinstance(last, str) or value.query.group_by or value.query.combinator:
        return False
    unique = {field.name for field in value.model._meta.fields if field.unique}
    return last.lstrip("-") not in unique | {"pk", "id"}


def in_words(render_value):
    @functools.wraps(render_value)
    def worded(value, context):
        if isinstance(value, BARE) and (name := ours()):
            raise BareInTemplate(f"templates/{name} prints {value!r} bare. Use a filter of dates or money.")
        return render_value(value, context)

    return worded


class OrderedSequence:
    """What a `{% for %}` goes through, watched for its order."""

    def __init__(self, expression: FilterExpression):
        self.expression = expression

    def resolve(self, context, ignore_failures=False):
        value = self.expression.resolve(context, ignore_failures)
        if unordered(value) and (name := ours()):
            raise UnorderedOnPage(f"templates/{name} lists “{self.expression}” unordered: end its order_by in pk.")
        return value

    def __repr__(self) -> str:
        return repr(self.expression)


def watched(init):
    @functools.wraps(init)
    def watching(self, loopvars, sequence, *args, **kwargs):
        init(self, loopvars, OrderedSequence(sequence), *args, **kwargs)

    return watching


@pytest.fixture(autouse=True, scope="session")
def strict_templates():
    """Switched on before the first template is read."""
    worded = in_words(base.render_value_in_context)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engines["django"].engine, "string_if_invalid", Undefined())
        patch.setattr(Variable, "resolve", strictly(Variable.resolve))
        patch.setattr(ForNode, "__init__", watched(ForNode.__init__))
        for module in (base, defaulttags, i18n):
            patch.setattr(module, "render_value_in_context", worded)
        yield
