"""Emptying the outbox: text messages go to the gateway, with retries; the rest is carried and noted by hand.

Between asking the gateway and noting its answer no lock is held: a try is begun (and committed) with a lease, so that
no second sender takes the same row meanwhile. Whoever dies in between leaves a message that is tried again after the
lease, under the same key.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from microfactory.kernel.masking import mask_phone
from residents import moves
from residents.channels.parcels import Answer, Parcel
from residents.enums import MessageChannel, MessageState, TryOutcome
from residents.models import Community, Message, MessageTry
from residents.operations.log import log_move, log_moves, moved
from residents.rules.messages import LEASE, channel_for, next_try


def send_due(*, adapter, clock: Callable[[], dt.datetime], most: int = 500) -> Counter:
    """Sends the text messages whose time has come, the oldest first; how many ended in each TryOutcome.

    `adapter` has `deliver(parcel) -> Answer`. `clock` tells the time at each try: sending may take long.
    """
    due = Message.objects.to_send(clock()).order_by("due_at", "pk").values_list("pk", flat=True)[:most]
    outcomes = Counter()
    for pk in list(due):
        begun = begin_try(pk=pk, actor=None, now=clock())
        if begun is not None:
            message, parcel = begun
            answer = adapter.deliver(parcel)
            end_try(message=message, answer=answer, phone=parcel.phone, actor=None, now=clock())
            outcomes[answer.outcome] += 1
    return outcomes


@transaction.atomic
def begin_try(*, pk: int, actor, now: dt.datetime) -> tuple[Message, Parcel] | None:
    """Takes a message for one try, if it may still go out and no other sender has it; what to hand over.

    One whose resident has no telephone any more, or wants paper by now, becomes a slip; one that isn't wanted any
    more is dropped. `actor` is None for the calendar.
    """
    rows = Message.objects.to_send(now).select_for_update(of=("self",), no_key=True, skip_locked=True)
    message = rows.filter(pk=pk).select_related("community", "resident").first()
    if message is None:
        return None
    message.tries += 1
    wish, phone = message.resident.message_wish, message.resident.phone
    channel = channel_for(template=message.template, wish=wish, phone=phone, gateway=True)
    if channel != MessageChannel.SMS:
        _note(message, Answer(TryOutcome.NOT_TRIED, ""), phone, now)
        message.channel = MessageChannel.PRINT
        if channel is None:
            message.state, message.ended_at = moves.MESSAGE.check("drop", message.state), now
        message.save(update_fields=["tries", "channel", "state", "ended_at"])
        return None
    message.trying_until = now + LEASE
    message.save(update_fields=["tries", "trying_until"])
    community = message.community
    text = f"【{community.factory_name}】{message.body}"
    return message, Parcel(f"{community.code}:{message.key}", phone, text, community.demo)


@transaction.atomic
def end_try(*, message: Message, answer: Answer, phone: str, actor, now: dt.datetime) -> Message:
    """Notes the answer. Refused, or without an answer for the last time: failed, for people to see."""
    number = message.tries
    message = Message.objects.locked().get(pk=message.pk)
    message.tries = number
    _note(message, answer, phone, now)
    if message.state != MessageState.QUEUED:  # the lease ran out and somebody else was quicker; the log has both
        return message
    again = next_try(number, now) if answer.outcome == TryOutcome.UNREACHABLE else None
    message.trying_until = None
    if answer.outcome == TryOutcome.ACCEPTED:
        message.state, message.ended_at = moves.MESSAGE.check("send", message.state), now
    elif again:
        message.due_at = again
    else:
        message.state, message.ended_at = moves.MESSAGE.check("fail", message.state), now
        message.reason = answer.text
    message.save(update_fields=["trying_until", "state", "ended_at", "due_at", "reason"])
    return message


@transaction.atomic
def hand_over(*, message: Message, actor, now: dt.datetime) -> Message:
    """Notes that somebody pasted a text or gave a slip. Repeated: nothing.

    Raises RuleBroken: wrong_state, not_by_hand.
    """
    message = _locked(message, now)
    if moves.MESSAGE.done("hand_over", message.state):
        return message
    if message.channel == MessageChannel.SMS:
        raise RuleBroken(_("This is a text message: it goes out by itself."), code="not_by_hand")
    return _end(message, "hand_over", actor, now)


@transaction.atomic
def mark_printed(*, community: Community, upto: int, actor, now: dt.datetime) -> int:
    """Notes that all waiting slips up to that one (by id) were printed and are handed out; how many."""
    rows = list(
        Message.objects.waiting().filter(community=community, channel=MessageChannel.PRINT, pk__lte=upto).locked()
    )
    ended = {"state": MessageState.HANDED_OVER, "ended_at": now, "ended_by": actor}
    Message.objects.filter(pk__in=[row.pk for row in rows]).update(**ended)
    log_moves(
        moved(row, move="hand_over", before=row.state, after=MessageState.HANDED_OVER, actor=actor, now=now)
        for row in rows
    )
    return len(rows)


@transaction.atomic
def try_again(*, message: Message, actor, now: dt.datetime) -> Message:
    """Puts a failed text message back, with all its tries before it. Raises RuleBroken: wrong_state."""
    message = _locked(message, now)
    return _back(message, "try_again", message.channel, actor, now)


@transaction.atomic
def to_paper(*, message: Message, actor, now: dt.datetime) -> Message:
    """Makes a slip of paper of a text message or a text for her chat. Raises RuleBroken: wrong_state, for_a_group."""
    message = _locked(message, now)
    if message.resident_id is None:
        raise RuleBroken(_("This text is for a group chat; there is nobody to give a slip to."), code="for_a_group")
    return _back(message, "to_paper", MessageChannel.PRINT, actor, now)


@transaction.atomic
def drop(*, message: Message, actor, now: dt.datetime, reason: str = "") -> Message:
    """Doesn't tell her after all. Repeated: nothing. Raises RuleBroken: wrong_state."""
    message = _locked(message, now)
    if moves.MESSAGE.done("drop", message.state):
        return message
    message.reason = reason.strip()[:200]
    return _end(message, "drop", actor, now)


def _locked(message: Message, now: dt.datetime) -> Message:
    """The row for an act by hand. Raises RuleBroken with the code being_sent while the gateway is being asked."""
    message = Message.objects.locked().get(pk=message.pk)
    if message.state == MessageState.QUEUED and message.trying_until and message.trying_until > now:
        raise RuleBroken(_("This message is being sent at this moment. Look again in ten minutes."), code="being_sent")
    return message


def _end(message: Message, move: str, actor, now: dt.datetime) -> Message:
    before, message.state = message.state, moves.MESSAGE.check(move, message.state)
    message.ended_at, message.ended_by = now, actor
    message.save(update_fields=["state", "ended_at", "ended_by", "reason"])
    log_move(message, move=move, before=before, after=message.state, actor=actor, now=now, reason=message.reason)
    return message


def _back(message: Message, move: str, channel: str, actor, now: dt.datetime) -> Message:
    before, message.state = message.state, moves.MESSAGE.check(move, message.state)
    message.channel, message.due_at, message.trying_until = channel, now, None
    message.ended_at = message.ended_by = None
    message.reason = ""
    message.save(update_fields=["state", "channel", "due_at", "trying_until", "ended_at", "ended_by", "reason"])
    log_move(message, move=move, before=before, after=message.state, actor=actor, now=now)
    return message


def _note(message: Message, answer: Answer, phone: str, now: dt.datetime) -> None:
    MessageTry.objects.create(
        community_id=message.community_id,
        message=message,
        number=message.tries,
        at=now,
        phone=mask_phone(phone),
        outcome=answer.outcome,
        answer=answer.text,
    )
