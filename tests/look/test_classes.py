"""A class that a template names stands in a style sheet that its page loads."""

import re
from functools import cache
from pathlib import Path

import js_lib_bootstrap5
import pytest

from tests.look.style import COMMENT, CSS, ROOT

TEMPLATES = ROOT / "templates"
BOOTSTRAP = Path(js_lib_bootstrap5.__file__).parent / "static" / "js-lib-bootstrap5" / "css" / "bootstrap.min.css"
SHEETS = {
    "base.html": [CSS / "staff.css", CSS / "work.css", BOOTSTRAP],
    "base_phone.html": [CSS / "phone.css"],
    "base_print.html": [CSS / "print.css"],
}
EXTENDS = re.compile(r"{%\s*extends\s+[\"']([^\"']+)")
NOT_MARKUP = re.compile(r"{#.*?#}|{%\s*comment\b.*?endcomment\s*%}", re.DOTALL)
CLASSES = re.compile(r"class=\"([^\"]*)\"")
LOGIC = re.compile(r"{%.*?%}|{{.*?}}")
# Classes of Django's own admin pages and of elements that only a script looks for have no rule of ours.
PAGES = sorted(path for path in TEMPLATES.rglob("*.html") if "admin" not in path.relative_to(TEMPLATES).parts)


@cache
def defined(base: str | None) -> frozenset[str]:
    """The classes that a base's style sheets know; for a part without a base, those of all."""
    sheets = SHEETS[base] if base else [sheet for group in SHEETS.values() for sheet in group]
    text = "".join(COMMENT.sub("", sheet.read_text(encoding="utf-8")) for sheet in sheets)
    return frozenset(re.findall(r"\.(-?[a-zA-Z_][\w-]*)", text))


def base_of(path: Path) -> str | None:
    found = EXTENDS.search(path.read_text(encoding="utf-8"))
    if not found:
        return path.name if path.name in SHEETS else None
    return found[1] if found[1] in SHEETS else base_of(TEMPLATES / found[1])


def named(path: Path) -> set[str]:
    text = NOT_MARKUP.sub("", path.read_text(encoding="utf-8"))
    return {name for group in CLASSES.findall(text) for name in LOGIC.sub(" ", group).split()}


@pytest.mark.parametrize("template", PAGES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_every_class_has_its_rule(template):
    assert {name for name in named(template) if not name.endswith("-")} - defined(base_of(template)) == set()
