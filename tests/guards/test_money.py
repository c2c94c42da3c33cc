"""Money is Decimal from the form to the column; no float touches it."""

import ast

import pytest

from tests.guards.report import none_of
from tests.guards.source import called

# Seconds to wait, hours of a lock, and the odds by which the demo's people were invented.
NO_AMOUNTS = ("microfactory/database/", "microfactory/demo/", "microfactory/settings.py")


def floats(tree):
    """FloatField anywhere; float() and literals like 0.1 wherever an amount may pass."""
    for source in tree.python:
        exact = not str(source.path).startswith(NO_AMOUNTS)
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
@pytest.mark.parametrize("path", ["workshops/models/orders.py", "microfactory/kernel/spreadsheets/writing.py"])
def test_a_float_is_caught(plant, path, text):
    assert list(floats(plant({path: text})))


def test_a_second_to_wait_passes(plant):
    assert not list(floats(plant({"microfactory/database/local.py": "time.sleep(0.5)"})))
