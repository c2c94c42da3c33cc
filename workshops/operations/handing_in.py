"""Handing in at the counter: on a slip, or as a day's work without one."""

import datetime as dt

from django.db import transaction

from residents.models import Resident
from workshops.models import Issue, Operation, PieceEntry
from workshops.operations.entries import log_on_slip
from workshops.operations.issues import issue_day_slip
from workshops.rules.quantities import Quantities


@transaction.atomic(savepoint=False)
def hand_in(
    *,
    issue: Issue | None = None,
    resident: Resident | None = None,
    operation: Operation | None = None,
    work_date: dt.date | None = None,
    actor,
    now: dt.datetime,
    **quantities,
) -> PieceEntry:
    """Logs on `issue` where there is one, else makes a day slip of `resident` and `operation` in the same act.

    `quantities` are what `log_entry` or `issue_day_slip` take; both say what they raise. The most frequent act of all,
    inside the transaction of its form: it sets no savepoints of its own.
    """
    acts = {"work_date": work_date, "actor": actor, "now": now}
    if issue is not None:
        return log_on_slip(issue=issue, quantities=Quantities(**quantities), **acts)
    return issue_day_slip(resident=resident, operation=operation, **quantities, **acts)
