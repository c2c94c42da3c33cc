"""Parts of acts. They are called inside an operation, which has the actor, the time, the locks and the transaction."""

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from residents.models import MoveLog
from residents.operations.log import moved
from workshops import moves
from workshops.enums import IssueKind, IssueState, MovementKind
from workshops.models import Issue, Material, MaterialMovement, PieceEntry


def held_now(issue: Issue) -> int:
    """Pieces that the resident holds on a locked slip."""
    return Issue.objects.with_held().values_list("held", flat=True).get(pk=issue.pk)


def settle_slip(issue: Issue, held: int, *, actor, now: dt.datetime) -> list[MoveLog]:
    """Finishes an open slip on which nothing is held, reopens a finished one on which something is; what to log."""
    name = "finish" if issue.state == IssueState.OPEN and held == 0 else None
    name = "reopen" if issue.state == IssueState.FINISHED and held > 0 else name
    if name is None:
        return []
    return [move_slip(issue, name, actor=actor, now=now)]


def settle_slips(slips: Iterable[tuple[Issue, int]], *, actor, now: dt.datetime) -> list[MoveLog]:
    """Finishes those of many open slips on which nothing is held, in one statement; what to log."""
    done = [issue for issue, held in slips if held == 0 and issue.state == IssueState.OPEN]
    lines = []
    for issue in done:
        target = moves.ISSUE.check("finish", issue.state)
        lines.append(moved(issue, move="finish", before=issue.state, after=target, actor=actor, now=now))
        issue.state = target
    Issue.objects.filter(pk__in=[issue.pk for issue in done]).update(state=IssueState.FINISHED)
    return lines


def move_slip(issue: Issue, name: str, *, actor, now: dt.datetime, reason: str = "") -> MoveLog:
    """Makes one move of a locked slip and gives what to log."""
    target = moves.ISSUE.check(name, issue.state, reason)
    line = moved(issue, move=name, before=issue.state, after=target, actor=actor, now=now, reason=reason)
    issue.state = target
    if target == IssueState.CANCELLED:
        issue.cancelled_at, issue.cancelled_by = now, actor
    issue.save(update_fields=["state", "cancelled_at", "cancelled_by"])
    return line


def move_material(
    slips: Iterable[tuple[Issue, int]],
    kind: str,
    *,
    on: dt.date,
    actor,
    now: dt.datetime,
    number: str = "",
    note: str = "",
) -> None:
    """Moves the material of so many pieces of each slip, by the norm of its operation.

    Two statements, whatever the number of slips. A repair takes no new material.
    """
    pieces = [(issue, count) for issue, count in slips if count and issue.kind != IssueKind.REPAIR]
    if not pieces:
        return
    norms: dict[int, list[Material]] = {}
    operations = {issue.operation_id for issue, _count in pieces}
    for material in Material.objects.filter(operation__in=operations).order_by("pk"):
        norms.setdefault(material.operation_id, []).append(material)
    MaterialMovement.objects.bulk_create(
        [
            MaterialMovement(
                community_id=issue.community_id,
                material=material,
                kind=kind,
                quantity=material.per_piece * count,
                issue=issue,
                number=number,
                on=on,
                at=now,
                by=actor,
                note=note,
            )
            for issue, count in pieces
            for material in norms.get(issue.operation_id, [])
        ],
        batch_size=2000,
    )


def undo_material(issue: Issue, entry: PieceEntry, *, actor, now: dt.datetime) -> None:
    """Takes back what an entry said about unused or lost pieces: their material is in the resident's hands again."""
    on, note = timezone.localdate(now), _("undone")
    move_material([(issue, entry.returned)], MovementKind.ISSUED, on=on, actor=actor, now=now, note=note)
    move_material([(issue, -entry.lost)], MovementKind.LOST, on=on, actor=actor, now=now, note=note)
