"""What happened to a row, in words."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from residents.models import MoveLog, User

WORDS = {
    "workshops.issue": {
        "issue": _("handed out on a slip"),
        "take_back": _("came back from the company, to be repaired"),
        "finish": _("all handed in"),
        "reopen": _("open again"),
        "cancel": _("made void"),
        "undo": _("undone together with its entry"),
    },
    "workshops.pieceentry": {
        "log": _("logged"),
        "accept": _("inspected and accepted"),
        "send_back": _("sent back to be put right"),
        "resubmit": _("put right and handed in again"),
        "void": _("undone"),
        "correct": _("a correction of another entry"),
        "report_lost": _("reported as lost"),
    },
    "workshops.delivery": {
        "draft": _("put together"),
        "change": _("changed"),
        "send": _("on its way to the company"),
        "accept": _("acceptance recorded"),
        "cancel": _("made void"),
    },
}


@dataclass(frozen=True)
class HistoryLine:
    """One move of a row: when, who, what in words, and why where somebody said so."""

    at: dt.datetime
    actor: User
    words: str
    reason: str


def history(subject) -> list[HistoryLine]:
    """All moves of a row, the oldest first. One query."""
    words = WORDS[subject._meta.label_lower]
    moves = MoveLog.objects.about(subject).select_related("actor")
    return [HistoryLine(move.at, move.actor, str(words.get(move.move, move.move)), move.reason) for move in moves]
