"""Which entries earn and are in no pay run: an index over two tables, which PostgreSQL can't express otherwise.

That an entry is taken is a row elsewhere (`EntryClaim`), so no partial index can say "not taken yet", and whoever asks
what is to be paid would compare all work of all years with all claims. `OpenEntry` holds exactly `OPEN_ROWS`. Nothing
is decided here: triggers on both tables keep it, one of its own refuses everybody else, and check_books compares.

Why it is right while many act at once (READ COMMITTED, as all acts are):
- A row comes and goes in the transaction of its cause: both are seen, or neither.
- An entry is updated under its row's lock, and never while it is claimed (`entry_settled`). A claim is made while its
  entry is locked FOR SHARE. So whoever comes second waits, judges anew, and sees the open row as the first left it.
- A claim made by hand, without that lock, is refused unless its entry is seen inspected (`claim_payable` fires before
  `open_taken`: triggers fire by name). Whoever sees that, sees the open row too.
- What is released comes back as it was, since it couldn't change meanwhile. Two claims of one entry, or a claim and a
  release, wait for each other at the claim's key.
- Whoever writes a row here holds one of those locks of its entry alone. Nobody waits here who didn't wait there: no
  order of locks is new.
"""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.kept import KeptByTriggers
from microfactory.kernel.money import ExactMoneyField
from microfactory.kernel.scoping import ScopedQuerySet

_COLUMNS = "community_id, resident_id, operation_id, corrects_id, work_date, amount, logged_at"
_EARNS = "e.state = 'accepted' AND NOT e.settled_outside AND e.amount <> 0"
_COPIED = f"SELECT e.id AS entry_id, {', '.join(f'e.{name}' for name in _COLUMNS.split(', '))} FROM"
_INSERT = f"INSERT INTO workshops_openentry (entry_id, {_COLUMNS})"

# What the table holds: inspected, not settled before this system, worth anything, and taken by no pay run.
OPEN_ROWS = f"""{_COPIED} workshops_pieceentry e
    WHERE {_EARNS} AND NOT EXISTS (SELECT 1 FROM workshops_entryclaim c WHERE c.entry_id = e.id)"""
# What it does hold, in the same columns.
KEPT_ROWS = f"SELECT entry_id, {_COLUMNS} FROM workshops_openentry"
# For rows that were loaded past the triggers; `workshops.operations.open_entries` runs it.
FILL = f"{_INSERT} {OPEN_ROWS}"

_LOGGED = f"{_INSERT} {_COPIED} new_rows e WHERE {_EARNS};"
_CHANGED = f"DELETE FROM workshops_openentry o USING old_rows e WHERE o.entry_id = e.id AND {_EARNS}; {_LOGGED}"
_TAKEN = "DELETE FROM workshops_openentry o USING new_rows c WHERE o.entry_id = c.entry_id;"
# Row by row (OFFSET keeps it so): for a whole run, PostgreSQL would read all entries ever made, and keep that plan.
_RELEASED = f"""{_INSERT} {_COPIED} old_rows c CROSS JOIN LATERAL (
    SELECT * FROM workshops_pieceentry p WHERE p.id = c.entry_id OFFSET 0) e WHERE {_EARNS};"""


class KeepOpen(pgtrigger.Trigger):
    """Keeps `OpenEntry` by one statement over all rows that a statement wrote, as they stand in the tables `rows`."""

    level = pgtrigger.Statement
    when = pgtrigger.After

    def __init__(self, *, name: str, operation, sql: str, **rows: str):
        super().__init__(name=name, operation=operation, referencing=pgtrigger.Referencing(**rows))
        self.sql = sql

    def get_func(self, model):
        return f"{self.sql} RETURN NULL;"


def kept_by_entries() -> list[KeepOpen]:
    """The triggers of `PieceEntry`; entries are never deleted."""
    return [
        KeepOpen(name="open_logged", operation=pgtrigger.Insert, sql=_LOGGED, new="new_rows"),
        KeepOpen(name="open_changed", operation=pgtrigger.Update, sql=_CHANGED, old="old_rows", new="new_rows"),
    ]


def kept_by_claims() -> list[KeepOpen]:
    """The triggers of `EntryClaim`; claims are never changed."""
    return [
        KeepOpen(name="open_taken", operation=pgtrigger.Insert, sql=_TAKEN, new="new_rows"),
        KeepOpen(name="open_released", operation=pgtrigger.Delete, sql=_RELEASED, old="old_rows"),
    ]


class OpenEntry(models.Model):
    """An entry that earns and that no pay run has taken. Read by the queries of pay; written by triggers alone.

    Its keys aren't checked a second time: each row is copied from one whose keys are.
    """

    entry = models.OneToOneField(
        "workshops.PieceEntry",
        models.DO_NOTHING,
        primary_key=True,
        related_name="+",
        db_constraint=False,
        verbose_name=_("piece entry"),
    )
    community = models.ForeignKey(
        "residents.Community",
        models.DO_NOTHING,
        related_name="+",
        db_index=False,
        db_constraint=False,
        verbose_name=_("community"),
    )
    resident = models.ForeignKey(
        "residents.Resident",
        models.DO_NOTHING,
        related_name="+",
        db_index=False,
        db_constraint=False,
        verbose_name=_("resident"),
    )
    operation = models.ForeignKey(
        "workshops.Operation",
        models.DO_NOTHING,
        related_name="+",
        db_index=False,
        db_constraint=False,
        verbose_name=_("operation"),
    )
    corrects = models.ForeignKey(
        "workshops.PieceEntry",
        models.DO_NOTHING,
        related_name="+",
        null=True,
        db_index=False,
        db_constraint=False,
        verbose_name=_("corrects"),
    )
    work_date = models.DateField(_("work date"))
    amount = ExactMoneyField(_("earned"))
    logged_at = models.DateTimeField(_("logged at"))

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("open entry")
        verbose_name_plural = _("open entries")
        indexes = [models.Index(fields=["community", "resident"], name="open_by_resident")]
        triggers = [
            KeptByTriggers(name="open_kept", sentence="open entries are kept by entries and claims alone"),
        ]

    def __str__(self):
        return f"{self.work_date} · {self.amount}"
