"""Pay runs before approval: drawn up, handed in, sent back, thrown away. A draft holds the work that it would pay."""

import datetime as dt

from django.db import connection, transaction
from django.db.models import Count, Exists, OuterRef, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from microfactory.kernel.money import yuan
from residents.operations.log import log_move
from residents.operations.references import next_number
from workshops.operations.claims import mark_claimed, release_claims
from workshops.payouts import moves
from workshops.payouts.enums import RunState
from workshops.payouts.models import PayLine, PayRun, Payslip
from workshops.payouts.operations.draft_sql import INSERT_SLIPS
from workshops.payouts.operations.holding import held_back, hold_again, take_over_held
from workshops.payouts.operations.locking import lock_drafting
from workshops.payouts.operations.taking_out import DISPUTED, check_nothing_disputed
from workshops.payouts.queries import planning
from workshops.payouts.queries.payable import choices
from workshops.payouts.queries.tax import tax_month

# Nothing points at the slips of a draft, so they go without looking for what does.
_EMPTY = """
    DELETE FROM payouts_payline l USING payouts_payslip s WHERE s.id = l.slip_id AND s.run_id = %(run)s;
    DELETE FROM payouts_payslip WHERE run_id = %(run)s
"""


@transaction.atomic
def draft_run(*, community, pay_date: dt.date, cut_off: dt.date, actor, now: dt.datetime) -> PayRun:
    """Draws up a run of all that is payable now with a work date up to the cut-off: one slip a resident.

    The work is claimed at once, so no other run can take it. Who was held back in a run that was thrown away or taken
    back is held back again. A constant number of statements, whatever the number of people. Raises RuleBroken: cut_off
    (after the pay day), past (pay day before today), nothing_payable.
    """
    _check_days(pay_date, cut_off, today=timezone.localdate(now))
    lock_drafting(community=community.pk)
    run = PayRun.objects.create(
        community=community,
        number=next_number(community=community, prefix="FF", day=timezone.localdate(now)),
        pay_date=pay_date,
        cut_off=cut_off,
        pay_moment=community.pay_moment,
        prepared_at=now,
        prepared_by=actor,
    )
    held = take_over_held(community=community.pk, actor=actor, now=now)
    _fill(run, actor, now)
    if held:
        hold_again(run=run, held=held, actor=actor, now=now)
    log_move(run, move="draft", before="", after=run.state, actor=actor, now=now)
    return run


@transaction.atomic
def redraft_run(
    *, run: PayRun, actor, now: dt.datetime, pay_date: dt.date | None = None, cut_off: dt.date | None = None
) -> PayRun:
    """Fills a draft again with what is payable now, for other days if given. Whoever does it has prepared the run.

    Who was held back stays so, also when the run was sent back meanwhile. Raises RuleBroken: wrong_state, cut_off,
    past, nothing_payable.
    """
    lock_drafting(community=run.community_id)
    run = _locked(run)
    if run.state != RunState.DRAFT:
        raise RuleBroken(_("Only a run that is still being prepared can be drawn up again."), code="wrong_state")
    run.pay_date, run.cut_off = pay_date or run.pay_date, cut_off or run.cut_off
    _check_days(run.pay_date, run.cut_off, today=timezone.localdate(now))
    run.pay_moment, run.prepared_at, run.prepared_by = run.community.pay_moment, now, actor
    held = take_over_held(community=run.community_id, actor=actor, now=now) | held_back(run)
    run.save(update_fields=["pay_date", "cut_off", "pay_moment", "prepared_at", "prepared_by"])
    _empty(run, actor, now)
    _fill(run, actor, now)
    hold_again(run=run, held=held, actor=actor, now=now)
    log_move(run, move="redraft", before=run.state, after=run.state, actor=actor, now=now)
    return run


@transaction.atomic
def submit_run(*, run: PayRun, actor, now: dt.datetime) -> PayRun:
    """Hands a run in for approval. Raises RuleBroken: wrong_state, disputed, empty (sent back and not drawn
    up again)."""
    run = _locked(run, disputed=DISPUTED)
    if moves.RUN.done("submit", run.state):
        return run
    target = moves.RUN.check("submit", run.state)
    if not run.has_slips:
        raise RuleBroken(_("There is nobody in this run. Draw it up again first."), code="empty")
    check_nothing_disputed(run)
    run.submitted_at, run.submitted_by = now, actor
    return _move(run, "submit", target, actor, now, "submitted_at", "submitted_by")


@transaction.atomic
def send_back_run(*, run: PayRun, reason: str, actor, now: dt.datetime) -> PayRun:
    """Gives a run back to whoever prepared it, empty: it is drawn up again. Its work is free; its sums are in the log.

    Raises RuleBroken: wrong_state, reason_missing.
    """
    run = _locked(run)
    target = moves.RUN.check("send_back", run.state, reason)
    run.held_over = held_back(run) or None
    sums = _empty(run, actor, now)
    run.submitted_at = run.submitted_by = None
    columns = ("submitted_at", "submitted_by", "held_over")
    return _move(run, "send_back", target, actor, now, *columns, reason=f"{reason} · {sums}")


@transaction.atomic
def discard_run(*, run: PayRun, actor, now: dt.datetime) -> PayRun:
    """Throws a draft away: its number is kept, its work is free, its sums are in the log. Repeated: nothing.

    Who was held back in it is held back again by the next run.
    """
    run = _locked(run)
    if moves.RUN.done("discard", run.state):
        return run
    target = moves.RUN.check("discard", run.state)
    run.held_over = held_back(run) or None
    sums = _empty(run, actor, now)
    run.discarded_at, run.discarded_by = now, actor
    return _move(run, "discard", target, actor, now, "discarded_at", "discarded_by", "held_over", reason=sums)


def _locked(run: PayRun, **asked) -> PayRun:
    filled = Exists(Payslip.objects.filter(run=OuterRef("pk")))
    return PayRun.objects.locked().annotate(has_slips=filled, **asked).select_related("community").get(pk=run.pk)


def _check_days(pay_date: dt.date, cut_off: dt.date, *, today: dt.date) -> None:
    if cut_off > pay_date:
        raise RuleBroken(
            _("Work is paid after it is done: the cut-off can't lie after the pay day."),
            code="cut_off",
            field="cut_off",
        )
    if pay_date < today:
        raise RuleBroken(_("The pay day can't lie in the past."), code="past", field="pay_date")


def _fill(run: PayRun, actor, now: dt.datetime) -> None:
    """Slips and lines of all payable work, in one statement, and its claims."""
    days = {"cut_off": run.cut_off, "pay_date": run.pay_date, "on": timezone.localdate(now)}
    parts = choices(run.community, moment=run.pay_moment, **days)
    parts |= tax_month(run.community, run.pay_date) | {"run": run.pk, "number": run.number}
    with connection.cursor() as cursor:
        cursor.execute(planning.hashed(INSERT_SLIPS), parts)
    entries = PayLine.objects.filter(slip__run=run, entry__isnull=False).values("entry_id")
    claimed = mark_claimed(community=run.community, entries=entries, reference=run.number, actor=actor, now=now)
    if not claimed:
        raise RuleBroken(
            _("No work up to %(day)s can be paid now. The list beside shows why.") % {"day": run.cut_off.isoformat()},
            code="nothing_payable",
        )


def _empty(run: PayRun, actor, now: dt.datetime) -> str:
    """Deletes a draft's slips and frees its work; the sums, for the log."""
    sums = run.slips.aggregate(slips=Count("pk"), gross=Sum("gross"), tax=Sum("tax"))
    if not sums["slips"]:
        return ""
    lines = PayLine.objects.filter(slip__run=run)
    entries = lines.filter(entry__isnull=False).values("entry_id")
    release_claims(community=run.community, entries=entries, reference=run.number, actor=actor, now=now)
    with connection.cursor() as cursor:
        cursor.execute(_EMPTY, {"run": run.pk})
    return _("%(slips)s people, gross %(gross)s, tax %(tax)s") % {
        "slips": sums["slips"],
        "gross": yuan(sums["gross"]),
        "tax": yuan(sums["tax"]),
    }


def _move(run: PayRun, name: str, target: str, actor, now: dt.datetime, *columns: str, reason: str = "") -> PayRun:
    before, run.state = run.state, target
    run.save(update_fields=["state", *columns])
    log_move(run, move=name, before=before, after=target, actor=actor, now=now, reason=reason[:400])
    return run
