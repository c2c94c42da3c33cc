"""Each template can be read, is used by somebody, and a component says what it needs."""

import re

import pytest
from django.template import TemplateSyntaxError, engines

from tests.guards.report import none_of
from tests.guards.source import Tree

BY_DJANGO = re.compile(r"^(4\d\d\w*|500)\.html$|^admin/|^bootstrap5/|^django/")


def name(source) -> str:
    return "/".join(source.path.parts[1:])


def unreadable(tree: Tree):
    for source in tree.templates:
        try:
            engines["django"].from_string(source.text)
        except TemplateSyntaxError as error:
            yield source.at(1, f"can't be read: {error}")


def unused(tree: Tree):
    """Templates whose name stands in no Python file and no other template."""
    texts = {source.path: source.text for source in [*tree.python, *tree.templates]}
    for source in tree.templates:
        mentioned = any(name(source) in text for path, text in texts.items() if path != source.path)
        if not mentioned and not BY_DJANGO.match(name(source)):
            yield source.at(1, "nobody uses this template. Take it out.")


def unexplained(tree: Tree):
    for source in tree.templates:
        if name(source).startswith("components/") and not source.text.startswith(("{% comment", "{#")):
            yield source.at(1, "a component opens with a comment that says what it needs.")


def test_every_template_can_be_read(tree):
    none_of(unreadable(tree), "Templates are well formed.")


def test_every_template_is_used(tree):
    none_of(unused(tree), "No dead templates.")


def test_components_say_what_they_need(tree):
    none_of(unexplained(tree), "A component explains itself.")


@pytest.mark.parametrize("text", ["{% if x %}", "{% comment %}x{% endcomment %}{% extends 'base.html' %}"])
def test_an_unreadable_template_is_caught(plant, text):
    assert list(unreadable(plant({"templates/jobs/postings.html": text})))


def test_an_unused_template_is_caught(plant):
    tree = plant({"templates/jobs/dead.html": "x", "templates/jobs/row.html": "x", "templates/404.html": "x"})
    assert len(list(unused(tree))) == 2


def test_an_unexplained_component_is_caught(plant):
    assert list(unexplained(plant({"templates/components/tile.html": "<p></p>"})))
