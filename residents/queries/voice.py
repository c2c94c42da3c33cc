"""Recorded voices: what is there, what is missing, and the clips of a sentence."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from microfactory.kernel.composed import Composed
from microfactory.kernel.scoping import Access
from residents.models import Clip, ClipSet, Community
from residents.rules.archive import pack
from residents.rules.voice import EXAMPLES, GROUPS, REQUIRED


@dataclass(frozen=True)
class Word:
    """A word of the list with its recordings, each without its sound."""

    text: str
    approved: Clip | None
    waiting: Clip | None

    @property
    def missing(self) -> bool:
        return not (self.approved or self.waiting)

    @property
    def example(self) -> str:
        """In what it is said, where it could be read in two ways; else nothing."""
        return EXAMPLES.get(self.text, "")


@dataclass(frozen=True)
class WordGroup:
    """Words under one heading; `optional` ones may be missing."""

    label: str
    words: list[Word]
    optional: bool = False


@dataclass(frozen=True)
class Progress:
    """How far a set is: words of the list recorded and approved, out of so many; and what waits to be heard."""

    recorded: int
    approved: int
    of: int
    waiting: int

    @property
    def complete(self) -> bool:
        return self.approved == self.of


_IN_USE = Composed(lambda community: ClipSet.objects.in_use().filter(community=community), community=int)


def set_in_use(community: Community) -> ClipSet | None:
    """The set that residents of a community hear; one query."""
    return _IN_USE.first(community=community.pk)


def sets_of(access: Access):
    """The sets of a community by name, each with `recorded`, `approved` (words of the list) and `waiting` (all)."""
    listed = Q(clips__text__in=REQUIRED)
    return (
        ClipSet.objects.visible_to(access)
        .annotate(
            recorded=Count("clips__text", distinct=True, filter=listed),
            approved=Count("clips", distinct=True, filter=listed & Q(clips__approved_at__isnull=False)),
            waiting=Count("clips", distinct=True, filter=Q(clips__isnull=False, clips__approved_at__isnull=True)),
        )
        .order_by("-active", "name", "pk")
    )


def progress(clip_set: ClipSet) -> Progress:
    """How far a set is; one query."""
    rows = Clip.objects.filter(clip_set=clip_set).values_list("text", "approved_at").order_by()
    recorded, approved, waiting = set(), set(), 0
    for text, approved_at in rows:
        recorded.add(text)
        if approved_at:
            approved.add(text)
        else:
            waiting += 1
    listed = set(REQUIRED)
    return Progress(len(recorded & listed), len(approved & listed), len(REQUIRED), waiting)


def words_of(clip_set: ClipSet, names: Iterable[str]) -> list[WordGroup]:
    """All words of a set under their headings, and the names that there are or should be; one query."""
    rows = Clip.objects.filter(clip_set=clip_set).defer("audio").select_related("recorded_by", "approved_by")
    found: dict[str, dict[bool, Clip]] = {}
    for clip in rows.order_by("text", "pk"):
        found.setdefault(clip.text, {})[bool(clip.approved_at)] = clip
    groups = [WordGroup(str(group.label), [_word(text, found) for text in group.words]) for group in GROUPS]
    others = dict.fromkeys([*names, *found])
    listed = set(REQUIRED)
    own = [_word(text, found) for text in others if text and text not in listed]
    return [*groups, WordGroup("", own, optional=True)]


def _word(text: str, found: dict[str, dict[bool, Clip]]) -> Word:
    clips = found.get(text, {})
    return Word(text, clips.get(True), clips.get(False))


def not_approved(clip_set: ClipSet) -> list[str]:
    """The words of the list that residents couldn't hear yet, in the order of the list; one query."""
    approved = Clip.objects.approved().filter(clip_set=clip_set, text__in=REQUIRED).order_by()
    there = set(approved.values_list("text", flat=True))
    return [word for word in REQUIRED if word not in there]


def clips_to_hear(clip_set: ClipSet, user):
    """Recordings that wait for this person's ear (not her own voice), without their sound, as they came."""
    waiting = Clip.objects.waiting().filter(clip_set=clip_set).exclude(recorded_by=user).defer("audio")
    return waiting.select_related("recorded_by").order_by("recorded_at", "pk")


def sounds(clip_set: ClipSet, texts: Iterable[str]) -> dict[str, bytes]:
    """The approved recordings of these words, by word; those that aren't there are left out. One query."""
    rows = Clip.objects.approved().filter(clip_set=clip_set, text__in=list(texts)).order_by()
    return {text: bytes(audio) for text, audio in rows.values_list("text", "audio")}


def archive_of(clip_set: ClipSet) -> bytes:
    """The approved recordings of a set as one file; one query."""
    rows = Clip.objects.approved().filter(clip_set=clip_set).order_by("text", "pk")
    return pack({text: (kind, bytes(audio)) for text, kind, audio in rows.values_list("text", "kind", "audio")})
