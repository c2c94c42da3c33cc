"""People are the ground; work and jobs stand on it. Imports go down, between apps and between layers."""

import ast

import pytest

from tests.guards import layers
from tests.guards.report import none_of
from tests.guards.source import PACKAGES, called

BELOW_THE_WEB = {"enums", "moves", "models", "rules", "queries", "operations", "perms"}
BY_NAME = {"import_module", "import_string", "get_model", "__import__"}


def by_name(tree):
    """Modules or models fetched by a string: a dependency that nobody sees."""
    for source in tree.python:
        if source.path.parts[:2] == ("microfactory", "database"):
            continue
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Call) and called(node) in BY_NAME:
                yield source.at(node.lineno, f"{called(node)}() hides a dependency. Import what you use.")


def test_apps_import_downwards_only(tree):
    findings = [finding for source in tree.python for finding in layers.direction(source, tree)]
    none_of(
        findings, "Imports go down: microfactory → payouts → workshops → residents → kernel, and jobs → residents."
    )


def test_layers_import_as_the_table_says(tree):
    findings = [finding for source in tree.python for finding in layers.between_layers(source, tree)]
    none_of(findings, "The layer table of the architecture holds.")


def test_rules_are_pure(tree):
    sources = [source for source in tree.python if layers.layer(source.name) == "rules"]
    none_of([f for source in sources for f in layers.impure(source, tree)], "Rules work on plain values.")


def test_layers_below_the_web_know_no_request(tree):
    sources = [source for source in tree.python if layers.layer(source.name) in BELOW_THE_WEB]
    none_of([f for source in sources for f in layers.requests_below(source, tree)], "Requests stay in the web layers.")


def test_nothing_is_imported_by_its_name(tree):
    none_of(by_name(tree), "Dependencies are plain imports.")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("residents/queries/people.py", "from workshops.models import Issue"),
        ("workshops/operations/entries.py", "def act():\n    from workshops.payouts.models import PayLine\n"),
        ("workshops/queries/orders.py", "from workshops import payouts"),
        ("jobs/views/postings.py", "if TYPE_CHECKING:\n    import workshops.models\n"),
        ("microfactory/kernel/money.py", "from residents.enums import Role"),
        ("residents/models/people.py", "from microfactory.settings import BASE_DIR"),
    ],
)
def test_an_import_that_goes_up_is_caught(plant, path, text):
    tree = plant({path: text, "workshops/payouts/__init__.py": ""})
    assert [f for source in tree.python for f in layers.direction(source, tree)]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("workshops/models/issues.py", "from workshops.operations.entries import log_entry"),
        ("workshops/queries/issues.py", "from workshops.operations import entries"),
        ("workshops/enums.py", "from microfactory.kernel.money import MoneyField"),
        ("workshops/rules/pay.py", "from workshops.models import Issue"),
        ("workshops/helpers.py", "import decimal"),
    ],
)
def test_a_layer_that_reaches_too_far_is_caught(plant, path, text):
    tree = plant({path: text, "workshops/operations/entries.py": ""})
    assert [f for source in tree.python for f in layers.between_layers(source, tree)]


@pytest.mark.parametrize(
    "text", ["from django.db import models", "import time", "from microfactory.kernel import http"]
)
def test_an_impure_rule_is_caught(plant, text):
    tree = plant({"workshops/rules/pay.py": text, "microfactory/kernel/http.py": ""})
    assert layers.impure(tree.files(".py", "workshops")[0], tree)


def test_a_request_below_the_web_is_caught(plant):
    tree = plant({"workshops/operations/issues.py": "from django.http import Http404"})
    assert layers.requests_below(tree.python[0], tree)


def test_an_import_by_name_is_caught(plant):
    assert list(by_name(plant({"jobs/queries/postings.py": "apps.get_model('workshops', 'Issue')"})))


def test_every_package_is_guarded(tree):
    assert {source.path.parts[0] for source in tree.python} == set(PACKAGES)
