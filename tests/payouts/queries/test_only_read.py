"""Queries only read: SQL that writes stands with the operation whose act it is."""

import re
from pathlib import Path

import pytest

import workshops.payouts.queries as queries

WRITES = re.compile(r"\b(INSERT\s+INTO|UPDATE\s+\w+_\w+|DELETE\s+FROM|FOR\s+(NO\s+KEY\s+)?UPDATE)\b")
FILES = sorted(Path(queries.__path__[0]).rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_statement_of_a_query_writes_or_locks(path):
    assert WRITES.findall(path.read_text()) == []


@pytest.mark.parametrize(
    "text", ["INSERT INTO payouts_payslip", "UPDATE payouts_payslip s", "DELETE FROM x", "FOR NO KEY UPDATE OF r"]
)
def test_writing_is_seen(text):
    assert WRITES.search(text)
