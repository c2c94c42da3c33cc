"""Joins by hashing, for statements over all work of a community.

Their intermediate results have no statistics: where almost everything was paid already, PostgreSQL expects one row and
compares each of 100,000 with each. Told not to, it hashes, and is quick whatever the figures.
"""

from django.db import connection

_OFF = "SET LOCAL enable_nestloop = off; SET LOCAL work_mem = '32MB'"
_ON = "SET LOCAL enable_nestloop = on; SET LOCAL work_mem TO DEFAULT"


def hashed(*statements: str) -> str:
    """SQL: these statements of an act, one after the other, and then the planner's own settings again.

    Where one of them fails, the act is rolled back, and the setting with it.
    """
    return "; ".join((_OFF, *statements, _ON))


def read(statement: str, **parameters) -> list[tuple]:
    """The rows of a statement. Outside a transaction the setting ends with it."""
    with connection.cursor() as cursor:
        cursor.execute(f"{_OFF}; {statement}", parameters)
        rows = cursor.fetchall()
        if connection.in_atomic_block:
            cursor.execute(_ON)
        return rows
