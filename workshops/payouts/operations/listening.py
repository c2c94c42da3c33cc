"""Listening to a resident's voice note: whoever of the staff does is noted, and she sees it."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from microfactory.kernel.encryption import open_bytes, reseal_bytes
from residents.enums import SensitiveKind
from residents.operations.reveals import note_look
from workshops.payouts.models import DisputeVoice

AGAIN_AFTER = dt.timedelta(minutes=2)
_BATCH = 100


@transaction.atomic
def listen(*, voice: DisputeVoice, actor, now: dt.datetime) -> bytes:
    """The recording in clear, once the look is noted. A player that fetches it in parts is one look."""
    dispute = voice.message.dispute
    reason = _("dispute %(number)s") % {"number": dispute.number}
    recent = dispute.resident.reads.filter(
        kind=SensitiveKind.VOICE, actor=actor, reason=reason, at__gte=now - AGAIN_AFTER, at__lte=now
    )
    if not recent.exists():
        note_look(resident=dispute.resident, kind=SensitiveKind.VOICE, reason=reason, actor=actor, now=now)
    return open_bytes(voice.sealed)


def hear_own(*, voice: DisputeVoice) -> bytes:
    """Her own recording, for herself."""
    return open_bytes(voice.sealed)


def reseal_voices() -> int:
    """Seals all voice notes under the first key of the environment, some a transaction, and tells how many.

    The same act as residents.operations.rotation: no actor, it may be stopped and repeated.
    """
    count, last = 0, 0
    while batch := _resealed(last):
        count, last = count + len(batch), batch[-1].pk
    return count


@transaction.atomic
def _resealed(after: int) -> list[DisputeVoice]:
    rows = DisputeVoice.objects.select_for_update(of=("self",), no_key=True).filter(pk__gt=after)
    batch = list(rows.order_by("pk")[:_BATCH])
    for voice in batch:
        voice.sealed = reseal_bytes(voice.sealed)
    DisputeVoice.objects.bulk_update(batch, ["sealed"])
    return batch
