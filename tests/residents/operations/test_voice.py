"""Recording, listening, using: nobody approves her own voice, residents never hear a sentence with a gap."""

import pytest
from django.db import IntegrityError, transaction

from microfactory.kernel.errors import RuleBroken
from residents.models import Clip, MoveLog
from residents.operations import voice
from residents.queries.voice import archive_of, clips_to_hear, not_approved, progress, set_in_use, sounds
from residents.rules.archive import unpack
from residents.rules.voice import REQUIRED
from tests.factories.voice import ClipFactory, ClipSetFactory, sound, whole_set

pytestmark = pytest.mark.django_db


@pytest.fixture
def clip_set(liuhe):
    return ClipSetFactory(community=liuhe)


def record(clip_set, actor, now, text="五百", audio=None):
    return voice.record_clip(clip_set=clip_set, text=text, audio=audio or sound(text), actor=actor, now=now)


def test_a_recording_waits_until_somebody_else_has_listened(clip_set, leader, social_worker, now):
    clip = record(clip_set, leader, now)
    assert sounds(clip_set, ["五百"]) == {}
    assert list(clips_to_hear(clip_set, social_worker)) == [clip]
    assert not clips_to_hear(clip_set, leader).exists()
    voice.approve_clip(clip=clip, actor=social_worker, now=now)
    assert sounds(clip_set, ["五百", "六百"]) == {"五百": sound("五百")}


def test_nobody_approves_her_own_voice(clip_set, social_worker, now):
    clip = record(clip_set, social_worker, now)
    with pytest.raises(RuleBroken, match="换一个人来听"):
        voice.approve_clip(clip=clip, actor=social_worker, now=now)
    with pytest.raises(IntegrityError, match="clip_approved_by_another"), transaction.atomic():
        Clip.objects.filter(pk=clip.pk).update(approved_by=social_worker, approved_at=now)


def test_saying_it_again_replaces_what_waits(clip_set, leader, social_worker, now):
    first = record(clip_set, leader, now)
    again = record(clip_set, social_worker, now, audio=sound("五百", 9))
    assert again.pk == first.pk
    assert Clip.objects.get().recorded_by == social_worker


def test_residents_hear_the_old_recording_until_the_new_one_is_approved(clip_set, leader, social_worker, now):
    voice.approve_clip(clip=record(clip_set, leader, now), actor=social_worker, now=now)
    new = record(clip_set, leader, now, audio=sound("五百", 9))
    assert sounds(clip_set, ["五百"]) == {"五百": sound("五百")}
    voice.approve_clip(clip=new, actor=social_worker, now=now)
    assert sounds(clip_set, ["五百"]) == {"五百": sound("五百", 9)}
    assert Clip.objects.count() == 1
    clip_set.refresh_from_db()
    assert clip_set.version == 2


def test_approving_twice_is_done_once(clip_set, leader, social_worker, now):
    clip = record(clip_set, leader, now)
    for _press in range(2):
        voice.approve_clip(clip=clip, actor=social_worker, now=now)
    assert MoveLog.objects.about(clip).count() == 1


def test_a_bad_recording_is_thrown_away_an_approved_one_isnt(clip_set, leader, social_worker, now):
    voice.drop_clip(clip=record(clip_set, leader, now), actor=social_worker, now=now)
    assert not Clip.objects.exists()
    clip = record(clip_set, leader, now)
    voice.approve_clip(clip=clip, actor=social_worker, now=now)
    with pytest.raises(RuleBroken, match="重录"):
        voice.drop_clip(clip=clip, actor=social_worker, now=now)


def test_a_recording_that_was_replaced_meanwhile(clip_set, leader, social_worker, now):
    clip = record(clip_set, leader, now)
    gone = Clip.objects.select_related("clip_set").get(pk=clip.pk)
    voice.drop_clip(clip=clip, actor=social_worker, now=now)
    with pytest.raises(RuleBroken, match="重录过了"):
        voice.approve_clip(clip=gone, actor=social_worker, now=now)


def test_only_words_of_the_list_and_names(clip_set, leader, now):
    record(clip_set, leader, now, text="宠物梳")
    with pytest.raises(RuleBroken, match="要录的词里没有"):
        record(clip_set, leader, now, text="a|b")


def test_a_sound_beyond_200_kb_is_refused_by_the_database_too(clip_set, leader, now):
    with pytest.raises(RuleBroken, match="200 KB"):
        record(clip_set, leader, now, audio=sound("五百") + bytes(200 * 1024))
    with pytest.raises(IntegrityError, match="clip_has_a_size"), transaction.atomic():
        ClipFactory(clip_set=clip_set, audio=bytes(200 * 1024 + 1))


def test_a_set_with_a_gap_is_never_heard(liuhe, staff, now):
    clip_set = whole_set(liuhe, active=False, without=("毛", "块"))
    assert not_approved(clip_set) == ["块", "毛"]
    with pytest.raises(RuleBroken, match="还有 2 个词没录好、没听过：块 毛"):
        voice.use_set(clip_set=clip_set, actor=staff, now=now)
    assert set_in_use(liuhe) is None


def test_one_set_after_the_other(liuhe, staff, now):
    first = whole_set(liuhe)
    second = ClipSetFactory(community=liuhe, name="四川话")
    content = archive_of(first)
    assert voice.take_over(clip_set=second, clips=unpack(content, 10**6), actor=first.made_by, now=now) == len(
        REQUIRED
    )
    for clip in clips_to_hear(second, staff):
        voice.approve_clip(clip=clip, actor=staff, now=now)
    voice.use_set(clip_set=second, actor=staff, now=now)
    assert set_in_use(liuhe).pk == second.pk
    voice.rest_set(clip_set=second, actor=staff, now=now)
    assert set_in_use(liuhe) is None


def test_taking_over_leaves_what_is_there(clip_set, leader, staff, now):
    mine = record(clip_set, leader, now)
    clips = {"五百": sound("五百", 9), "六百": sound("六百"), "a|b": sound("x")}
    assert voice.take_over(clip_set=clip_set, clips=clips, actor=staff, now=now) == 1
    mine.refresh_from_db()
    assert bytes(mine.audio) == sound("五百")
    assert progress(clip_set).recorded == 2


def test_a_dialect_is_named_once(clip_set, liuhe, staff, now):
    with pytest.raises(RuleBroken, match="已经有一套"):
        voice.make_set(community=liuhe, name=f" {clip_set.name} ", actor=staff, now=now)


def test_progress_counts_words_of_the_list(liuhe, clip_set, now, leader):
    record(clip_set, leader, now, text="宠物梳")
    record(clip_set, leader, now)
    ClipFactory(clip_set=clip_set, text="五百", approved=True)
    ClipFactory(clip_set=clip_set, text="六百", approved=True)
    figures = progress(clip_set)
    assert (figures.recorded, figures.approved, figures.waiting, figures.of) == (2, 2, 2, len(REQUIRED))
