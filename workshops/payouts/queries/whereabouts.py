"""How far the money of each piece of a resident's work has come, and what it waits for.

What waits before a pay run is decided by the chain of `payable_sql`, asked about her (or a few) alone; what a run has
taken, by her slip. Only where an earlier run passed over work that is ready (the fund's limit, a correction that would
take too much) the whole chain is asked: the fund's money is shared out among all. The number of queries is the same
whatever the number of entries.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from django.db.models import Exists, Max, OuterRef, Prefetch, Q

from microfactory.kernel.periods import Month
from workshops.enums import EntryState
from workshops.models import PieceEntry
from workshops.payouts.enums import APPROVED, UNAPPROVED, PaymentState, SlipState, WaitReason
from workshops.payouts.models import PayLine, Payment, PayRun
from workshops.payouts.queries import planning
from workshops.payouts.queries.payable import choices, waiting
from workshops.payouts.queries.payable_sql import chain

ARRIVED = (SlipState.PAID, SlipState.CONFIRMED)
SHOWN = (EntryState.PENDING, EntryState.ACCEPTED, EntryState.SENT_BACK)

_WAITS = f"""
    WITH {chain("AND e.resident_id = ANY(%(residents)s)")}
    SELECT c.id, s.waits FROM candidate c JOIN standing s ON s.root = c.root AND s.act = c.act
"""


class Part(StrEnum):
    """The three words of the home page; `none` is work that earns nothing (nothing good in it, or sent
    back to be counted anew)."""

    COUNTING = "counting"
    WAITING = "waiting"
    GOT = "got"
    NONE = "none"


class Stage(StrEnum):
    """What work waits for once it may be paid; before that the reason is a `WaitReason`."""

    NEXT_PAY_DAY = "next_pay_day"
    IN_PREPARATION = "in_preparation"
    APPROVED = "approved"
    ON_ITS_WAY = "on_its_way"
    HELD = "held"
    FAILED = "failed"
    ARRIVED = "arrived"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where the money of one entry is. `note` is what somebody wrote about it; the others are those of her slip."""

    part: Part
    reason: WaitReason | Stage
    slip_id: int | None = None
    pay_date: dt.date | None = None
    paid_on: dt.date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class OwnEntry:
    """An entry of hers (with operation, its order and issue) and where its money is."""

    entry: PieceEntry
    at: Whereabouts

    @property
    def counts(self) -> Decimal:
        """What it adds to her earnings (yuan, exact): nothing while it is sent back."""
        return Decimal(0) if self.at.part == Part.NONE else self.entry.amount


def of_days(resident, first: dt.date, last: dt.date) -> list[OwnEntry]:
    """Her entries of these days, newest first. At most six queries."""
    return _located([resident], _entries([resident]).filter(work_date__range=(first, last)))


def unpaid(resident, until: dt.date) -> list[OwnEntry]:
    """All inspected work up to a day whose money hasn't arrived, newest first. At most six queries."""
    arrived = PayLine.objects.filter(slip__resident=resident, slip__state__in=ARRIVED, live=True).values("entry_id")
    rows = _entries([resident]).filter(state=EntryState.ACCEPTED, work_date__lte=until).exclude(pk__in=arrived)
    return _located([resident], rows)


def of_month(residents: Sequence, month: Month) -> dict[int, list[OwnEntry]]:
    """By resident of one community: the entries of a month, and all work before it whose money hasn't arrived, newest
    first. At most six queries, however many residents."""
    before = Q(state=EntryState.ACCEPTED, work_date__lt=month.first) & ~Exists(
        PayLine.objects.filter(entry=OuterRef("pk"), live=True, slip__state__in=ARRIVED)
    )
    rows = _entries(residents).filter(Q(work_date__range=(month.first, month.last)) | before)
    found: dict[int, list[OwnEntry]] = {resident.pk: [] for resident in residents}
    for own in _located(residents, rows):
        found[own.entry.resident_id].append(own)
    return found


def one(resident, pk: int) -> OwnEntry | None:
    """One entry of hers; None where she has none of that key. At most six queries."""
    return next(iter(_located([resident], _entries([resident]).filter(pk=pk))), None)


def _entries(residents: Sequence):
    rows = PieceEntry.objects.filter(resident__in=residents, state__in=SHOWN, settled_outside=False)
    return rows.select_related("operation__work_order", "issue").newest_first()


def _located(residents: Sequence, rows: Iterable[PieceEntry]) -> list[OwnEntry]:
    entries = list(rows)
    lines = _lines(entries)
    free = [entry for entry in entries if entry.state == EntryState.ACCEPTED and entry.pk not in lines]
    waits = _waits(residents, free)
    return [OwnEntry(entry, _whereabouts(entry, lines.get(entry.pk), waits)) for entry in entries]


def _lines(entries: list[PieceEntry]) -> dict[int, PayLine]:
    """By entry: the live line that pays it, with slip, run and the slip's last try to pay."""
    tries = Prefetch("slip__payments", Payment.objects.order_by("attempt", "pk"), to_attr="tries")
    rows = PayLine.objects.filter(entry__in=[entry.pk for entry in entries], live=True)
    return {line.entry_id: line for line in rows.select_related("slip__run").prefetch_related(tries).order_by("pk")}


def _whereabouts(entry: PieceEntry, line: PayLine | None, waits: dict) -> Whereabouts:
    if entry.state == EntryState.PENDING:
        return Whereabouts(Part.COUNTING, WaitReason.PENDING)
    if entry.state == EntryState.SENT_BACK:
        return Whereabouts(Part.NONE, WaitReason.SENT_BACK, note=entry.sent_back_reason)
    if line is not None:
        return _of_slip(line.slip)
    if not entry.amount:
        return Whereabouts(Part.NONE, Stage.NOTHING)
    return Whereabouts(Part.WAITING, waits.get(entry.pk, Stage.NEXT_PAY_DAY))


def _of_slip(slip) -> Whereabouts:
    known = {"slip_id": slip.pk, "pay_date": slip.run.pay_date}
    last = slip.tries[-1] if slip.tries else None
    if slip.run.state in UNAPPROVED:
        return Whereabouts(Part.WAITING, Stage.IN_PREPARATION, pay_date=slip.run.pay_date)
    if slip.state in ARRIVED:
        return Whereabouts(Part.GOT, Stage.ARRIVED, paid_on=last.sent_on if last else None, **known)
    if slip.state == SlipState.HELD:
        return Whereabouts(Part.WAITING, Stage.HELD, note=slip.held_reason, **known)
    if last is not None and last.state == PaymentState.FAILED:
        return Whereabouts(Part.WAITING, Stage.FAILED, note=last.failed_reason, **known)
    if last is not None and last.state == PaymentState.SENT:
        return Whereabouts(Part.WAITING, Stage.ON_ITS_WAY, **known)
    return Whereabouts(Part.WAITING, Stage.APPROVED, **known)


def _waits(residents: Sequence, free: list[PieceEntry]) -> dict[int, WaitReason | Stage]:
    """By entry that no run has taken: what it waits for."""
    if not free:
        return {}
    community, last = residents[0].community, max(entry.work_date for entry in free)
    asked = choices(community, cut_off=last, moment=community.pay_moment, pay_date=last)
    rows = planning.read(_WAITS, **asked, residents=[resident.pk for resident in residents])
    found = {pk: WaitReason(waits) if waits else Stage.NEXT_PAY_DAY for pk, waits in rows}
    ready = [entry for entry in free if found.get(entry.pk) == Stage.NEXT_PAY_DAY]
    passed, cut_off = _passed_over(community, ready)
    if passed:
        left: dict[int, dict[WaitReason, dt.date]] = defaultdict(dict)
        for row in waiting(community, cut_off=cut_off):
            left[row.resident_id][row.reason] = row.oldest
        found |= {entry.pk: reason for entry in passed if (reason := _left_out(entry, left[entry.resident_id]))}
    return found


def _passed_over(community, ready: list[PieceEntry]) -> tuple[list[PieceEntry], dt.date | None]:
    """The ready work of those of whom the last run might have taken some and didn't, and the cut-off of that run."""
    if not ready:
        return [], None
    runs = PayRun.objects.filter(community=community, state__in=APPROVED)
    last = runs.aggregate(last=Max("cut_off"))["last"]
    whose = {entry.resident_id for entry in ready if last and entry.work_date <= last}
    return [entry for entry in ready if entry.resident_id in whose], last


def _left_out(entry: PieceEntry, left: dict[WaitReason, dt.date]) -> WaitReason | None:
    """Why ready work was passed over, by the oldest work of hers that each reason holds back."""
    if entry.amount < 0:
        return WaitReason.CORRECTION if WaitReason.CORRECTION in left else None
    for reason in (WaitReason.OVER_CAP, WaitReason.UNDER_A_FEN, WaitReason.TAXED_AWAY):
        if reason in left and entry.work_date >= left[reason]:
            return reason
    return None
