"""Reference numbers: LL20261121-0007. One locked counter per community, prefix and day, without gaps."""

import datetime as dt

from django.db import connection, transaction

from residents.models import ReferenceNumber

_TAKE = """
    INSERT INTO {table} AS counter (community_id, prefix, day, last) VALUES (%s, %s, %s, %s)
    ON CONFLICT (community_id, prefix, day) DO UPDATE SET last = counter.last + excluded.last
    RETURNING last
"""


@transaction.atomic(savepoint=False)
def next_numbers(*, community, prefix: str, day: dt.date, count: int) -> list[str]:
    """The next `count` numbers of that day, in one statement.

    The counter stays locked until the transaction of the act ends; where it is rolled back, the numbers are free
    again. So call it inside the act's own transaction, and before other locks (see the order of locks).
    """
    if count < 1:
        return []
    with connection.cursor() as cursor:
        table = connection.ops.quote_name(ReferenceNumber._meta.db_table)
        cursor.execute(_TAKE.format(table=table), [community.pk, prefix, day, count])
        last = cursor.fetchone()[0]
    return [f"{prefix}{day:%Y%m%d}-{number:04d}" for number in range(last - count + 1, last + 1)]


def next_number(*, community, prefix: str, day: dt.date) -> str:
    """The next number of that day, `LL20261121-0007`."""
    return next_numbers(community=community, prefix=prefix, day=day, count=1)[0]
