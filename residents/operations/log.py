"""The log of moves: every change of a state, written in the transaction that makes it."""

import datetime as dt
from collections.abc import Iterable

from residents.models import MoveLog


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
    """Notes many moves (made by `moved`) in one statement."""
    MoveLog.objects.bulk_create(lines, batch_size=2000)
