"""Handing in at the counter: on a slip, or as a day's work without one."""

import datetime as dt

from django.db import transaction

from workshops.models import Issue, Operation, PieceEntry
from workshops.operations.entries import log_entry
from workshops.operations.issues import issue_day_slip


@transaction.atomic
def hand_in(
    *, resident, operation: Operation, issue: Issue | None = None, actor, now: dt.datetime, **quantities
) -> PieceEntry:
    """Logs on `issue` where there is one, else makes a day slip of `operation` in the same act.

    `quantities` are what `log_entry` or `issue_day_slip` take; both say what they raise.
    """
    if issue is not None:
        return log_entry(issue=issue, **quantities, actor=actor, now=now)
    return issue_day_slip(resident=resident, operation=operation, **quantities, actor=actor, now=now)
