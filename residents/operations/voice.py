"""Recorded voices: a set is made, its words are recorded, listened to by somebody else, then heard by all."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from residents.models import Clip, ClipSet, Community
from residents.models.voice import MOST_BYTES
from residents.operations.log import log_move, log_moves, moved
from residents.queries.voice import not_approved
from residents.rules.audio import checked_kind
from residents.rules.voice import is_word


@transaction.atomic
def make_set(*, community: Community, name: str, actor, now: dt.datetime) -> ClipSet:
    """An empty set of recordings for a dialect. Raises RuleBroken with the code taken for a name that is used."""
    name = name.strip()
    if ClipSet.objects.filter(community=community, name=name).exists():
        raise RuleBroken(
            _("There are recordings called “%(name)s” already.") % {"name": name}, code="taken", field="name"
        )
    clip_set = ClipSet.objects.create(community=community, name=name, made_by=actor, made_at=now)
    log_move(clip_set, move="made", before="", after="", actor=actor, now=now)
    return clip_set


@transaction.atomic
def record_clip(*, clip_set: ClipSet, text: str, audio: bytes, actor, now: dt.datetime) -> Clip:
    """Keeps one word as somebody said it. It waits until somebody else has listened; the approved one stays till then.

    A recording of the word that waited already is replaced: no voice is kept longer than it is of use. Raises
    RuleBroken with the codes no_word, empty, too_large or no_sound.
    """
    clip_set = _locked(clip_set)
    if not is_word(text):
        raise RuleBroken(
            _("“%(text)s” is no word of the list and no name. Reload the page.") % {"text": text[:40]}, code="no_word"
        )
    kind = checked_kind(audio, MOST_BYTES)
    values = {"kind": kind, "audio": audio, "recorded_by": actor, "recorded_at": now}
    waiting = Clip.objects.waiting().filter(clip_set=clip_set, text=text).first()
    if waiting is None:
        return Clip.objects.create(community_id=clip_set.community_id, clip_set=clip_set, text=text, **values)
    for name, value in values.items():
        setattr(waiting, name, value)
    waiting.save(update_fields=list(values))
    return waiting


@transaction.atomic
def approve_clip(*, clip: Clip, actor, now: dt.datetime) -> Clip:
    """Somebody else has listened: residents hear this recording from now on, the one before is thrown away.

    A quiet no-op for an approved one. Raises RuleBroken with the code own_voice.
    """
    clip_set, clip = _locked_clip(clip)
    if clip.approved_at:
        return clip
    if clip.recorded_by_id == actor.pk:
        raise RuleBroken(
            _("You recorded “%(text)s” yourself. Let somebody else listen whether it is right.") % {"text": clip.text},
            code="own_voice",
        )
    Clip.objects.approved().filter(clip_set=clip_set, text=clip.text).delete()
    clip.approved_by, clip.approved_at = actor, now
    clip.save(update_fields=["approved_by", "approved_at"])
    _changed(clip_set)
    log_move(clip, move="approved", before="", after="", actor=actor, now=now, reason=clip.text)
    return clip


@transaction.atomic
def drop_clip(*, clip: Clip, actor, now: dt.datetime) -> None:
    """A recording that waits isn't good: it is thrown away, and its word is to be said once more.

    Raises RuleBroken with the code approved: what residents hear is replaced, never just taken away.
    """
    _clip_set, clip = _locked_clip(clip)
    if clip.approved_at:
        raise RuleBroken(
            _("Residents hear “%(text)s” already. Record it anew instead.") % {"text": clip.text}, code="approved"
        )
    log_move(clip, move="dropped", before="", after="", actor=actor, now=now, reason=clip.text)
    clip.delete()


@transaction.atomic
def use_set(*, clip_set: ClipSet, actor, now: dt.datetime) -> ClipSet:
    """Residents hear this set from now on, instead of the one before. A quiet no-op where they do.

    Raises RuleBroken with the code incomplete while a word of the list is not approved.
    """
    _lock_community(clip_set)
    clip_set = _locked(clip_set)
    if clip_set.active:
        return clip_set
    if missing := not_approved(clip_set):
        raise RuleBroken(
            _("%(count)s words are not recorded and listened to yet: %(words)s. A sentence with a gap helps nobody.")
            % {"count": len(missing), "words": " ".join(missing[:5])},
            code="incomplete",
        )
    for other in ClipSet.objects.in_use().filter(community_id=clip_set.community_id).order_by("pk"):
        _switch(other, False, actor, now)
    return _switch(clip_set, True, actor, now)


@transaction.atomic
def rest_set(*, clip_set: ClipSet, actor, now: dt.datetime) -> ClipSet:
    """Residents hear the browser's own voice again, where it has one. A quiet no-op where they do."""
    clip_set = _locked(clip_set)
    return _switch(clip_set, False, actor, now) if clip_set.active else clip_set


@transaction.atomic
def take_over(*, clip_set: ClipSet, clips: Mapping[str, bytes], actor, now: dt.datetime) -> int:
    """Puts the recordings of another community into this set, to be listened to here; how many were taken.

    A word that has a recording already keeps it. Raises RuleBroken as `record_clip` does; then nothing is taken.
    """
    clip_set = _locked(clip_set)
    known = set(Clip.objects.filter(clip_set=clip_set).values_list("text", flat=True))
    fresh = {text: audio for text, audio in clips.items() if text not in known and is_word(text)}
    made = Clip.objects.bulk_create(
        Clip(
            community_id=clip_set.community_id,
            clip_set=clip_set,
            text=text,
            kind=checked_kind(audio, MOST_BYTES),
            audio=audio,
            recorded_by=actor,
            recorded_at=now,
        )
        for text, audio in fresh.items()
    )
    log_moves(
        moved(clip, move="taken_over", before="", after="", actor=actor, now=now, reason=clip.text) for clip in made
    )
    return len(made)


def _switch(clip_set: ClipSet, active: bool, actor, now: dt.datetime) -> ClipSet:
    clip_set.active = active
    clip_set.save(update_fields=["active"])
    log_move(clip_set, move="in_use" if active else "resting", before="", after="", actor=actor, now=now)
    return clip_set


def _changed(clip_set: ClipSet) -> None:
    """What residents hear is another recording: phones must ask again."""
    clip_set.version += 1
    clip_set.save(update_fields=["version"])


def _lock_community(clip_set: ClipSet) -> None:
    """Two sets can't come into use at once."""
    Community.objects.select_for_update(of=("self",), no_key=True).get(pk=clip_set.community_id)


def _locked(clip_set: ClipSet) -> ClipSet:
    return ClipSet.objects.select_for_update(of=("self",), no_key=True).get(pk=clip_set.pk)


def _locked_clip(clip: Clip) -> tuple[ClipSet, Clip]:
    """The set first, then its clip, without its sound. Raises RuleBroken where the clip was thrown away meanwhile."""
    clip_set = _locked(clip.clip_set)
    found = Clip.objects.select_for_update(of=("self",), no_key=True).defer("audio").filter(pk=clip.pk).first()
    if found is None:
        raise RuleBroken(_("This recording was replaced meanwhile. Listen to the new one."), code="replaced")
    return clip_set, found
