"""Nothing stands in the product for its tests alone: every function and class has somebody who uses it."""

import ast
from collections import Counter

from tests.guards.report import none_of
from tests.guards.source import Source, Tree, dotted

# Django and gunicorn find these by their place or name.
FOUND_BY_NAME = {"Command", "DatabaseWrapper"}
SERVER = "microfactory.setup.server"


def used(source: Source, tree: Tree) -> Counter:
    """What a file uses, as module and name, and how often; names of its own too, but not inside what they name."""
    found, modules = Counter(), {}
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                if (deeper := f"{node.module}.{alias.name}") in tree.modules:
                    modules[alias.asname or alias.name] = deeper
                else:
                    found[node.module, alias.name] += 1
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            module, _, name = node.value.rpartition(".")
            found[module, name] += 1  # settings name middleware, back ends and the like in full
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute) and dotted(node.value) in modules:
            found[modules[dotted(node.value)], node.attr] += 1
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            found[source.name, node.id] += 1
    for node in source.tree.body:
        for inner in ast.walk(node) if isinstance(node, ast.FunctionDef | ast.ClassDef) else ():
            if isinstance(inner, ast.Name) and inner.id == node.name:
                found[source.name, node.name] -= 1
    return found


def registered(node: ast.FunctionDef | ast.ClassDef) -> bool:
    """A template tag, or a page of the admin: its decorator makes it known."""
    calls = [decorator.func if isinstance(decorator, ast.Call) else decorator for decorator in node.decorator_list]
    return any("register" in dotted(call).split(".") for call in calls)


def app_configs(node: ast.ClassDef) -> bool:
    return isinstance(node, ast.ClassDef) and any(dotted(base).endswith("Config") for base in node.bases)


def unused(tree: Tree):
    uses = Counter()
    for source in tree.python:
        uses.update(used(source, tree))
    for source in tree.python:
        for node in source.tree.body:
            if not isinstance(node, ast.FunctionDef | ast.ClassDef) or source.name == SERVER:
                continue
            known = node.name in FOUND_BY_NAME or registered(node) or app_configs(node)
            if not known and uses[source.name, node.name] <= 0:
                yield source.at(node.lineno, f"nobody uses {node.name}. Use it, or take it out with its tests.")


def test_everything_is_used(tree):
    none_of(unused(tree), "What only tests call isn't the product.")


def test_what_only_itself_calls_is_caught(plant):
    text = "def lost():\n    return lost()\n\n\ndef kept():\n    return 1\n\n\nkept()\n"
    (finding,) = unused(plant({"jobs/rules/fees.py": text}))
    assert "lost" in finding


def test_a_use_through_the_module_counts(plant):
    files = {"jobs/rules/fees.py": "def fee():\n    return 1\n"}
    assert list(unused(plant(files)))
    tree = plant(files | {"jobs/views/fees.py": "from jobs.rules import fees\n\nfees.fee()\n"})
    assert not list(unused(tree))
