"""Tables that only triggers write: who else tries is refused, and one way to write them anew."""

from collections.abc import Iterable

import pgtrigger
from django.db import connection, transaction

from microfactory.kernel.appendonly import Refuse


class KeptByTriggers(Refuse):
    """Refuses every statement that isn't a trigger's own."""

    level = pgtrigger.Statement
    operation = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete
    condition = pgtrigger.Condition("pg_trigger_depth() = 0")

    def __init__(self, *, name: str, sentence: str):
        super().__init__(name=name, operation=self.operation, sentence=sentence)


@transaction.atomic
def write_anew(table: str, *, sources: Iterable[str], fills: Iterable[str]) -> None:
    """Replaces all rows of a table by what `fills` (SQL) make of its `sources`, after their triggers were off.

    Nobody writes to the sources meanwhile. Only the owner of the tables can do it: it lifts the table's guard.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {', '.join(sources)} IN SHARE ROW EXCLUSIVE MODE")
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER; DELETE FROM {table}")
        for fill in fills:
            cursor.execute(fill)
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
