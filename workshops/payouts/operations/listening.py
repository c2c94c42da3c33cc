"""Listening to a resident's voice note: whoever of the staff does is noted, and she sees it."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from residents.enums import SensitiveKind
from residents.operations.reveals import note_look
from workshops.payouts.models import DisputeVoice

AGAIN_AFTER = dt.timedelta(minutes=2)


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
    return voice.sealed.reveal()


def hear_own(*, voice: DisputeVoice) -> bytes:
    """Her own recording, for herself."""
    return voice.sealed.reveal()
