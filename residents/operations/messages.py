"""Writing messages into the outbox, in the transaction of the act that they tell of.

From another app, at the end of its operation:

    from residents.operations.messages import queue
    queue(resident=slip.resident, template=MessageTemplate.DISPUTE_ANSWERED, key=f"dispute-{dispute.pk}-1",
          actor=actor, now=now)

Nothing leaves here: `manage.py send_messages` sends what goes by text message, people carry the rest. A message never
breaks the act that writes it: for who wants none, and of a kind that the community switched off, none is written,
but for notices of security (residents.enums.SECURITY_NOTICES).
"""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from residents.channels.sms import gateway
from residents.enums import SECURITY_NOTICES, MessageChannel, MessageTemplate, MessageWish
from residents.models import Community, Message, Resident, Workshop
from residents.operations.log import log_move
from residents.rules.messages import by_daylight, channel_for, check_words, group_words, words


@dataclass(frozen=True)
class Note:
    """One resident to tell, with the key that makes it once, and the words of the template (see rules.messages)."""

    resident: Resident
    key: str
    details: dict[str, str | dt.date] = field(default_factory=dict)


def sends_by_itself(community: Community) -> bool:
    """Whether text messages of this community go out at all: a gateway is configured, and it is no demo."""
    return gateway() is not None and not community.demo


@transaction.atomic
def queue(*, resident: Resident, template: str, key: str, actor, now: dt.datetime, **details) -> Message | None:
    """Puts one message to a resident into the outbox; the same key again gives the first one back.

    `key` says what it is about, once in the community ("dispute-17-answer-1"). `details` are the template's words:
    MONEY_SENT day · WORK_DUE, WORK_LATE work, day · BY_HAND text · the others none. None where she isn't told.
    """
    note = Note(resident, key, details)
    queue_many(community=resident.community, template=template, notes=[note], actor=actor, now=now)
    return Message.objects.filter(community=resident.community_id, key=key).first()


@transaction.atomic
def queue_many(
    *, community: Community, template: str, notes: Iterable[Note], actor, now: dt.datetime
) -> list[Message]:
    """The same for many, in one statement; those that were written before stay as they are.

    `actor` is None for the calendar. Raises RuleBroken only for words written by hand.
    """
    if template in community.muted and template not in SECURITY_NOTICES:
        return []
    sends = sends_by_itself(community)
    rows = [_to_resident(community, template, note, sends, actor, now) for note in notes]
    return Message.objects.bulk_create([row for row in rows if row], batch_size=2000, ignore_conflicts=True)


@transaction.atomic
def queue_groups(
    *,
    community: Community,
    workshops: Iterable[Workshop],
    template: str,
    key: str,
    actor,
    now: dt.datetime,
    **details,
) -> list[Message]:
    """A text for the group chat of each workshop, to be pasted by hand; nobody is named in it.

    Raises RuleBroken only for words written by hand.
    """
    if template in community.muted:
        return []
    rows = []
    for workshop in workshops:
        with translation.override(settings.LANGUAGE_CODE):
            body = group_words(template, name=workshop.name, today=timezone.localdate(now), **details)
        row = _row(community, template, MessageChannel.PASTE, body, f"{key}-group-{workshop.pk}", actor, now)
        row.workshop = workshop
        rows.append(row)
    return Message.objects.bulk_create(rows, ignore_conflicts=True)


@transaction.atomic
def tell_workshop(*, workshop: Workshop, text: str, each: bool, key: str, actor, now: dt.datetime) -> int:
    """A message in somebody's own words: to the group chat of a workshop, or to each of its people who wants any.

    How many messages it makes. Raises RuleBroken for words that may not go out (see rules.messages.check_words), and
    nobody where there is nobody to tell.
    """
    written = {"template": MessageTemplate.BY_HAND, "actor": actor, "now": now}
    if not each:
        return len(queue_groups(community=workshop.community, workshops=[workshop], key=key, text=text, **written))
    people = workshop.residents.active().in_paper_order()
    notes = [Note(resident, f"{key}-{resident.pk}", {"text": text}) for resident in people]
    made = queue_many(community=workshop.community, notes=notes, **written)
    if not made:
        check_words(text)
        raise RuleBroken(_("Nobody in this workshop wants to be told anything."), code="nobody", field="to")
    return len(made)


@transaction.atomic
def set_wish(*, resident: Resident, wish: str, actor, now: dt.datetime) -> Resident:
    """How she wants to be told from now on; what is in the outbox for her is looked at again when it goes out."""
    resident = Resident.objects.select_for_update(of=("self",), no_key=True).get(pk=resident.pk)
    before, resident.message_wish = resident.message_wish, MessageWish(wish)
    if before != wish:
        resident.save(update_fields=["message_wish"])
        log_move(resident, move="message_wish", before=before, after=wish, actor=actor, now=now)
    return resident


@transaction.atomic
def mute(*, community: Community, templates: Collection[str], actor, now: dt.datetime) -> Community:
    """Which messages aren't written in this community; who changed it and when stands in its row history.

    Notices of security are always written.
    """
    community = Community.objects.select_for_update(of=("self",), no_key=True).get(pk=community.pk)
    may_be_muted = [template for template in MessageTemplate.values if template not in SECURITY_NOTICES]
    community.muted = [template for template in may_be_muted if template in set(templates)]
    community.save(update_fields=["muted"])
    return community


def _to_resident(community: Community, template: str, note: Note, sends: bool, actor, now) -> Message | None:
    resident = note.resident
    channel = channel_for(template=template, wish=resident.message_wish, phone=resident.phone, gateway=sends)
    if channel is None:
        return None
    with translation.override(settings.LANGUAGE_CODE):
        today = timezone.localdate(now)
        body = words(template, name=resident.name, today=today, phone=community.contact_phone, **note.details)
    row = _row(community, template, channel, body, note.key, actor, now)
    row.resident, row.workshop_id = resident, resident.workshop_id
    return row


def _row(community: Community, template: str, channel: str, body: str, key: str, actor, now: dt.datetime) -> Message:
    return Message(
        community=community,
        template=template,
        channel=channel,
        body=body,
        key=key,
        due_at=by_daylight(timezone.localtime(now)) if channel == MessageChannel.SMS else now,
        queued_at=now,
        queued_by=actor,
    )
