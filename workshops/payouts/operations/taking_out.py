"""Work that its resident disputes leaves the drafts of pay runs; the rest of her slip stays."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from django.db import transaction
from django.db.models import IntegerField, Sum
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from microfactory.kernel.money import round_fen
from microfactory.kernel.periods import Month
from residents.operations.log import log_move
from residents.queries.parameters import parameter
from workshops.models import EntryClaim, PieceEntry
from workshops.operations.claims import release_claims
from workshops.payouts import moves
from workshops.payouts.enums import RunState, SlipState
from workshops.payouts.models import PayLine, PayRun, Payslip
from workshops.payouts.models.guards import FROZEN_LINES
from workshops.payouts.queries.disputing import drafted_lines
from workshops.payouts.queries.tax import tax_scales
from workshops.payouts.rules.corrections import DEFAULT_FLOOR, FLOOR_KEY, taken
from workshops.payouts.rules.tax import withhold

ZERO = Decimal(0)


@transaction.atomic
def take_out_of_drafts(*, entry: PieceEntry, runs: Iterable[PayRun], reason: str, actor, now: dt.datetime) -> None:
    """Takes an entry with its corrections out of the runs that aren't approved yet, which are locked already
    (operations.locking). Nothing where it is in none.

    Her slip is made anew of what is left, under its number. Where corrections of work that was taken before would now
    take too much of it, the newest of them wait as well. Where nothing is left, the slip goes (that it was held back
    is noted), and a run without slips goes back to whoever prepared it.
    """
    for run in runs:
        line = drafted_lines(entry).filter(slip__run=run).first()
        if line is not None:
            _take_out(run, line.slip_id, entry, reason, actor, now)


# Over rows of runs: how many lines would pay work that is frozen beyond the day on which the run was drawn up, a race
# of drafting and disputing. Asked where the run is locked; the trigger of approval (models.guards) asks the same anew.
DISPUTED = RawSQL(f"SELECT COUNT(*) {FROZEN_LINES.format(run=PayRun._meta.db_table)}", [], IntegerField())


def check_nothing_disputed(run: PayRun) -> None:
    """Raises RuleBroken (disputed) where a run, read with `disputed`, would pay such work."""
    if run.disputed:
        raise RuleBroken(
            _("%(count)s pieces of work in this run are disputed by now. Draw it up again: they stay out.")
            % {"count": run.disputed},
            code="disputed",
        )


def _take_out(run: PayRun, slip_id: int, entry: PieceEntry, reason: str, actor, now: dt.datetime) -> None:
    """Out of one run, which is locked."""
    slip = Payslip.objects.locked().select_related("resident").get(pk=slip_id)
    lines = list(slip.lines.select_related("entry").order_by("pk"))
    kept = _kept([row for row in lines if entry.pk not in (row.entry_id, row.entry.corrects_id)], run)
    gone = [row.entry_id for row in lines if row not in kept]
    PayLine.objects.filter(slip=slip).delete()
    Payslip.objects.filter(pk=slip.pk).delete()
    release_claims(community=run.community, entries=gone, reference=run.number, actor=actor, now=now)
    if kept:
        _again(run, slip, kept)
    elif slip.state == SlipState.HELD:
        run.held_over = {**(run.held_over or {}), str(slip.resident_id): slip.held_reason}
        run.save(update_fields=["held_over"])
    log_move(run, move="take_out", before=run.state, after=run.state, actor=actor, now=now, reason=reason)
    if run.state == RunState.SUBMITTED and not run.slips.exists():
        target = moves.RUN.check("send_back", run.state, reason)
        log_move(run, move="send_back", before=run.state, after=target, actor=actor, now=now, reason=reason)
        run.state, run.submitted_at, run.submitted_by = target, None, None
        run.save(update_fields=["state", "submitted_at", "submitted_by"])


def _kept(lines: list[PayLine], run: PayRun) -> list[PayLine]:
    """The lines that make a slip again: all, or without the newest units that would take too much, or none."""
    units = _units(lines)
    plus = [unit for unit in units if _total(unit) >= 0]
    minus = [unit for unit in units if _total(unit) < 0]
    floor = parameter(FLOOR_KEY, community=run.community, on=run.pay_date, default=DEFAULT_FLOOR)
    fit = taken(sum(map(_total, plus), ZERO), [_total(unit) for unit in minus], floor)
    kept = [line for unit in [*plus, *minus[:fit]] for line in unit]
    return sorted(kept, key=lambda line: line.pk) if round_fen(_total(kept)) >= Decimal("0.01") else []


def _units(lines: list[PayLine]) -> list[list[PayLine]]:
    """What is paid whole, as queries.payable_sql has it, oldest first: work with its corrections, or, of work that was
    taken before, the rows of one act of correction."""
    here = {line.entry_id for line in lines}
    roots = {line.entry.corrects_id for line in lines} - here - {None}
    before = set(EntryClaim.objects.filter(entry__in=roots).values_list("entry_id", flat=True))
    units = defaultdict(list)
    for line in sorted(lines, key=lambda line: line.entry_id):
        root = line.entry.corrects_id or line.entry_id
        units[root, line.entry.logged_at if root in before else None].append(line)
    return list(units.values())


def _total(lines: list[PayLine]) -> Decimal:
    return sum((line.amount for line in lines), ZERO)


def _again(run: PayRun, slip: Payslip, lines: list[PayLine]) -> None:
    """The slip anew; its tax is provisional, as in any draft."""
    exact = _total(lines)
    gross = round_fen(exact)
    month = Month.of(run.pay_date)
    before = (
        Payslip.objects.standing()
        .filter(resident=slip.resident, run__pay_date__range=(month.first, month.last))
        .aggregate(gross=Sum("gross", default=ZERO), tax=Sum("tax", default=ZERO))
    )
    scale = tax_scales(run.community)(run.pay_date)
    tax = withhold(paid_before=before["gross"], withheld_before=before["tax"], this=gross, scale=scale)
    fresh = Payslip.objects.create(
        community_id=run.community_id,
        run=run,
        resident=slip.resident,
        number=slip.number,
        gross_exact=exact,
        gross=gross,
        rounding=gross - exact,
        tax=tax,
        net=gross - tax,
        method=slip.method,
        state=slip.state,
        held_reason=slip.held_reason,
    )
    PayLine.objects.bulk_create(
        PayLine(
            community_id=line.community_id,
            slip=fresh,
            kind=line.kind,
            entry_id=line.entry_id,
            work_order_id=line.work_order_id,
            amount=line.amount,
        )
        for line in lines
    )
