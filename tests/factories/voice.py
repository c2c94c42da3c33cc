"""Recordings, as situations: a word that waits, an approved one, a whole set that residents hear.

The sounds are silent MP3 frames behind a tag that holds the word, so that a test sees which clip is which. They are
no voices, and stand in no demo.
"""

import factory
from factory.django import DjangoModelFactory

from residents.models import Clip, ClipSet
from residents.rules.voice import REQUIRED
from tests.factories.residents import CommunityFactory, UserFactory
from tests.runtime.clock import NOW

FRAME = b"\xff\xfb\x90\xc4" + bytes(413)  # MPEG 1 layer III, 128 kbit/s, 44.1 kHz, one channel, silent: 26 ms


def sound(word: str, frames: int = 8) -> bytes:
    """A silent MP3 that carries its word."""
    tag = word.encode()
    return b"ID3\x04\x00\x00\x00\x00" + bytes([len(tag) >> 7, len(tag) & 127]) + tag + FRAME * frames


class ClipSetFactory(DjangoModelFactory):
    class Meta:
        model = ClipSet

    community = factory.SubFactory(CommunityFactory, pay_moment="on_receipt")
    name = "柳河话"
    made_by = factory.SubFactory(UserFactory)
    made_at = NOW


class ClipFactory(DjangoModelFactory):
    """A word that waits to be heard by somebody else."""

    class Meta:
        model = Clip

    class Params:
        approved = factory.Trait(approved_by=factory.SubFactory(UserFactory), approved_at=NOW)

    clip_set = factory.SubFactory(ClipSetFactory)
    community = factory.SelfAttribute("clip_set.community")
    text = "五百"
    kind = "mp3"
    audio = factory.LazyAttribute(lambda clip: sound(clip.text))
    recorded_by = factory.SubFactory(UserFactory)
    recorded_at = NOW


def whole_set(community, *names: str, without: tuple[str, ...] = (), **more) -> ClipSet:
    """All words of the list and these names, approved; residents hear it."""
    clip_set = ClipSetFactory(community=community, **{"active": True} | more)
    recorder, listener = UserFactory(), UserFactory()
    Clip.objects.bulk_create(
        Clip(
            community=community,
            clip_set=clip_set,
            text=text,
            kind="mp3",
            audio=sound(text),
            recorded_by=recorder,
            recorded_at=NOW,
            approved_by=listener,
            approved_at=NOW,
        )
        for text in [*REQUIRED, *names]
        if text not in without
    )
    return clip_set
