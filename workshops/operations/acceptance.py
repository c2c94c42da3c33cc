"""What the client says to a delivery, and what becomes of the pieces that come back."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from residents.operations.log import log_move
from residents.operations.references import next_number
from workshops import moves
from workshops.enums import RejectPolicy
from workshops.models import Delivery, DeliveryAllocation, DeliveryLine, Issue, PieceEntry
from workshops.operations.corrections import add_rows, rows_of, rows_rate
from workshops.rules.acceptance import (
    Allocated,
    LineOutcome,
    NamedReject,
    Share,
    check_outcome,
    name_rejects,
    newest_first,
    share_out,
)
from workshops.rules.corrections import Row
from workshops.rules.days import check_not_future
from workshops.rules.quantities import Quantities

__all__ = ["LineOutcome", "NamedReject", "record_acceptance"]

_OUTCOMES = """
    UPDATE workshops_deliveryallocation a
    SET accepted = n.accepted, rejected_material = n.material, rejected_worker = n.worker, short = n.short,
        named = n.named, taken_back = n.back
    FROM unnest(%s, %s, %s, %s, %s, %s, %s) AS n (id, accepted, material, worker, short, named, back)
    WHERE a.id = n.id
"""


@dataclass
class _Line:
    """A line with the pieces it is made of, by operation, oldest first, and what is to be written about them."""

    line: DeliveryLine
    groups: dict[int, list[Allocated]]
    traced: bool
    shares: dict[int, Share]
    back: dict[int, int]


@transaction.atomic
def record_acceptance(
    *,
    delivery: Delivery,
    outcomes: Sequence[LineOutcome],
    accepted_on: dt.date | None = None,
    actor,
    now: dt.datetime,
) -> Delivery:
    """Records, for every line, how many pieces the client accepted, rejected for which cause, or didn't find (YS).

    Of each operation the oldest pieces count as accepted; the rest lies with the newest, unless rejects are named.
    Under `traced`, a named reject on an entry that no pay run has taken is taken off that entry and held again as
    rework by whoever made it; everything else is paid by the community all the same (`guaranteed`).

    Raises RuleBroken with the codes lines_missing, outcome_total, named_total, named_not_in_line, future, before_sent,
    wrong_state. An acceptance is recorded once.
    """
    today = timezone.localdate(now)
    day = accepted_on or today
    check_not_future(day, today=today, field="accepted_on")
    seen = Delivery.objects.select_related("community").get(pk=delivery.pk)
    target = moves.DELIVERY.check("accept", seen.state)
    if day < seen.sent_on:
        raise RuleBroken(
            _("It was delivered on %(sent)s, so it wasn't accepted before that.") % {"sent": seen.sent_on.isoformat()},
            code="before_sent",
            field="accepted_on",
        )
    lines = _share(seen, {outcome.line_id: outcome for outcome in outcomes})
    number = next_number(community=seen.community, prefix="YS", day=today)
    entries = _lock_named(lines)
    delivery = Delivery.objects.locked().get(pk=delivery.pk)
    moves.DELIVERY.check("accept", delivery.state)
    for line in lines:
        _trace(line, entries)
    _write(lines, {outcome.line_id: outcome for outcome in outcomes})
    log_move(delivery, move="accept", before=delivery.state, after=target, actor=actor, now=now)
    delivery.state, delivery.accepted_on, delivery.acceptance_number = target, day, number
    delivery.recorded_at, delivery.recorded_by = now, actor
    delivery.save(update_fields=["state", "accepted_on", "acceptance_number", "recorded_at", "recorded_by"])
    _correct(lines, entries, number, actor=actor, now=now)
    return delivery


def _share(delivery: Delivery, outcomes: dict[int, LineOutcome]) -> list[_Line]:
    """Reads the lines with their allocations and shares the outcomes out. Refuses where they don't fit."""
    found = {
        line.pk: _Line(line, {}, order.agreement.reject_policy == RejectPolicy.TRACED, {}, {})
        for line in DeliveryLine.objects.filter(delivery=delivery)
        .select_related("operation__work_order__agreement")
        .order_by("pk")
        if (order := line.operation.work_order)
    }
    if set(found) != set(outcomes):
        raise RuleBroken(_("Please say what became of every line of the delivery."), code="lines_missing")
    rows = DeliveryAllocation.objects.filter(line__delivery=delivery).order_by("entry__work_date", "entry_id", "pk")
    columns = ("id", "entry_id", "entry__resident_id", "entry__operation_id", "pieces")
    for line_id, *values in rows.values_list("line_id", *columns):
        allocated = Allocated(*values)
        found[line_id].groups.setdefault(allocated.operation_id, []).append(allocated)
    for key, line in found.items():
        _share_line(line, outcomes[key])
    return list(found.values())


def _share_line(line: _Line, outcome: LineOutcome) -> None:
    operation = line.line.operation
    check_outcome(outcome, delivered=line.line.quantity, product=operation.full_name, unit=operation.unit)
    # The product's own operation first: a resident who is named made the piece before she made a step of it.
    own = line.groups.get(operation.pk, [])
    steps = [row for key, rows in line.groups.items() if key != operation.pk for row in rows]
    named = name_rejects(outcome, [*steps, *own])
    for rows in line.groups.values():
        line.shares |= share_out(outcome, rows, {row.id: named[row.id] for row in rows if row.id in named})


def _lock_named(lines: list[_Line]) -> dict[int, PieceEntry]:
    """Locks slips, then entries, that traced rejects name; those that can be corrected, by their id.

    Taken by a pay run, disputed by its resident, or without a slip (imported): not among them.
    """
    wanted = {
        row.entry_id
        for line in lines
        if line.traced
        for rows in line.groups.values()
        for row in rows
        if line.shares[row.id].named
    }
    if not wanted:
        return {}
    slips = PieceEntry.objects.filter(pk__in=wanted).values("issue_id")
    issues = {issue.pk: issue for issue in Issue.objects.filter(pk__in=slips).locked()}
    entries = PieceEntry.objects.filter(pk__in=wanted, issue__isnull=False).locked()
    locked = {entry.pk: entry for entry in entries}
    # An entry that earned nothing until it was corrected is taken by its correction alone.
    taken = PieceEntry.objects.filter(corrects__in=locked, claim__isnull=False).values("corrects")
    open_ = PieceEntry.objects.filter(pk__in=locked, freeze__isnull=True).unclaimed()
    free = set(open_.exclude(pk__in=taken).values_list("pk", flat=True))
    for entry in locked.values():
        entry.issue = issues[entry.issue_id]
    return {key: entry for key, entry in locked.items() if key in free}


def _trace(line: _Line, entries: dict[int, PieceEntry]) -> None:
    """Which pieces of a traced line are in hand again: the named ones, and with each its pieces of the other steps."""
    if not line.traced:
        return
    for operation_id, rows in line.groups.items():
        back = {row.id: line.shares[row.id].named for row in rows if row.entry_id in entries}
        back = {key: count for key, count in back.items() if count}
        line.back |= back
        for other_id, others in line.groups.items():
            if other_id != operation_id and back:
                room = {row.id: _room(line, row) for row in others}
                line.back |= {
                    key: line.back.get(key, 0) + count
                    for key, count in newest_first(others, room, sum(back.values())).items()
                }


def _room(line: _Line, row: Allocated) -> int:
    """Rejected pieces of an allocation that nobody is named for and that aren't in hand again."""
    share = line.shares[row.id]
    return share.rejected_worker - share.named - line.back.get(row.id, 0)


def _write(lines: list[_Line], outcomes: dict[int, LineOutcome]) -> None:
    """Stores what became of each line and each allocation. Two statements."""
    for line in lines:
        outcome = outcomes[line.line.pk]
        line.line.accepted, line.line.short = outcome.accepted, outcome.short
        line.line.rejected_material, line.line.rejected_worker = outcome.rejected_material, outcome.rejected_worker
        own = line.groups.get(line.line.operation_id, [])
        line.line.came_back = sum(line.back.get(row.id, 0) for row in own)
    fields = ["accepted", "rejected_material", "rejected_worker", "short", "came_back"]
    DeliveryLine.objects.bulk_update([line.line for line in lines], fields)
    rows = [
        (key, s.accepted, s.rejected_material, s.rejected_worker, s.short, s.named, line.back.get(key, 0))
        for line in lines
        for key, s in sorted(line.shares.items())
    ]
    with connection.cursor() as cursor:
        cursor.execute(_OUTCOMES, [list(column) for column in zip(*rows, strict=True)])


def _correct(lines: list[_Line], entries: dict[int, PieceEntry], number: str, *, actor, now: dt.datetime) -> None:
    """Takes named rejects off their entries; whoever made them holds them again."""
    for line in lines:
        rows = [row for group in line.groups.values() for row in group if row.entry_id in entries]
        for row in rows:
            count = line.shares[row.id].named if line.traced else 0
            if not count:
                continue
            entry = entries[row.entry_id]
            reason = _("%(count)s rejected by the client for the worker's fault, acceptance %(number)s")
            change = Row(Quantities(good=-count, rework=count), 0, rows_rate(rows_of(entry)))
            add_rows(
                entry=entry,
                issue=entry.issue,
                added=[change],
                reason=reason % {"count": count, "number": number},
                actor=actor,
                now=now,
            )
