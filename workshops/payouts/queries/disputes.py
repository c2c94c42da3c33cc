"""Disputes as pages show them: the list with its clocks, one as a conversation, its whole file."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Min, OuterRef, Q, Subquery

from microfactory.kernel.paging import Page, page_of
from microfactory.kernel.periods import today
from microfactory.kernel.scoping import Access
from residents.models import MoveLog
from workshops.models import PieceEntry
from workshops.payouts.enums import UNANSWERED, UNSETTLED, Clock, DisputeState, Said
from workshops.payouts.models import Dispute, DisputeMessage, DisputeVoice
from workshops.payouts.queries.corrections import act_sum
from workshops.payouts.queries.disputing import answerers, loggers_of
from workshops.payouts.queries.trail import EntryTrail, trail_of_entry
from workshops.payouts.rules.disputes import clock_of

_WORK = ("entry__operation__work_order", "resident", "assigned_to", "line", "slip__run")


@dataclass(frozen=True)
class DisputeRow:
    """A dispute with its clock; `days` until the answer is due, or since it was."""

    dispute: Dispute
    clock: Clock
    days: int


def row_of(dispute: Dispute, day: dt.date | None = None) -> DisputeRow:
    """One dispute as it stands today."""
    day = day or today()
    clock = clock_of(dispute.state, due_on=dispute.due_on, rests_on=dispute.rests_on, today=day)
    return DisputeRow(dispute, clock, abs((dispute.due_on - day).days))


def unsettled(access: Access) -> list[DisputeRow]:
    """All that isn't settled, whatever is due first on top; those that wait for her below. One query."""
    rows = Dispute.objects.visible_to(access).unsettled().select_related(*_WORK).annotate(last=_last_said())
    waits_for_her = Q(state=DisputeState.ANSWERED)
    ordered = rows.annotate(hers=Count("pk", filter=waits_for_her)).order_by("hers", "due_on", "pk")
    return [row_of(dispute) for dispute in ordered[:300]]


def settled(access: Access, *, after: str = "", before: str = "") -> Page:
    """Those that are over, newest first, a page at a time."""
    rows = Dispute.objects.visible_to(access).exclude(state__in=UNSETTLED).select_related(*_WORK)
    return page_of(rows, order=("-opened_at", "-pk"), after=after, before=before)


def _last_said() -> Subquery:
    said = DisputeMessage.objects.filter(dispute=OuterRef("pk")).order_by("-at", "-pk")
    return Subquery(said.values("kind")[:1])


@dataclass(frozen=True)
class Clocks:
    """Counts for the first page; `next_due` is the next day by which an answer is due; `nobodys` are given to nobody,
    as all who could answer logged or inspected that work."""

    unanswered: int
    late: int
    mine: int
    nobodys: int
    next_due: dt.date | None
    unsettled: int


def clocks(access: Access, day: dt.date) -> Clocks:
    """How many disputes wait for an answer, how many are late, how many are this person's. Two queries."""
    rows = Dispute.objects.visible_to(access)
    waiting = Q(state__in=UNANSWERED)
    counts = rows.unsettled().aggregate(
        unanswered=Count("pk", filter=waiting),
        late=Count("pk", filter=waiting & Q(due_on__lt=day)),
        mine=Count("pk", filter=waiting & Q(assigned_to=access.user.pk)),
        nobodys=Count("pk", filter=waiting & Q(assigned_to__isnull=True)),
        next_due=Min("due_on", filter=waiting & Q(due_on__gte=day)),
    )
    asks = rows.filter(state=DisputeState.ANSWERED).annotate(last=_last_said()).filter(last=Said.UNSETTLED)
    return Clocks(**counts, unsettled=asks.count())


@dataclass(frozen=True)
class DisputePage:
    """All that a dispute's page and its file show."""

    row: DisputeRow
    messages: list[DisputeMessage]
    corrections: list[PieceEntry]
    history: list[MoveLog]
    trail: EntryTrail | None
    loggers: set[int]

    @property
    def voices(self) -> int:
        """How many voice notes there are."""
        return sum(message.sound is not None for message in self.messages)


def conversation(dispute: Dispute) -> list[DisputeMessage]:
    """What was said, oldest first, each with `sound` (a voice note without its bytes, or None) and `net` (what the act
    comes to that puts it right, or None). One query."""
    rows = dispute.messages.select_related("by", "voice", "correction__operation").defer("voice__sealed")
    found = list(rows.annotate(net=act_sum("correction__")).order_by("at", "pk"))
    for message in found:
        message.sound = getattr(message, "voice", None)
    return found


def dispute_page(dispute: Dispute) -> DisputePage:
    """One dispute with everything about it. A constant number of queries."""
    entry = dispute.entry
    corrections, trail = [], None
    if entry is not None:
        rows = PieceEntry.objects.filter(corrects=entry).select_related("logged_by", "accepted_by")
        corrections = list(rows.order_by("logged_at", "pk"))
        trail = trail_of_entry(entry)
    return DisputePage(
        row=row_of(dispute),
        messages=conversation(dispute),
        corrections=corrections,
        history=_history(dispute),
        trail=trail,
        loggers=loggers_of(entry, until=dispute.opened_at),
    )


def _history(dispute: Dispute) -> list[MoveLog]:
    """Its moves, each with `before_label` and `after_label`."""
    found = list(MoveLog.objects.about(dispute).select_related("actor"))
    for move in found:
        move.before_label, move.after_label = (
            DisputeState(value).label if value else "" for value in (move.before, move.after)
        )
    return found


def may_answer(page: DisputePage, user) -> bool:
    """Whether this person neither did, logged nor inspected the work."""
    return user.pk not in page.loggers and user.pk != page.row.dispute.resident.user_id


def who_could_answer(dispute: Dispute) -> list:
    """Users who may answer it."""
    loggers = loggers_of(dispute.entry, until=dispute.opened_at)
    return answerers(dispute.community_id, day=today(), but=loggers | {dispute.resident.user_id} - {None})


def disputes_of(resident) -> list[DisputeRow]:
    """Hers, those that aren't settled first, newest first. One query."""
    rows = Dispute.objects.filter(resident=resident).select_related(*_WORK).order_by("-opened_at", "-pk")
    found = [row_of(dispute) for dispute in rows[:60]]
    return sorted(found, key=lambda row: row.clock == Clock.OVER)


def answered_of(resident) -> Dispute | None:
    """The newest of hers that is answered and of which she hasn't said whether it is settled. One query."""
    rows = Dispute.objects.filter(resident=resident, state=DisputeState.ANSWERED)
    return rows.order_by("-answered_at", "-pk").first()


def answers_of(residents: Sequence, first: dt.date, last: dt.date) -> dict[int, list[DisputeMessage]]:
    """What we answered these residents in these days, and whatever of older answers they haven't settled: the newest
    answer of each dispute, by resident. One query."""
    in_these_days = Q(at__date__range=(first, last)) | Q(dispute__state=DisputeState.ANSWERED)
    rows = DisputeMessage.objects.filter(in_these_days, kind=Said.ANSWERED, dispute__resident__in=residents)
    rows = rows.exclude(dispute__state=DisputeState.WITHDRAWN).order_by("dispute", "-at", "-pk").distinct("dispute")
    found: dict[int, list[DisputeMessage]] = {}
    work = ("dispute__entry__operation__work_order", "dispute__slip__run", "dispute__line")
    for message in rows.select_related(*work):
        found.setdefault(message.dispute.resident_id, []).append(message)
    return found


def dispute_of(resident, pk: int) -> Dispute | None:
    """One of hers; None for anybody else's."""
    rows = Dispute.objects.filter(resident=resident).select_related(*_WORK, "resident__community", "answered_by")
    return rows.filter(pk=pk).first()


def voice_of(message: int, **scope) -> DisputeVoice | None:
    """A voice note by its message, inside `scope` (a resident or a community)."""
    rows = DisputeVoice.objects.select_related("message__dispute__resident")
    return rows.filter(**{f"message__dispute__{name}": value for name, value in scope.items()}, pk=message).first()
