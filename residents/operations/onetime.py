"""One-time keys: a form that was posted twice is acted on once."""

import datetime as dt
from uuid import UUID

from django.db import connection

from residents.models import OneTimeKey

_CLAIM = """
    INSERT INTO {table} (key, user_id, path, result, at) VALUES (%s, %s, %s, '', %s) ON CONFLICT (key) DO NOTHING
"""


def claim_key(*, key: UUID, actor, path: str, now: dt.datetime) -> bool:
    """Whether this is the first post with the key. Call it inside the act's transaction.

    A second post at the same moment waits here until the first one ends: after a rollback it is the first itself.
    """
    with connection.cursor() as cursor:
        table = connection.ops.quote_name(OneTimeKey._meta.db_table)
        cursor.execute(_CLAIM.format(table=table), [str(key), actor.pk, path[:200], now])
        return cursor.rowcount == 1


def keep_result(*, key: UUID, result: str) -> None:
    """Notes where the first post led, for the second one."""
    OneTimeKey.objects.filter(pk=key).update(result=result)


def first_result(*, key: UUID, actor) -> str | None:
    """Where the first post of this person with the key led; None where the key is another person's."""
    return OneTimeKey.objects.filter(pk=key, user=actor).values_list("result", flat=True).first()
