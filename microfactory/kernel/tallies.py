"""Tallies: sums over many rows, kept beside them, so that a page needn't add up all that ever was.

The tally of a key (an operation, say) is the sum over its rows in the table of tallies, be it one row or thirty. Every
statement that writes to a source leaves one row a key, with what it changed: `adding` gives the statement-level
triggers that do it, and nothing else may write there (`kept_by_triggers`).

A row a key, updated each time, would be simpler to read, and a lock on it that every log of the same operation waits
for: until its transaction ends, and in whatever order the acts of a transaction come to the operations. Acceptances,
answers to disputes and day sheets lock slips and entries in between; each would have to take all its tallies first, in
one order, or two of them stand in each other's way. Rows that are only added wait for nobody.

What adds the row that makes a key crowded folds its rows into one. Rows that somebody else is folding are skipped, so
folding waits for nobody either, and a reader sees the rows before it or the one after it: their sum is the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pgtrigger

from microfactory.kernel.kept import KeptByTriggers, write_anew

CROWD = 32  # rows of one key that stand beside each other, before they are folded


def total(value: str, where: str = "TRUE") -> str:
    """SQL: the sum of `value` over those of the rows `r` that fit; a row as it was before counts with a minus."""
    return f"COALESCE(SUM(r.sign * ({value})) FILTER (WHERE {where}), 0)"


@dataclass(frozen=True)
class Source:
    """Rows that a tally sums up.

    `keys` and `sums` are SQL over the rows `r` by column of the tally (sums with `total`); `look` is a column more,
    asked by key of the row `s`. It isn't joined: a session keeps its plan, and the one for 10,000 rows of an import
    would read whole tables for each single row after it.
    """

    table: str
    into: str
    keys: dict[str, str]
    sums: dict[str, str]
    look: str = ""

    @property
    def columns(self) -> str:
        return ", ".join([*self.keys, *self.sums])

    def changes(self, rows: str) -> str:
        """SQL: one row a key with the sums over `rows`, which have a `sign`; none where all of them are zero."""
        chosen = ", ".join(f"{sql} AS {name}" for name, sql in (self.keys | self.sums).items())
        having = " OR ".join(f"{sql} <> 0" for sql in self.sums.values())
        return f"SELECT {chosen} FROM ({rows}) r GROUP BY {', '.join(self.keys.values())} HAVING {having}"

    def rows(self, sign: int, table: str) -> str:
        """SQL: the rows of a table, with their `sign` and what is looked up."""
        return f"SELECT {', '.join(filter(None, (f'{sign} AS sign', 's.*', self.look)))} FROM {table} s"

    def anew(self) -> str:
        """SQL: the same over all rows that there are."""
        return self.changes(self.rows(1, self.table))


class _Adds(pgtrigger.Trigger):
    """After a statement: what it changed, as one row a key."""

    when = pgtrigger.After
    level = pgtrigger.Statement

    def __init__(self, source: Source, operation, **kwargs):
        self.source = source
        new, old = operation is not pgtrigger.Delete, operation is not pgtrigger.Insert
        self.rows = " UNION ALL ".join([source.rows(1, "new_rows")] * new + [source.rows(-1, "old_rows")] * old)
        self.referencing = pgtrigger.Referencing(new="new_rows" if new else None, old="old_rows" if old else None)
        super().__init__(operation=operation, **kwargs)

    def get_func(self, model):
        return f"INSERT INTO {self.source.into} ({self.source.columns}) {self.source.changes(self.rows)}; RETURN NULL;"


def adding(name: str, source: Source, *operations) -> list[pgtrigger.Trigger]:
    """The triggers of a source's model that keep its tally, one for each operation (pgtrigger.Insert, …)."""
    return [_Adds(source, operation, name=f"{name}_tally_{str(operation).lower()}") for operation in operations]


class _Folds(pgtrigger.Trigger):
    """Makes one row of the rows of a key that has too many of them."""

    when = pgtrigger.After
    level = pgtrigger.Statement
    operation = pgtrigger.Insert
    referencing = pgtrigger.Referencing(new="new_rows")
    condition = pgtrigger.Condition("pg_trigger_depth() < 2")  # not for the row that folding itself adds

    def __init__(self, keys: Sequence[str], sums: Sequence[str], *, most: int, **kwargs):
        self.keys, self.sums, self.most = keys, sums, most
        super().__init__(**kwargs)

    def get_func(self, model):
        table, keys = model._meta.db_table, ", ".join(self.keys)
        same = " AND ".join(f"t.{key} = n.{key}" for key in self.keys)
        crowded = f"""SELECT n.* FROM (SELECT DISTINCT {keys} FROM new_rows) n WHERE (SELECT COUNT(*) FROM (
            SELECT 1 FROM {table} t WHERE {same} LIMIT {self.most + 1}) x) > {self.most}"""
        return f"""
            IF EXISTS ({crowded}) THEN
                WITH picked AS MATERIALIZED (
                    SELECT x.id FROM ({crowded}) n
                    CROSS JOIN LATERAL (SELECT t.id FROM {table} t WHERE {same} FOR UPDATE SKIP LOCKED) x
                ), gone AS (
                    DELETE FROM {table} t WHERE t.id = ANY (ARRAY (SELECT picked.id FROM picked)) RETURNING t.*
                )
                INSERT INTO {table} ({keys}, {", ".join(self.sums)})
                SELECT {keys}, {", ".join(f"SUM({name})" for name in self.sums)} FROM gone GROUP BY {keys};
            END IF;
            RETURN NULL;
        """


def keys_and_sums(sources: Sequence[Source]) -> tuple[list[str], list[str]]:
    """The columns of the tally that these sources make up together: each has all keys, and sums of its own."""
    return list(sources[0].keys), [name for source in sources for name in source.sums]


def kept_by_triggers(name: str, sources: Sequence[Source], *, most: int | None = CROWD) -> list[pgtrigger.Trigger]:
    """The triggers of a tally's own model: only other triggers write it; a key has `most` rows, None for no limit."""
    direct = KeptByTriggers(
        name=f"{name}_tally_direct", sentence="a tally is kept by the triggers of the rows that it sums up"
    )
    return [direct, *([_Folds(*keys_and_sums(sources), most=most, name=f"{name}_tally_folds")] if most else [])]


def count_anew(model) -> None:
    """Adds the tallies of a model (with its `SOURCES`) up from the rows (`write_anew` says who can, and when)."""
    fills = [f"INSERT INTO {source.into} ({source.columns}) {source.anew()}" for source in model.SOURCES]
    write_anew(model._meta.db_table, sources=[source.table for source in model.SOURCES], fills=fills)


def unlike_rows(model) -> str:
    """SQL: the keys of a community (`%(community)s`) whose tally isn't the sum of the rows. For the books' check."""
    keys, sums = keys_and_sums(model.SOURCES)
    columns = ", ".join([*keys, *sums])
    parts = []
    for source in model.SOURCES:
        known = ", ".join([*keys, *(name if name in source.sums else "0" for name in sums)])
        parts.append(f"SELECT {known} FROM ({source.anew()}) s WHERE s.community_id = %(community)s")
    minus = ", ".join([*keys, *(f"-{name}" for name in sums)])
    parts.append(f"SELECT {minus} FROM {model._meta.db_table} WHERE community_id = %(community)s")
    return f"""SELECT {", ".join(keys)} FROM ({" UNION ALL ".join(parts)}) x ({columns}) GROUP BY {", ".join(keys)}
        HAVING {" OR ".join(f"SUM({name}) <> 0" for name in sums)}"""
