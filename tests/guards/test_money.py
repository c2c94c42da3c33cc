"""Money is Decimal from the form to the column; no float touches it."""

import ast

import pytest

from tests.guards.layers import layer
from tests.guards.report import none_of
from tests.guards.source import called

WITHOUT_FLOATS = {"rules", "operations", "queries", "models", "moves", "enums", "forms", "views", "admin"}
KERNEL = {"money.py", "capitals.py", "spreadsheets.py", "periods.py"}


def floats(tree):
    """FloatField anywhere; float() and literals like 0.1 where amounts are handled."""
    for source in tree.python:
        exact = layer(source.name) in WITHOUT_FLOATS or source.path.name in KERNEL
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Call) and called(node) == "FloatField":
                yield source.at(node.lineno, "FloatField loses fen. Use MoneyField, UnitPriceField or DecimalField.")
            elif exact and isinstance(node, ast.Call) and called(node) == "float":
                yield source.at(node.lineno, "float() loses fen. Stay in Decimal.")
            elif exact and isinstance(node, ast.Constant) and isinstance(node.value, float):
                yield source.at(node.lineno, f'{node.value} is a float. Write Decimal("{node.value}").')


def test_no_float_touches_money(tree):
    none_of(floats(tree), "Money is Decimal.")


@pytest.mark.parametrize("text", ["price = models.FloatField()", "rate = 0.1", "float(amount)"])
def test_a_float_is_caught(plant, text):
    assert list(floats(plant({"workshops/models/orders.py": text})))
