"""Answering a dispute: by somebody who neither logged nor inspected the work, in plain words. It never closes it."""

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from residents.enums import MessageTemplate
from residents.operations.log import log_move, log_moves, moved
from residents.operations.messages import queue
from residents.queries.parameters import parameter
from workshops.enums import EntryState
from workshops.models import PieceEntry
from workshops.operations.corrections import correct_entry
from workshops.operations.entries import lock_slip
from workshops.operations.freezes import freeze_entry, thaw_entry
from workshops.operations.inspection import accept_entries
from workshops.payouts import moves
from workshops.payouts.enums import UNANSWERED, UNSETTLED, DisputeAbout, Outcome, Said
from workshops.payouts.models import Dispute, DisputeMessage, PayLine
from workshops.payouts.operations.locking import lock_drafts
from workshops.payouts.operations.taking_out import take_out_of_drafts
from workshops.payouts.queries.corrections import act_sum
from workshops.payouts.queries.disputing import ANSWERERS, answerers, logged_since, loggers_of
from workshops.payouts.rules.disputes import DEFAULT_REST_DAYS, REST_DAYS, check_another, check_words
from workshops.queries.duties import roles_of
from workshops.rules.duties import check_inspector


@transaction.atomic
def answer_dispute(
    *,
    dispute: Dispute,
    right: bool,
    text: str,
    actor,
    now: dt.datetime,
    good: int | None = None,
    rate: Decimal | None = None,
    made_good: PieceEntry | None = None,
) -> DisputeMessage:
    """Answers in plain words: it was right as it is, or it is put right.

    Work that still waited is inspected by the answer: whoever answers has counted it.
    `good` and `rate` are the right figures of the work it is about: the correction is made here and nowhere else.
    For work that was missing (or pieces that her issue slip holds no more) `made_good` is the entry that was logged
    since; for a wrong sum, that or the correction that was made since. She is told, and has some days
    (parameter) to settle it or say that it isn't; after them the work may be paid as it stands, and the dispute rests
    unsettled. Answering again before she settles it begins these days anew; a draft that had taken the work by then
    gives it back.

    Raises RuleBroken: wrong_state, words_missing, own_entry, own_work, no_right, nothing_changed, made_good,
    sent_back, and what a correction says.
    """
    text = check_words(text)
    drafts = lock_drafts(entry=dispute.entry)
    dispute = _locked(dispute)
    target = moves.DISPUTE.check("answer", dispute.state)
    _check_right(dispute, actor, now)
    today = timezone.localdate(now)
    _inspect(dispute, actor, now)
    row = None if right else _put_right(dispute, good, rate, made_good, actor, now)
    days = parameter(REST_DAYS, community=dispute.community_id, on=today, default=DEFAULT_REST_DAYS)
    rests_on = today + dt.timedelta(days=int(days))
    if dispute.entry is not None:
        freeze_entry(entry=dispute.entry, reference=dispute.number, pays_from=rests_on, actor=actor, now=now)
    said = DisputeMessage.objects.create(
        community_id=dispute.community_id,
        dispute=dispute,
        kind=Said.ANSWERED,
        text=text,
        outcome=_outcome(dispute, row),
        correction=row,
        at=now,
        by=actor,
    )
    before, dispute.state = dispute.state, target
    dispute.answered_at, dispute.answered_by, dispute.rests_on = now, actor, rests_on
    dispute.assigned_to = actor
    dispute.save(update_fields=["state", "answered_at", "answered_by", "rests_on", "assigned_to"])
    log_move(dispute, move="answer", before=before, after=target, actor=actor, now=now, reason=text[:400])
    if dispute.entry is not None:
        take_out_of_drafts(entry=dispute.entry, runs=drafts, reason=dispute.number, actor=actor, now=now)
    key = f"dispute-{dispute.pk}-answer-{said.pk}"
    queue(resident=dispute.resident, template=MessageTemplate.DISPUTE_ANSWERED, key=key, actor=actor, now=now)
    return said


@transaction.atomic
def ask_back(*, dispute: Dispute, text: str, actor, now: dt.datetime) -> DisputeMessage:
    """Asks her something before answering: social worker, staff. Raises RuleBroken: words_missing, over, no_right."""
    text = check_words(text)
    dispute = _locked(dispute)
    _check_open(dispute)
    check_inspector(_roles(dispute, actor, now), inspectors=frozenset(ANSWERERS))
    return _ours(dispute, Said.ASKED, text, actor, now)


@transaction.atomic
def assign_dispute(*, dispute: Dispute, to, actor, now: dt.datetime) -> Dispute:
    """Gives a dispute to somebody who may answer it. Raises RuleBroken: over, no_right, cannot_answer."""
    dispute = _locked(dispute)
    _check_open(dispute)
    check_inspector(_roles(dispute, actor, now), inspectors=frozenset(ANSWERERS))
    if dispute.assigned_to_id == to.pk:
        return dispute
    if to not in answerers(dispute.community_id, day=timezone.localdate(now), but=_barred(dispute)):
        raise RuleBroken(
            _("%(name)s can't answer this: whoever logged or inspected the work is left out.") % {"name": to.name},
            code="cannot_answer",
            field="to",
        )
    dispute.assigned_to = to
    dispute.save(update_fields=["assigned_to"])
    log_move(dispute, move="assign", before=dispute.state, after=dispute.state, actor=actor, now=now, reason=to.name)
    return dispute


@transaction.atomic
def note_taken_back(*, slips: list[int], actor, now: dt.datetime, reason: str) -> None:
    """Pay that is taken back before it was sent: where work that it pays is disputed, she reads of it. Raises
    RuleBroken (disputed) where she still waits for an answer about some."""
    lines = PayLine.objects.filter(slip__in=slips, live=True, entry__isnull=False)
    roots = lines.values(root=Coalesce("entry__corrects", "entry"))
    about = Q(line__slip__in=slips) | Q(entry__in=roots) | Q(slip__in=slips, about=DisputeAbout.TOTAL)
    disputes = list(Dispute.objects.unsettled().filter(about).select_related("resident").locked())
    waiting = [dispute for dispute in disputes if dispute.state in UNANSWERED]
    if waiting:
        raise RuleBroken(
            _("%(name)s disputes a line of this pay (%(number)s). Answer her first, then take it back.")
            % {"name": waiting[0].resident.name, "number": waiting[0].number},
            code="disputed",
        )
    text = _("The pay with this line was taken back before it was sent: %(reason)s") % {"reason": reason}
    DisputeMessage.objects.bulk_create(
        DisputeMessage(community_id=row.community_id, dispute=row, kind=Said.NOTED, text=text[:500], at=now, by=actor)
        for row in disputes
    )
    log_moves(
        moved(row, move="note", before=row.state, after=row.state, actor=actor, now=now, reason=reason[:400])
        for row in disputes
    )


def _locked(dispute: Dispute) -> Dispute:
    return Dispute.objects.locked().select_related("resident__community", "entry").get(pk=dispute.pk)


def _barred(dispute: Dispute) -> set[int]:
    return loggers_of(dispute.entry, until=dispute.opened_at) | {dispute.resident.user_id} - {None}


def _roles(dispute: Dispute, actor, now: dt.datetime) -> frozenset[str]:
    return roles_of(actor=actor, community_id=dispute.community_id, day=timezone.localdate(now))


def _check_right(dispute: Dispute, actor, now: dt.datetime) -> None:
    check_inspector(_roles(dispute, actor, now), inspectors=frozenset(ANSWERERS))
    loggers = loggers_of(dispute.entry, until=dispute.opened_at)
    check_another(actor_id=actor.pk, loggers=loggers, resident_user_id=dispute.resident.user_id)


def _check_open(dispute: Dispute) -> None:
    if dispute.state not in UNSETTLED:
        raise RuleBroken(_("This was settled already."), code="over")


def _inspect(dispute: Dispute, actor, now: dt.datetime) -> None:
    """Accepts work that still waited for inspection."""
    if dispute.entry is None or dispute.entry.state != EntryState.PENDING:
        return
    _thaw(dispute, actor, now)
    done = accept_entries(community=dispute.community, entries=[dispute.entry.pk], actor=actor, now=now)
    for refusal in done.refused.values():
        raise RuleBroken(refusal.sentence, code=refusal.code)


def _thaw(dispute: Dispute, actor, now: dt.datetime) -> None:
    """Free for what the answer does to it; the issue slip is locked first, as in all acts of production."""
    if dispute.entry.issue_id:
        lock_slip(dispute.entry.issue)
    thaw_entry(entry=dispute.entry, reference=dispute.number, actor=actor, now=now)


def _put_right(dispute: Dispute, good, rate, made_good, actor, now: dt.datetime) -> PieceEntry:
    """The row that puts it right: of a correction of the frozen work the last, or work that is logged by now."""
    if dispute.entry is None or made_good is not None:
        if made_good is None or made_good not in logged_since(dispute):
            raise RuleBroken(
                _("Log the missing work first (at the counter), then name it here."),
                code="made_good",
                field="made_good",
            )
        return made_good
    if dispute.entry.state == EntryState.SENT_BACK:
        raise RuleBroken(
            _("The leader is to count this anew. Log the right pieces at the counter and name them here, or wait."),
            code="sent_back",
            field="good",
        )
    _thaw(dispute, actor, now)
    reason = _("dispute %(number)s") % {"number": dispute.number}
    rows = correct_entry(entry=dispute.entry, good=good, rate=rate, reason=reason, actor=actor, now=now)
    if not rows:
        raise RuleBroken(
            _("These are the figures that stand already. Give the right ones, or say that it was right."),
            code="nothing_changed",
            field="good",
        )
    return rows[-1]


def _outcome(dispute: Dispute, row: PieceEntry | None) -> Outcome:
    """Work that was paid already is made good by what the next run pays."""
    if row is None:
        return Outcome.RIGHT
    of_a_slip = dispute.line_id or dispute.about == DisputeAbout.TOTAL
    paid = of_a_slip or PayLine.objects.filter(entry=dispute.entry, live=True).exists()
    net = PieceEntry.objects.filter(pk=row.pk).values_list(act_sum(), flat=True).get()
    return Outcome.PAID_EXTRA if paid and net > 0 else Outcome.CORRECTED


def _ours(dispute: Dispute, kind: Said, text: str, actor, now: dt.datetime) -> DisputeMessage:
    return DisputeMessage.objects.create(
        community_id=dispute.community_id, dispute=dispute, kind=kind, text=text, at=now, by=actor
    )
