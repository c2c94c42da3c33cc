"""Words for disputes: what they are about, where they stand, what was said."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class DisputeAbout(TextChoices):
    """What a resident says is wrong."""

    LINE = "line", _("a line of a pay slip")
    ENTRY = "entry", _("work that isn't paid yet")
    MISSING = "missing", _("work that is missing")
    TOTAL = "total", _("the sum of a pay slip")


class DisputeState(TextChoices):
    OPEN = "open", _("waits for an answer")
    ANSWERED = "answered", _("answered")
    REOPENED = "reopened", _("not settled, waits again")
    CLOSED = "closed", _("settled, she says")
    WITHDRAWN = "withdrawn", _("withdrawn by her")


# What waits for an answer of ours; what freezes its line.
UNANSWERED = (DisputeState.OPEN, DisputeState.REOPENED)
UNSETTLED = (*UNANSWERED, DisputeState.ANSWERED)


class Clock(TextChoices):
    """Whose turn it is, and whether it is late."""

    RUNNING = "running", _("we answer")
    LATE = "late", _("our answer is late")
    HERS = "hers", _("answered; she says whether it is settled")
    RESTING = "resting", _("answered, not closed")
    OVER = "over", _("over")


class Said(TextChoices):
    """What a message of a dispute is. The first six are hers, the others ours."""

    OPENED = "opened", _("she says")
    MORE = "more", _("she adds")
    REOPENED = "reopened", _("not settled, she says")
    UNSETTLED = "unsettled", _("still not settled, she says: she asks for mediation")
    CLOSED = "closed", _("settled, she says")
    WITHDRAWN = "withdrawn", _("withdrawn by her")
    ANSWERED = "answered", _("our answer")
    ASKED = "asked", _("we ask")
    NOTED = "noted", _("what happened meanwhile")


HERS = (Said.OPENED, Said.MORE, Said.REOPENED, Said.UNSETTLED, Said.CLOSED, Said.WITHDRAWN)


class Outcome(TextChoices):
    """What an answer comes to."""

    RIGHT = "right", _("it was right")
    CORRECTED = "corrected", _("it is put right")
    PAID_EXTRA = "paid_extra", _("the difference comes with the next pay")


class VoiceType(TextChoices):
    """Kinds of recordings that browsers and phones make, told by their first bytes."""

    WEBM = "audio/webm", "WebM"
    OGG = "audio/ogg", "Ogg"
    MP4 = "audio/mp4", "MP4"
    MP3 = "audio/mpeg", "MP3"
    AAC = "audio/aac", "AAC"
    WAV = "audio/wav", "WAV"
    AMR = "audio/amr", "AMR"
