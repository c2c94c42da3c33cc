"""Work that its resident disputes leaves the drafts of pay runs; the rest of her slip stays."""

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.db.models import Q, Sum
from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from microfactory.kernel.money import round_fen
from microfactory.kernel.periods import Month
from residents.operations.log import log_move
from residents.queries.parameters import parameter
from workshops.models import EntryFreeze, PieceEntry
from workshops.operations.claims import release_claims
from workshops.payouts import moves
from workshops.payouts.enums import UNAPPROVED, RunState
from workshops.payouts.models import PayLine, PayRun, Payslip
from workshops.payouts.queries.disputing import drafted_lines
from workshops.payouts.queries.payable import FLOOR_KEY
from workshops.payouts.queries.tax import tax_scales
from workshops.payouts.rules.corrections import DEFAULT_FLOOR
from workshops.payouts.rules.tax import withhold

ZERO = Decimal(0)


@transaction.atomic
def take_out_of_drafts(*, entry: PieceEntry, reason: str, actor, now: dt.datetime) -> None:
    """Takes an entry with its corrections out of a run that isn't approved yet. Nothing where it is in none.

    Her slip is made anew of what is left, under its number. Where corrections would now take too much of it, they
    wait as well; where nothing is left, the slip goes, and a run without slips goes back to whoever prepared it.
    """
    line = drafted_lines(entry).select_related("slip").first()
    if line is None:
        return
    run = PayRun.objects.locked().select_related("community").get(pk=line.slip.run_id)
    if run.state not in UNAPPROVED:
        return
    slip = Payslip.objects.locked().select_related("resident").get(pk=line.slip_id)
    lines = list(slip.lines.select_related("entry").order_by("pk"))
    kept = _kept([row for row in lines if entry.pk not in (row.entry_id, row.entry.corrects_id)], run)
    gone = [row.entry_id for row in lines if row not in kept]
    PayLine.objects.filter(slip=slip).delete()
    Payslip.objects.filter(pk=slip.pk).delete()
    release_claims(community=run.community, entries=gone, reference=run.number, actor=actor, now=now)
    if kept:
        _again(run, slip, kept)
    log_move(run, move="take_out", before=run.state, after=run.state, actor=actor, now=now, reason=reason)
    if run.state == RunState.SUBMITTED and not run.slips.exists():
        target = moves.RUN.check("send_back", run.state, reason)
        log_move(run, move="send_back", before=run.state, after=target, actor=actor, now=now, reason=reason)
        run.state, run.submitted_at, run.submitted_by = target, None, None
        run.save(update_fields=["state", "submitted_at", "submitted_by"])


def check_nothing_disputed(run: PayRun) -> None:
    """Raises RuleBroken (disputed) where a run would pay work that is frozen: a race of drafting and disputing."""
    frozen = EntryFreeze.objects.filter(community=run.community_id, pays_from__isnull=True).values("entry")
    corrections = PieceEntry.objects.filter(corrects__in=frozen).values("pk")
    rows = PayLine.objects.filter(slip__run=run, live=True)
    count = rows.filter(Q(entry__in=frozen) | Q(entry__in=corrections)).count()
    if count:
        raise RuleBroken(
            _("%(count)s pieces of work in this run are disputed by now. Draw it up again: they stay out.")
            % {"count": count},
            code="disputed",
        )


def _kept(lines: list[PayLine], run: PayRun) -> list[PayLine]:
    """The lines that make a slip again: all, or without the corrections that would take too much, or none."""
    plus = sum((line.amount for line in lines if line.amount > 0), ZERO)
    total = sum((line.amount for line in lines), ZERO)
    floor = parameter(FLOOR_KEY, community=run.community, on=run.pay_date, default=DEFAULT_FLOOR)
    if total < plus * floor:
        lines = [line for line in lines if line.entry.corrects_id is None]
        total = sum((line.amount for line in lines), ZERO)
    return lines if round_fen(total) >= Decimal("0.01") else []


def _again(run: PayRun, slip: Payslip, lines: list[PayLine]) -> None:
    """The slip anew; its tax is provisional, as in any draft."""
    exact = sum((line.amount for line in lines), ZERO)
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
