"""The tables hold every address of ours, each once."""

from collections import Counter

from django.urls import get_resolver
from django.urls.resolvers import URLResolver

from tests.access import TABLE
from tests.guards.report import none_of

LIBRARIES = {"admin"}


def names(resolver, namespaces=()):
    """Names of all addresses below a resolver, with their namespaces."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            if not LIBRARIES & set(inner):
                yield from names(pattern, inner)
        else:
            yield ":".join([*namespaces, pattern.name or f"(nameless) {pattern.pattern}"])


def missing(found, table):
    for name in sorted(set(found) - {row.name for row in table}):
        file = name.partition(":")[0] if ":" in name else "pages"
        yield f"{name} is in no table. Say who may open it in tests/access/{file}.py."


def test_every_address_is_in_a_table():
    none_of(missing(names(get_resolver()), TABLE), "Every address says who may open it.")


def test_no_row_has_lost_its_address():
    known = set(names(get_resolver()))
    none_of(
        (f"{row} is no address any more. Take its row out." for row in TABLE if row.name not in known), "No dead rows."
    )


def test_no_address_is_listed_twice():
    assert [name for name, count in Counter(map(str, TABLE)).items() if count > 1] == []


def test_a_missing_address_is_caught():
    assert list(missing(["jobs:postings"], []))
