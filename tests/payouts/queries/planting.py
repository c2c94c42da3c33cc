"""Faults that no act makes, planted with the triggers off, and what check_books says of them."""

import re

from django.db import connection

from workshops.payouts.queries.books import differences


def plant(*statements: str) -> None:
    """Changes rows behind the back of every act."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for sql in statements:
            table = re.search(r"(?:UPDATE|DELETE FROM|INSERT INTO) (\w+)", sql).group(1)
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(sql)


def named(office, words: str) -> bool:
    """True, or fails with all that was found."""
    found = differences(office.community)
    assert any(words in sentence for sentence in found), found
    return True
