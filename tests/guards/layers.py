"""The layer table of the architecture, as data: who may import whom."""

import ast
import sys

from tests.guards.source import Source, Tree, app_of, layer_of

# An app may import itself, the apps below it and the kernel. `microfactory` knows all.
BELOW = {
    "kernel": {"kernel"},
    "residents": {"residents", "kernel"},
    "workshops": {"workshops", "residents", "kernel"},
    "workshops.payouts": {"workshops.payouts", "workshops", "residents", "kernel"},
    "jobs": {"jobs", "residents", "kernel"},
    "microfactory": {"microfactory", "workshops.payouts", "workshops", "jobs", "residents", "kernel"},
}

PAGE = {"enums", "models", "kernel", "forms", "perms", "queries", "views", "web"}
MAY = {
    "enums": {"enums"},
    "moves": {"enums", "moves", "kernel"},
    "models": {"enums", "moves", "models", "kernel"},
    "rules": {"enums", "rules", "kernel"},
    "queries": {"enums", "moves", "models", "rules", "queries", "kernel"},
    "channels": {"enums", "channels", "kernel"},  # adapters to the outside: they know no table
    "operations": {"enums", "moves", "models", "rules", "queries", "operations", "channels", "kernel"},
    "perms": {"enums", "models", "perms", "kernel"},
    "forms": {"enums", "models", "kernel", "forms", "perms", "queries", "rules"},  # what may be typed is a rule
    "views": PAGE | {"operations"},
    "urls": {"views", "enums", "urls", "kernel"},
    "admin": PAGE - {"views"} | {"operations", "admin"},
    "management": {"enums", "models", "rules", "queries", "operations", "channels", "management", "kernel"},
    "web": PAGE - {"views"} | {"operations"},
    "templatetags": {"enums", "perms", "queries", "templatetags", "kernel"},
    "apps": {"kernel"},
}
# Modules of the web that are neither form nor view: they carry requests, so they stand beside the views.
WEB = {"web", "middleware", "backends", "context", "sessions", "viewers"}
# What a rule may use of the kernel: nothing that reads a table, a clock or a request.
PURE_KERNEL = {"money", "errors", "periods", "capitals", "dates", "formulas", "masking", "speech", "typed"}
PURE_LIBRARIES = {*sys.stdlib_module_names, "stdnum", "pypinyin"} - {"time", "random", "os", "socket", "subprocess"}
PURE_DJANGO = {"django.utils.translation", "django.utils.functional"}
REQUEST = {"django.http", "django.shortcuts", "django.template", "django.views", "django.forms", "crispy_forms"}


def targets(source: Source, tree: Tree) -> list[tuple[int, str]]:
    """Every module that a file imports, with its line: inside functions and under TYPE_CHECKING too."""
    found = []
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                deeper = f"{node.module}.{alias.name}"
                found.append((node.lineno, deeper if deeper in tree.modules else node.module))
    return found


def layer(module: str) -> str | None:
    """The row of the table that a module stands in."""
    name = layer_of(module)
    return "web" if name in WEB else name


def direction(source: Source, tree: Tree) -> list[str]:
    """Imports that go up or sideways between apps."""
    app = app_of(source.name)
    return [
        source.at(
            line, f"{app} may not import {target}: it lies above or beside. Move what is needed down, or the page up."
        )
        for line, target in targets(source, tree)
        if app_of(target) and app_of(target) not in BELOW[app]
    ]


def between_layers(source: Source, tree: Tree) -> list[str]:
    """Imports inside and between apps that the layer table doesn't allow."""
    own = layer(source.name)
    if app_of(source.name) in ("kernel", "microfactory") or own is None:
        return []
    if own not in MAY:
        return [source.at(1, f"{own} is no layer. Use one of {', '.join(MAY)}, or name it in tests/guards/layers.py.")]
    return [
        source.at(line, f"{own} may not import {target} ({layer(target)}): see the layer table of the architecture.")
        for line, target in targets(source, tree)
        if app_of(target) and layer(target) not in MAY[own] | {None}
    ]


def impure(source: Source, tree: Tree) -> list[str]:
    """Imports of a rule beyond the standard library, stdnum, translation and the pure part of the kernel."""
    found = []
    for line, target in targets(source, tree):
        top, _, rest = target.partition(".")
        if app_of(target) == "kernel":
            pure = target.removeprefix("microfactory.kernel").lstrip(".").split(".")[0] in PURE_KERNEL
        elif app_of(target):
            pure = True  # the layer table judges it
        else:
            pure = top in PURE_LIBRARIES or any(target.startswith(name) for name in PURE_DJANGO)
        if not pure:
            found.append(source.at(line, f"a rule is pure and may not use {target}. Pass plain values in."))
    return found


def requests_below(source: Source, tree: Tree) -> list[str]:
    """Imports of the web in layers that know no request."""
    return [
        source.at(line, f"{layer(source.name)} knows no request and may not use {target}. Raise RuleBroken or return.")
        for line, target in targets(source, tree)
        if any(target == name or target.startswith(f"{name}.") for name in REQUEST)
    ]
