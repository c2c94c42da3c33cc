"""Triggers of production's tables that the kernel's builders don't cover: rules over several rows.

Each refuses with an English sentence for logs and developers; operations refuse earlier, in the reader's language.
"""

import pgtrigger

from microfactory.kernel.appendonly import Refuse
from microfactory.kernel.moves import MoveTable

# Pieces of an entry that the client has, and what of the entry is good once its corrections are counted.
OUT = "COALESCE((SELECT SUM(a.pieces - a.taken_back) FROM workshops_deliveryallocation a WHERE a.entry_id = {id}), 0)"
CORRECTED = """COALESCE((SELECT SUM(c.{column}) FROM workshops_pieceentry c
    WHERE c.corrects_id = {id} AND c.state = 'accepted'), 0)"""


class RefuseAfter(Refuse):
    """A `Refuse` that looks at the tables as they are once the row is written.

    `lock_sql` runs first: it makes two transactions that change the same sum wait for each other. Rows for which
    `only_sql` is false never reach the trigger: a large import costs nothing here.
    """

    when = pgtrigger.After

    def __init__(self, *, lock_sql: str = "", only_sql: str = "", **kwargs):
        super().__init__(**kwargs)
        self.lock_sql = lock_sql
        self.condition = pgtrigger.Condition(only_sql) if only_sql else None

    def get_func(self, model):
        return f"{self.lock_sql}{super().get_func(model)}"


class RefuseRows(RefuseAfter):
    """A `RefuseAfter` over all rows of one INSERT statement, which stand in `new_rows`: one check for 100,000 rows."""

    level = pgtrigger.Statement
    referencing = pgtrigger.Referencing(new="new_rows")

    def get_func(self, model):
        return super().get_func(model).replace("RETURN NEW;", "RETURN NULL;")


def moves_only(name: str, table: MoveTable) -> Refuse:
    """The state changes as the move table says, and in no other way."""
    pairs = sorted({(str(source), str(move.target)) for move in table.moves.values() for source in move.sources})
    allowed = ", ".join(f"('{source}', '{target}')" for source, target in pairs)
    return Refuse(
        name=f"{name}_moves",
        operation=pgtrigger.Update,
        sentence=f"the state of this {name} does not move that way",
        when_sql=f'OLD."state" IS DISTINCT FROM NEW."state" AND (OLD."state", NEW."state") NOT IN ({allowed})',
    )
