"""What a resident says is wrong: raised, added to, settled, withdrawn, raised again. Each of them her own word."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from microfactory.kernel.encryption import SealedBytes, blind_digest
from microfactory.kernel.errors import RuleBroken
from residents.models import Resident
from residents.operations.log import log_move
from residents.operations.references import next_number
from residents.queries.parameters import parameter
from workshops.models import PieceEntry
from workshops.operations.freezes import freeze_entry, thaw_entry
from workshops.payouts import moves
from workshops.payouts.enums import APPROVED, UNSETTLED, DisputeAbout, DisputeState, Said
from workshops.payouts.models import Dispute, DisputeMessage, DisputeVoice, PayLine, Payslip
from workshops.payouts.operations.answers import answer_by_dispute
from workshops.payouts.operations.locking import lock_drafting, lock_drafts
from workshops.payouts.operations.taking_out import take_out_of_drafts
from workshops.payouts.operations.vouching import checked
from workshops.payouts.queries.disputing import answerers, hands_in, loggers_of, paid_line, root_of
from workshops.payouts.rules.disputes import ANSWER_DAYS, DEFAULT_ANSWER_DAYS, check_said
from workshops.payouts.rules.voice_notes import check_voice
from workshops.payouts.rules.vouching import OWN, Vouch


@transaction.atomic
def open_dispute(
    *,
    resident: Resident,
    actor,
    now: dt.datetime,
    line: PayLine | None = None,
    entry: PieceEntry | None = None,
    slip: Payslip | None = None,
    total: Payslip | None = None,
    text: str = "",
    voice: bytes = b"",
    vouch: Vouch = OWN,
) -> Dispute:
    """A resident says that a line of a slip is wrong, or work that isn't paid yet, or (neither given) that some is
    missing, of a slip if given; or that the sum of a slip (`total`) is wrong and she can't say where. Freezes the work
    that she named, takes it out of drafts, and proposes who answers by when. Of a slip that has arrived it is also her
    answer that the amount is wrong.

    Raises RuleBroken: nothing_said, not_counted, disputed, not_hers, no_voice and what rules.vouching says.
    """
    text = check_said(text, voice=bool(voice))
    if line is not None or entry is not None:
        lock_drafting(community=resident.community_id)
    line, entry = _about(resident, line, entry)
    slip = line.slip if line else total or slip
    today = timezone.localdate(now)
    number = next_number(community=resident.community, prefix="YY", day=today)
    drafts = lock_drafts(entry=entry)
    _lock_her_slip(resident, slip)
    loggers = loggers_of(entry, until=now)
    word = checked(vouch, resident=resident, actor=actor, barred=loggers)
    if slip is not None:
        answer_by_dispute(slip=slip, number=number, vouch=vouch, actor=actor, now=now)
    if entry is not None:
        freeze_entry(entry=entry, reference=number, actor=actor, now=now)
    dispute = Dispute.objects.create(
        community_id=resident.community_id,
        number=number,
        resident=resident,
        about=DisputeAbout.TOTAL if total else _kind(line, entry),
        slip=slip,
        line=line,
        entry=entry,
        due_on=_due_on(resident, today),
        assigned_to=_proposed(resident, loggers, today, rather_not=hands_in(total, until=now) if total else set()),
        opened_at=now,
        opened_by=actor,
    )
    _say(dispute, Said.OPENED, text, word, actor, now, voice=voice)
    log_move(dispute, move="open", before="", after=dispute.state, actor=actor, now=now)
    if entry is not None:
        take_out_of_drafts(entry=entry, runs=drafts, reason=number, actor=actor, now=now)
    return dispute


@transaction.atomic
def add_words(
    *,
    dispute: Dispute,
    actor,
    now: dt.datetime,
    text: str = "",
    voice: bytes = b"",
    vouch: Vouch = OWN,
    unsettled: bool = False,
) -> DisputeMessage:
    """She adds something before it is settled; `unsettled`: that she asks for mediation, having raised it twice.

    Raises RuleBroken: nothing_said, over, and what rules.vouching says.
    """
    dispute = _locked(dispute)
    if dispute.state not in UNSETTLED:
        raise RuleBroken(_("This was settled already."), code="over")
    word = _word(dispute, vouch, actor)
    text = check_said(text, voice=bool(voice) or unsettled)
    return _say(dispute, Said.UNSETTLED if unsettled else Said.MORE, text, word, actor, now, voice=voice)


@transaction.atomic
def settle_dispute(*, dispute: Dispute, actor, now: dt.datetime, text: str = "", vouch: Vouch = OWN) -> Dispute:
    """She says that it is settled: the answer is right for her. Only she can. Raises RuleBroken: wrong_state."""
    return _end(dispute, "close", Said.CLOSED, text, vouch, actor, now)


@transaction.atomic
def withdraw_dispute(*, dispute: Dispute, actor, now: dt.datetime, text: str = "", vouch: Vouch = OWN) -> Dispute:
    """She takes it back. Raises RuleBroken: wrong_state."""
    return _end(dispute, "withdraw", Said.WITHDRAWN, text, vouch, actor, now)


@transaction.atomic
def reopen_dispute(
    *, dispute: Dispute, actor, now: dt.datetime, text: str = "", voice: bytes = b"", vouch: Vouch = OWN
) -> Dispute:
    """She says that it isn't settled, once: the clock runs anew, and somebody else answers where there is somebody.

    Raises RuleBroken: wrong_state, reopened_once, disputed.
    """
    drafts = lock_drafts(entry=dispute.entry)
    if dispute.slip is not None:
        answer_by_dispute(slip=dispute.slip, number=dispute.number, vouch=vouch, actor=actor, now=now)
    dispute = _locked(dispute)
    if dispute.reopened_at is not None:
        raise RuleBroken(
            _("This was raised a second time already. If it still isn't settled, ask for mediation."),
            code="reopened_once",
        )
    target = moves.DISPUTE.check("reopen", dispute.state)
    word = _word(dispute, vouch, actor)
    today = timezone.localdate(now)
    if dispute.entry is not None:
        freeze_entry(entry=dispute.entry, reference=dispute.number, actor=actor, now=now)
    _say(dispute, Said.REOPENED, text.strip(), word, actor, now, voice=voice)
    barred = loggers_of(dispute.entry, until=dispute.opened_at) | {dispute.answered_by_id}
    whole = dispute.about == DisputeAbout.TOTAL
    hands = hands_in(dispute.slip, until=dispute.opened_at) if whole else set()
    dispute.assigned_to = _proposed(dispute.resident, barred, today, rather_not=hands) or dispute.assigned_to
    dispute.reopened_at, dispute.due_on = now, _due_on(dispute.resident, today)
    dispute.answered_at = dispute.answered_by = dispute.rests_on = dispute.closed_at = dispute.closed_by = None
    columns = ["assigned_to", "reopened_at", "due_on", "answered_at", "answered_by", "rests_on"]
    _move(dispute, "reopen", target, actor, now, *columns, "closed_at", "closed_by")
    if dispute.entry is not None:
        take_out_of_drafts(entry=dispute.entry, runs=drafts, reason=dispute.number, actor=actor, now=now)
    return dispute


def _about(resident: Resident, line: PayLine | None, entry: PieceEntry | None):
    """The line and the entry (the one that was logged first) that it is about; work paid meanwhile has a line."""
    if line is not None:
        line = PayLine.objects.select_related("slip__run", "entry__corrects").get(pk=line.pk)
        if line.slip.resident_id != resident.pk or line.slip.run.state not in APPROVED or not line.live:
            raise RuleBroken(_("This line isn't on a pay slip of yours any more."), code="not_hers")
        return line, root_of(line.entry) if line.entry else None
    if entry is None:
        return None, None
    entry = root_of(PieceEntry.objects.select_related("corrects").get(pk=entry.pk))
    if entry.resident_id != resident.pk:
        raise RuleBroken(_("This isn't your work."), code="not_hers")
    return paid_line(entry), entry


def _lock_her_slip(resident: Resident, slip: Payslip | None) -> None:
    """Hers, and nobody reverses it meanwhile: who does waits, and then finds the dispute."""
    if slip is None:
        return
    Payslip.objects.locked().filter(pk=slip.pk).first()
    if not Payslip.objects.standing().filter(pk=slip.pk, resident=resident).exists():
        raise RuleBroken(_("This isn't a pay slip of yours."), code="not_hers")


def _kind(line: PayLine | None, entry: PieceEntry | None) -> DisputeAbout:
    if line is not None:
        return DisputeAbout.LINE
    return DisputeAbout.ENTRY if entry is not None else DisputeAbout.MISSING


def _due_on(resident: Resident, today: dt.date) -> dt.date:
    days = parameter(ANSWER_DAYS, community=resident.community_id, on=today, default=DEFAULT_ANSWER_DAYS)
    return today + dt.timedelta(days=int(days))


def _proposed(resident: Resident, but: set[int], today: dt.date, *, rather_not: Collection[int] = ()):
    """Who has least to answer; of those that `rather_not` names only where there is nobody else."""
    found = answerers(resident.community_id, day=today, but=but | {resident.user_id} - {None})
    return min(found, key=lambda user: user.pk in rather_not, default=None)


def _locked(dispute: Dispute) -> Dispute:
    rows = Dispute.objects.locked().select_related("resident__community", "entry", "answered_by", "assigned_to")
    return rows.get(pk=dispute.pk)


def _word(dispute: Dispute, vouch: Vouch, actor) -> dict:
    """Her word, not before anybody who did, inspected or answered what it is about."""
    barred = loggers_of(dispute.entry, until=dispute.opened_at) | {dispute.answered_by_id} - {None}
    return checked(vouch, resident=dispute.resident, actor=actor, barred=barred)


def _say(dispute: Dispute, kind: Said, text: str, word: dict, actor, now: dt.datetime, *, voice: bytes = b""):
    """Stores a message, and her voice with it."""
    message = DisputeMessage.objects.create(
        community_id=dispute.community_id, dispute=dispute, kind=kind, text=text[:500], at=now, by=actor, **word
    )
    if voice:
        media_type, seconds = check_voice(voice)
        DisputeVoice.objects.create(
            message=message,
            community_id=dispute.community_id,
            media_type=media_type,
            seconds=seconds,
            size=len(voice),
            digest=blind_digest(voice),
            sealed=SealedBytes.seal(voice),
        )
    return message


def _end(dispute: Dispute, move: str, kind: Said, text: str, vouch: Vouch, actor, now: dt.datetime) -> Dispute:
    """Settled or withdrawn: her word first, then the state, then the work is free again."""
    dispute = _locked(dispute)
    if moves.DISPUTE.done(move, dispute.state):
        return dispute
    target = moves.DISPUTE.check(move, dispute.state)
    word = _word(dispute, vouch, actor)
    _say(dispute, kind, text.strip(), word, actor, now)
    columns = ("closed_at", "closed_by") if target == DisputeState.CLOSED else ("withdrawn_at", "withdrawn_by")
    for column, value in zip(columns, (now, actor), strict=True):
        setattr(dispute, column, value)
    _move(dispute, move, target, actor, now, *columns)
    if dispute.entry is not None:
        thaw_entry(entry=dispute.entry, reference=dispute.number, actor=actor, now=now)
    return dispute


def _move(dispute: Dispute, name: str, target: str, actor, now: dt.datetime, *columns: str) -> None:
    before, dispute.state = dispute.state, target
    dispute.save(update_fields=["state", *columns])
    log_move(dispute, move=name, before=before, after=target, actor=actor, now=now)
