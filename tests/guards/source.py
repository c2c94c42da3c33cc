"""What the guards read: our files, as text and as syntax trees. Nothing is imported or run."""

import ast
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("residents", "workshops.payouts", "workshops", "jobs")  # the longer name first: it decides
PACKAGES = ("microfactory", "residents", "workshops", "jobs")
SUFFIXES = (".py", ".html", ".svg", ".css", ".js")


@dataclass(frozen=True)
class Source:
    """One file; `path` is relative to the tree it stands in."""

    path: Path
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, filename=str(self.path))

    @cached_property
    def name(self) -> str:
        """The dotted name of the module: `workshops/models/__init__.py` is `workshops.models`."""
        parts = self.path.with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @cached_property
    def lines(self) -> list[str]:
        return self.text.splitlines()

    def at(self, line: int, sentence: str) -> str:
        """A finding: file, line, what is wrong and what to do."""
        return f"{self.path}:{line}: {sentence}"


class Tree:
    """A checkout, or a small planted one that shows a guard can fail."""

    def __init__(self, root: Path = ROOT):
        self.root = root

    def files(self, suffix: str, *folders: str) -> list[Source]:
        found = []
        for folder in folders:
            start = self.root / folder
            paths = [start] if start.is_file() else sorted(start.rglob(f"*{suffix}"))
            found += [Source(path.relative_to(self.root), path.read_text(encoding="utf-8")) for path in paths]
        return found

    @cached_property
    def python(self) -> list[Source]:
        """Our own Python, without tests and migrations."""
        return [source for source in self.files(".py", *PACKAGES) if "migrations" not in source.path.parts]

    @cached_property
    def tests(self) -> list[Source]:
        return self.files(".py", "tests")

    @cached_property
    def templates(self) -> list[Source]:
        return self.files(".html", "templates") + self.files(".svg", "templates")

    @cached_property
    def modules(self) -> frozenset[str]:
        """Dotted names of our modules and packages."""
        names = {source.name for source in self.python}
        return frozenset(names | {name.rpartition(".")[0] for name in names})


def project() -> Tree:
    """The checkout; read once a session (see `tree` in conftest)."""
    return Tree()


def app_of(module: str) -> str | None:
    """The app (or `kernel`, `microfactory`) a dotted name belongs to; None for what isn't ours."""
    if module == "microfactory.kernel" or module.startswith("microfactory.kernel."):
        return "kernel"
    if module == "microfactory" or module.startswith("microfactory."):
        return "microfactory"
    return next((app for app in APPS if module == app or module.startswith(f"{app}.")), None)


def layer_of(module: str) -> str | None:
    """The layer inside its app: `workshops.models.issues` is `models`; None for an app's own package."""
    app = app_of(module)
    if app in (None, "kernel"):
        return app
    rest = module.removeprefix(app).lstrip(".")
    return rest.split(".")[0] or None


def parents(tree: ast.AST) -> dict[ast.AST, ast.AST]:
    """The node above each node."""
    return {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}


def functions(source: Source) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    """The functions at the top of a module."""
    return [node for node in source.tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def dotted(node: ast.AST) -> str:
    """`timezone.now` for the expression timezone.now; an empty string for anything but names and attributes."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        left = dotted(node.value)
        return f"{left}.{node.attr}" if left else ""
    return ""


def called(node: ast.Call) -> str:
    """The last word of what is called: `get_or_create` for X.objects.get_or_create(…)."""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
