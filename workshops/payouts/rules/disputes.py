"""Disputes: who answers, by when, and what must be said."""

import datetime as dt
from collections.abc import Collection
from decimal import Decimal

from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from workshops.payouts.enums import UNANSWERED, Clock, DisputeState

# Parameters, in days, with what holds where a community set none.
ANSWER_DAYS, REST_DAYS = "dispute.answer_days", "dispute.rest_days"
DEFAULT_ANSWER_DAYS, DEFAULT_REST_DAYS = Decimal(7), Decimal(14)
MOST_WORDS = 500


def check_said(text: str, *, voice: bool) -> str:
    """The words, trimmed. Raises RuleBroken (nothing_said) where there is neither a word nor a voice."""
    text = text.strip()[:MOST_WORDS]
    if not text and not voice:
        raise RuleBroken(
            _("Please say what is wrong: in a few words, or with your voice."), code="nothing_said", field="text"
        )
    return text


def check_words(text: str) -> str:
    """Words of the staff, trimmed. Raises RuleBroken (words_missing)."""
    text = text.strip()[:MOST_WORDS]
    if len(text) < 2:
        raise RuleBroken(_("Please write it in plain words, so that she understands it."), code="words_missing",
                         field="text")  # fmt: skip
    return text


def check_another(*, actor_id: int, loggers: Collection[int], resident_user_id: int | None) -> None:
    """Whoever logged or inspected the work doesn't answer for it. Raises RuleBroken: own_entry, own_work."""
    if actor_id in loggers:
        raise RuleBroken(
            _("You logged or inspected this work yourself, so somebody else has to answer."), code="own_entry"
        )
    if resident_user_id is not None and actor_id == resident_user_id:
        raise RuleBroken(_("This is your own dispute. Somebody else has to answer."), code="own_work")


def clock_of(state: str, *, due_on: dt.date, rests_on: dt.date | None, today: dt.date) -> Clock:
    """Whose turn it is. An answer that she says nothing to rests from a day on: it is never settled by itself."""
    if state in UNANSWERED:
        return Clock.LATE if today > due_on else Clock.RUNNING
    if state == DisputeState.ANSWERED:
        return Clock.RESTING if rests_on is not None and today >= rests_on else Clock.HERS
    return Clock.OVER
