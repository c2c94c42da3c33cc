"""A day's work of a whole workshop, stored at once: good cells are kept, bad ones come back with their sentence."""

import datetime as dt
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from residents.enums import Place, ResidentState
from residents.models import Workshop
from residents.operations.log import log_moves, moved
from residents.operations.references import next_numbers
from workshops.enums import EntrySource, IssueKind, IssueState, MovementKind, OrderState
from workshops.models import Issue, PieceEntry
from workshops.operations.entries import LEADERS, accept, check_held, new_entry
from workshops.operations.inspection import Refusal
from workshops.operations.parts import move_material, settle_slips
from workshops.operations.visits import note_minutes, note_times
from workshops.queries.daysheet_facts import SheetFacts, sheet_facts
from workshops.queries.duties import INSPECTORS, roles_of
from workshops.rules.days import check_work_date
from workshops.rules.daysheet import Cell
from workshops.rules.duties import check_not_own, may_inspect
from workshops.rules.pay import rate_that_counts, require_rate
from workshops.rules.quantities import check_reported
from workshops.rules.sentences import order_closed, other_community, resident_left


@dataclass(frozen=True)
class SheetResult:
    """By the cells' keys: what is stored now, and what isn't, with the reason."""

    stored: dict[Hashable, PieceEntry] = field(default_factory=dict)
    refused: dict[Hashable, Refusal] = field(default_factory=dict)


@transaction.atomic
def log_sheet(
    *,
    workshop,
    day: dt.date,
    cells: Sequence[Cell],
    minutes: Mapping[int, int] | None = None,
    times: Mapping[int, tuple[dt.datetime, dt.datetime | None]] | None = None,
    actor,
    now: dt.datetime,
) -> SheetResult:
    """Stores the cells of a day sheet, and how long people were there: resident id → minutes, or (came, left).

    A cell counts against the open workshop slip of that person and operation that is due first; without one it makes
    a day slip. A cell that is stored already is refused (stored_already), so pressing twice doubles nothing; the other
    codes are those of `log_entry`. Raises RuleBroken itself only for the whole sheet (no_right, future). A constant
    number of statements, whatever the number of cells.
    """
    today = timezone.localdate(now)
    check_work_date(day, today=today)
    roles = roles_of(actor=actor, community_id=workshop.community_id, day=today)
    inspected = may_inspect(roles, inspectors=INSPECTORS, helpers=LEADERS)
    # Two people who store the same sheet wait for each other here.
    workshop = Workshop.objects.select_for_update(of=("self",), no_key=True).get(pk=workshop.pk)
    facts = sheet_facts(
        workshop,
        day=day,
        residents={cell.resident_id for cell in cells} | set(minutes or ()) | set(times or ()),
        operations={cell.operation_id for cell in cells},
    )
    result, seen, fresh, on_slips = SheetResult(), set(), [], []
    for cell in cells:
        try:
            _check_cell(cell, facts, seen, actor=actor, day=day)
        except RuleBroken as error:
            result.refused[cell.key] = Refusal(error.code, str(error))
            continue
        seen.add(cell.pair)
        (on_slips if cell.pair in facts.slips else fresh).append(cell)
    slips = _day_slips(workshop, fresh, facts, day=day, actor=actor, now=now)
    slips |= _locked_slips(on_slips, facts, result)
    _store(slips, cells, result, inspected=inspected, day=day, actor=actor, now=now)
    known = {person: count for person, count in (minutes or {}).items() if person in facts.residents}
    note_minutes(workshop=workshop, day=day, minutes=known, actor=actor, now=now)
    if times:
        there = {person: span for person, span in times.items() if person in facts.residents}
        note_times(workshop=workshop, day=day, times=there, actor=actor, now=now)
    return result


def _check_cell(cell: Cell, facts: SheetFacts, seen: set, *, actor, day: dt.date) -> None:
    """Everything that can be said about a cell before any slip is made."""
    resident, operation = facts.residents.get(cell.resident_id), facts.operations.get(cell.operation_id)
    if resident is None or operation is None:
        raise other_community()
    check_reported(cell.quantities)
    check_not_own(resident_user_id=resident.user_id, actor_id=actor.pk)
    if cell.pair in facts.stored or cell.pair in seen:
        raise RuleBroken(
            _("This is stored already for %(name)s. To change it, undo it first.") % {"name": resident.name},
            code="stored_already",
        )
    if cell.pair not in facts.slips:
        if operation.work_order.state != OrderState.OPEN:
            raise order_closed(operation.work_order.product)
        if resident.state != ResidentState.ACTIVE:
            raise resident_left(resident.name)
    require_rate(operation.day_rate, operation=operation.full_name, day=day)


def _day_slips(
    workshop, cells: list[Cell], facts: SheetFacts, *, day: dt.date, actor, now: dt.datetime
) -> dict[Hashable, tuple[Issue, int]]:
    """Makes a slip of exactly the reported pieces for each cell: key → slip and what is held on it."""
    today = timezone.localdate(now)
    numbers = next_numbers(community=workshop.community, prefix="LL", day=today, count=len(cells))
    slips = [
        Issue(
            community_id=workshop.community_id,
            number=number,
            operation=facts.operations[cell.operation_id],
            resident=facts.residents[cell.resident_id],
            workshop_id=workshop.pk,
            kind=IssueKind.DAY,
            place=Place.WORKSHOP,
            quantity=cell.quantities.reported,
            rate=facts.operations[cell.operation_id].day_rate,
            issued_on=day,
            state=IssueState.FINISHED if not cell.rework else IssueState.OPEN,
            issued_at=now,
            issued_by=actor,
        )
        for cell, number in zip(cells, numbers, strict=True)
    ]
    Issue.objects.bulk_create(slips, batch_size=2000)
    pieces = [(issue, issue.quantity) for issue in slips]
    move_material(pieces, MovementKind.ISSUED, on=day, actor=actor, now=now, note=_("day sheet"))
    log_moves(moved(issue, move="issue", before="", after=issue.state, actor=actor, now=now) for issue in slips)
    return {cell.key: (issue, issue.quantity) for cell, issue in zip(cells, slips, strict=True)}


def _locked_slips(cells: list[Cell], facts: SheetFacts, result: SheetResult) -> dict[Hashable, tuple[Issue, int]]:
    """Locks the slips that cells count against; a cell that is more than its slip holds is refused."""
    ids = [facts.slips[cell.pair] for cell in cells]
    if not ids:
        return {}
    locked = {issue.pk: issue for issue in Issue.objects.filter(pk__in=ids).locked()}
    held = dict(Issue.objects.filter(pk__in=ids).with_held().values_list("pk", "held"))
    slips = {}
    for cell in cells:
        issue = locked[facts.slips[cell.pair]]
        issue.operation, issue.resident = facts.operations[cell.operation_id], facts.residents[cell.resident_id]
        try:
            check_held(issue, held[issue.pk], cell.quantities.reported)
        except RuleBroken as error:
            result.refused[cell.key] = Refusal(error.code, str(error))
            continue
        slips[cell.key] = (issue, held[issue.pk])
    return slips


def _store(
    slips: dict[Hashable, tuple[Issue, int]],
    cells: Sequence[Cell],
    result: SheetResult,
    *,
    inspected: bool,
    day: dt.date,
    actor,
    now: dt.datetime,
) -> None:
    """Stores the entries of the slips, logs them and finishes what is handed in."""
    entries, left = [], []
    for cell in cells:
        if cell.key not in slips:
            continue
        issue, held = slips[cell.key]
        rate = rate_that_counts(
            day_rate=issue.operation.day_rate,
            day_rate_since=issue.operation.day_rate_since,
            slip_rate=issue.rate,
            slip_issued_on=issue.issued_on,
        )
        entry = new_entry(issue, cell.quantities, rate=rate, day=day, actor=actor, now=now)
        entry.source = EntrySource.DAYSHEET
        if inspected:
            accept(entry, actor=actor, now=now)
        result.stored[cell.key] = entry
        entries.append(entry)
        left.append((issue, held - cell.quantities.taken))
    PieceEntry.objects.bulk_create(entries, batch_size=2000)
    lines = [moved(entry, move="log", before="", after=entry.state, actor=actor, now=now) for entry in entries]
    log_moves(lines + settle_slips(left, actor=actor, now=now))
