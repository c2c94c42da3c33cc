"""One-time keys: a form that was posted twice is acted on once."""

import datetime as dt
from uuid import UUID

from django.db import connection

from residents.models import OneTimeKey

_CLAIM = """
    INSERT INTO {table} (key, user_id, path, result, at) VALUES (%s, %s, %s, '', %s) ON CONFLICT (key) DO NOTHING
"""
_KEEP = "UPDATE {table} SET result = %s WHERE key = %s"


def claim_key(*, key: UUID, actor, path: str, now: dt.datetime) -> bool:
    """Whether this is the first post with the key. Call it inside the act's transaction.

    A second post at the same moment waits here until the first one ends: after a rollback it is the first itself.
    """
    return _execute(_CLAIM, [str(key), actor.pk, path[:200], now]) == 1


def keep_result(*, key: UUID, result: str) -> None:
    """Notes where the first post led, for the second one."""
    _execute(_KEEP, [result, str(key)])


def first_result(*, key: UUID, actor) -> str | None:
    """Where the first post of this person with the key led; None where the key is another person's."""
    return OneTimeKey.objects.filter(pk=key, user=actor).values_list("result", flat=True).first()


def _execute(sql: str, values: list) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql.format(table=connection.ops.quote_name(OneTimeKey._meta.db_table)), values)
        return cursor.rowcount
