"""A check of the books: SQL that finds the rows which differ, and the sentence that names one."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from django.db import connection

from microfactory.kernel.money import exact


class Check(NamedTuple):
    """`sql` (over %(community)s) gives a row for each difference; its columns fill the sentence."""

    sentence: str
    sql: str


def found(check: Check, community) -> Iterator[str]:
    """The differences that a check finds, in words."""
    with connection.cursor() as cursor:
        cursor.execute(check.sql, {"community": community.pk})
        names = [column.name for column in cursor.description]
        for row in cursor.fetchall():
            yield str(check.sentence) % {name: _said(value) for name, value in zip(names, row, strict=True)}


def _said(value) -> object:
    return exact(value) if isinstance(value, Decimal) else value
