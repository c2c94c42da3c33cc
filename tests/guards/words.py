"""Every sentence of the interface: where it is written and what the catalogues say for it."""

import ast
import io
import re
import warnings
from dataclasses import dataclass

from babel.messages.extract import extract_python
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from tests.guards.source import Source, Tree, called

KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
CONTEXTUAL = {name for name in KEYWORDS if "pgettext" in name}
PLURAL = {name for name in KEYWORDS if "ngettext" in name}
PLACEHOLDER = re.compile(r"%\((\w+)\)[#0\- +]?\d*(?:\.\d+)?[a-zA-Z]|%[sd]|{(\w*)}")
Key = tuple[str, str | None]  # msgid (of the singular), context


@dataclass(frozen=True)
class Word:
    """A msgid where it is used."""

    source: Source
    line: int
    key: Key


def placeholders(text: str) -> set[str]:
    return {match.group() for match in PLACEHOLDER.finditer(text.replace("%%", ""))}


def used(tree: Tree) -> list[Word]:
    """All msgids of our Python and our templates."""
    words = []
    for source in tree.python:
        words += _extract(source, source.text)
    for source in tree.templates:
        python = templatize(source.text, origin=str(source.path)).splitlines()
        words += _extract(source, "\n".join(line.lstrip() for line in python))  # markup is no indented Python
    return words


def _extract(source: Source, text: str) -> list[Word]:
    found = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for line, function, messages, _comments in extract_python(io.BytesIO(text.encode()), KEYWORDS, [], {}):
            messages = messages if isinstance(messages, tuple) else (messages,)
            context, rest = (messages[0], messages[1:]) if function in CONTEXTUAL else (None, messages)
            if rest and rest[0]:
                found.append(Word(source, line, (rest[0], context)))
    return found


def catalogues(tree: Tree) -> dict[str, dict[Key, list[str]]]:
    """Per file: msgid and context → its Chinese, one string a plural form. Fuzzy entries count as missing."""
    found = {}
    for path in sorted(tree.root.glob("locale/*/zh_Hans/LC_MESSAGES/*.po")):
        with path.open("rb") as file:
            catalogue = read_po(file, locale="zh_Hans", abort_invalid=True)
        entries = {}
        for message in catalogue:
            if message.id and not message.fuzzy:
                msgid = message.id[0] if isinstance(message.id, tuple) else message.id
                text = message.string if isinstance(message.string, tuple) else (message.string,)
                entries[msgid, message.context] = list(text)
        found[str(path.relative_to(tree.root))] = entries
    return found


def computed(tree: Tree) -> list[str]:
    """Calls of gettext with anything but a literal: no catalogue can know the sentence."""
    found = []
    for source in tree.python:
        calls = [
            node for node in ast.walk(source.tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        ]
        for call in calls:
            words = call.args[: 2 if called(call) in PLURAL | CONTEXTUAL else 1]
            if called(call) in KEYWORDS and not all(isinstance(word, ast.Constant) for word in words):
                found.append(source.at(call.lineno, "gettext needs the sentence itself, with %(name)s for its parts."))
    return found
