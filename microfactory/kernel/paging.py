"""Pages of a long list by key, not by number: as quick on the last page as on the first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

_APART = "\u001f"


@dataclass(frozen=True)
class Page:
    """Some rows in order; `newer` and `older` are what ?before= and ?after= want, empty at the ends."""

    rows: list[Any]
    newer: str
    older: str


def page_of(rows: QuerySet, *, order: Sequence[str], after: str = "", before: str = "", size: int = 50) -> Page:
    """One page of `rows` by `order`: field names, all rising or all falling (`-`), the last one unique.

    `after` and `before` are keys that an earlier page gave out; a key that can't be read gives the first page.
    """
    names = [name.lstrip("-") for name in order]
    falling = order[0].startswith("-")
    backwards = bool(before) and not after
    ordered = rows.order_by(*(_turned(name) for name in order) if backwards else order)
    key = _read(after or before, names)
    if key:
        try:
            ordered = ordered.filter(_beyond(names, key, "lt" if falling != backwards else "gt"))
        except (ValueError, ValidationError):
            return page_of(rows, order=order, size=size)
    found = list(ordered[: size + 1])
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    came_from = bool(key)
    return Page(
        found,
        newer=_key(found[0], names) if found and (more if backwards else came_from) else "",
        older=_key(found[-1], names) if found and (came_from if backwards else more) else "",
    )


def asked_keys(query) -> dict[str, str]:
    """Where a page was asked to begin, from request.GET: what `page_of` takes as `after` and `before`."""
    return {"after": query.get("after", ""), "before": query.get("before", "")}


def _turned(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"


def _key(row, names: list[str]) -> str:
    return _APART.join(str(_value(row, name)) for name in names)


def _value(row, name: str):
    for part in name.split("__"):
        row = row[part] if isinstance(row, dict) else getattr(row, part)
    return row


def _read(key: str, names: list[str]) -> list[str]:
    values = key.replace("\0", "").split(_APART)  # a zero is no text to a database
    return values if key and len(values) == len(names) and all(values[1:]) else []


def _beyond(names: list[str], key: list[str], way: str) -> Q:
    """(a, b, c) > key, written so that an index is used: a ≥ key[0] and (a > key[0] or (b, c) > …)."""
    first, rest = names[0], names[1:]
    if not rest:
        return Q(**{f"{first}__{way}": key[0]})
    return Q(**{f"{first}__{way}e": key[0]}) & (
        Q(**{f"{first}__{way}": key[0]}) | Q(**{first: key[0]}) & _beyond(rest, key[1:], way)
    )
