"""Triggers that keep history as it was: what was paid, delivered or posted is never edited or deleted.

They also stop bulk writes, imports, the admin and SQL typed by hand. A correction is a new row.
"""

from collections.abc import Sequence

import pgtrigger


class Refuse(pgtrigger.Trigger):
    """Refuses a row operation with a sentence.

    `sentence` is raised as it is written (English: it is for logs and developers; operations refuse earlier, in the
    reader's language). `when_sql` narrows it to rows for which that SQL over OLD and NEW is true.
    """

    when = pgtrigger.Before

    def __init__(self, *, name: str, operation, sentence: str, when_sql: str = "TRUE"):
        super().__init__(name=name, operation=operation)
        self.sentence = sentence
        self.when_sql = when_sql

    def get_func(self, model):
        sentence = self.sentence.replace("'", "''").replace("%", "%%")
        return f"""
            IF {self.when_sql} THEN
                RAISE EXCEPTION USING MESSAGE = '{sentence}', ERRCODE = 'integrity_constraint_violation';
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        """


def never_deleted(name: str, sentence: str) -> Refuse:
    """No row of the table can be deleted."""
    return Refuse(name=f"{name}_no_delete", operation=pgtrigger.Delete, sentence=sentence)


def append_only(name: str, sentence: str) -> list[Refuse]:
    """No row of the table can be changed or deleted."""
    return [
        Refuse(name=f"{name}_no_update", operation=pgtrigger.Update, sentence=sentence),
        never_deleted(name, sentence),
    ]


def frozen_when(name: str, when_sql: str, sentence: str) -> list[Refuse]:
    """Rows for which `when_sql` (over OLD) is true can neither be changed nor deleted."""
    return [
        Refuse(name=f"{name}_no_update", operation=pgtrigger.Update, sentence=sentence, when_sql=when_sql),
        Refuse(name=f"{name}_no_delete", operation=pgtrigger.Delete, sentence=sentence, when_sql=when_sql),
    ]


def fixed_columns(name: str, columns: Sequence[str], sentence: str, *, when_sql: str = "TRUE") -> Refuse:
    """The named columns keep their first value (where `when_sql` over OLD is true); other columns may move on."""
    changed = " OR ".join(f'OLD."{column}" IS DISTINCT FROM NEW."{column}"' for column in columns)
    return Refuse(
        name=f"{name}_fixed", operation=pgtrigger.Update, sentence=sentence, when_sql=f"({when_sql}) AND ({changed})"
    )
