"""Tries at a door, counted by the address they come from: in the database, so that a restart forgets nothing."""

import datetime as dt

from django.db import connection, transaction
from django.db.models import F
from django.db.models.functions import Greatest

from microfactory.kernel.encryption import blind_index
from residents.models import DoorTries
from residents.rules.visitor import network_of

WITHIN = dt.timedelta(hours=1)
# A village shares few addresses (the committee's WLAN, one mobile network): more than a workshop mistypes in an hour,
# and few enough that six digits behind a known number need years.
RESIDENT, STAFF = "resident", "staff"
MOST = {RESIDENT: 30, STAFF: 40}
_COUNT = """
    INSERT INTO {table} AS door (key, tries, began_at) VALUES (%(key)s, 1, %(now)s)
    ON CONFLICT (key) DO UPDATE SET
        tries = CASE WHEN door.began_at <= %(old)s THEN 1 ELSE door.tries + 1 END,
        began_at = CASE WHEN door.began_at <= %(old)s THEN %(now)s ELSE door.began_at END
    RETURNING tries
"""


@transaction.atomic
def take_try(*, door: str, address: str, now: dt.datetime) -> bool:
    """Counts a try at a door (RESIDENT, STAFF) before it is made; False once an address has had too many in an hour.

    Counting first means that a hundred tries at the same moment are a hundred tries. One that succeeds is given back.
    """
    with connection.cursor() as cursor:
        table = connection.ops.quote_name(DoorTries._meta.db_table)
        cursor.execute(_COUNT.format(table=table), {"key": _key(door, address), "now": now, "old": now - WITHIN})
        (tries,) = cursor.fetchone()
    return tries <= MOST[door]


@transaction.atomic
def give_back_try(*, door: str, address: str) -> None:
    """A try that succeeded is no try. It doesn't wipe out the others: one own card makes no room for guessing."""
    DoorTries.objects.filter(key=_key(door, address)).update(tries=Greatest(F("tries") - 1, 0))


def _key(door: str, address: str) -> str:
    return blind_index(f"door {door} {network_of(address)}")
