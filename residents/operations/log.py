"""The log of moves: every change of a state, written in the transaction that makes it."""

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import islice

from django.db import connection

from residents.models import MoveLog

_TABLE = MoveLog._meta.db_table
_COLUMNS = tuple(field.column for field in MoveLog._meta.concrete_fields if not field.primary_key)


def _batched(lines: Iterable[MoveLog], size: int) -> Iterator[list[MoveLog]]:
    """The lines, so many at a time."""
    rest = iter(lines)
    while part := list(islice(rest, size)):
        yield part


def moved(subject, *, move: str, before: str, after: str, actor, now: dt.datetime, reason: str = "") -> MoveLog:
    """A line of the log, not stored yet: collect many and give them to `log_moves`."""
    return MoveLog(
        community_id=subject.community_id,
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        move=move,
        before=before,
        after=after,
        reason=reason.strip(),
        actor=actor,
        at=now,
    )


def log_move(subject, *, move: str, before: str, after: str, actor, now: dt.datetime, reason: str = "") -> MoveLog:
    """Notes one move of a row that belongs to a community."""
    line = moved(subject, move=move, before=before, after=after, actor=actor, now=now, reason=reason)
    line.save(force_insert=True)
    return line


def log_moves(lines: Iterable[MoveLog]) -> None:
    """Notes many moves (made by `moved`), 2,000 in a statement. Written plainly: most acts end with it."""
    for part in _batched(lines, 2000):
        values = [getattr(line, name) for line in part for name in _COLUMNS]
        rows = ", ".join([f"({', '.join(['%s'] * len(_COLUMNS))})"] * len(part))
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {_TABLE} ({', '.join(_COLUMNS)}) VALUES {rows}", values)
