"""The pages of the recordings, by their answers."""

import io
import zipfile
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from residents.models import Clip, ClipSet
from residents.rules.voice import REQUIRED
from tests.factories.voice import ClipFactory, ClipSetFactory, sound, whole_set
from tests.factories.workshops import OperationFactory, WorkOrderFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def clip_set(liuhe):
    return ClipSetFactory(community=liuhe)


def url(name, clip_set, **more):
    return reverse(f"voice:{name}", kwargs={"community": "liuhe", "pk": clip_set.pk, **more})


def posted(text, audio=None, once=None):
    file = SimpleUploadedFile("word", sound(text) if audio is None else audio, content_type="text/html")
    return {"say": text, "audio": file, "once": once or str(uuid4())}


def test_a_set_is_begun(client_of, staff, liuhe):
    client = client_of(staff)
    answer = client.post(reverse("voice:new", args=["liuhe"]), {"name": "柳河话", "once": uuid4()}, follow=True)
    assert "录了 0/" in answer.content.decode()
    assert ClipSet.objects.get().made_by == staff


def test_a_file_is_kept_and_the_next_word_comes(client_of, leader, clip_set):
    client = client_of(leader)
    page = client.get(url("record", clip_set))
    assert page.context["word"] == REQUIRED[0]
    page = client.post(url("record", clip_set), posted(REQUIRED[0]), follow=True)
    assert f"“{REQUIRED[0]}”留下了" in page.content.decode()
    assert page.context["word"] == REQUIRED[1]


def test_the_script_is_told_how_far_it_is_and_posts_once(client_of, leader, clip_set):
    client, once = client_of(leader), str(uuid4())
    for _try in range(2):
        answer = client.post(
            url("record", clip_set), posted("五百", once=once), headers={"Accept": "application/json"}
        )
        assert answer.json() == {"recorded": 1, "of": len(REQUIRED)}
    assert Clip.objects.count() == 1


@pytest.mark.parametrize("audio", [b"<script>alert(1)</script>", b"", bytes(300_000)])
def test_what_is_no_sound_is_refused_with_a_sentence(client_of, leader, clip_set, audio):
    client = client_of(leader)
    told = client.post(url("record", clip_set), posted("五百", audio), headers={"Accept": "application/json"})
    assert told.status_code == 422
    page = client.post(url("record", clip_set), posted("五百", audio)).content.decode()
    assert told.json()["error"] in page
    assert not Clip.objects.exists()


def test_a_word_that_is_no_word_is_refused(client_of, leader, clip_set):
    answer = client_of(leader).post(url("record", clip_set), posted("a|b"))
    assert "要录的词里没有" in answer.content.decode()


def test_names_of_running_work_are_offered_and_may_be_missing(client_of, leader, staff, workshop, clip_set):
    OperationFactory(work_order=WorkOrderFactory(workshop=workshop, product="宠物梳"), unit="打")
    page = client_of(leader).get(url("record", clip_set))
    assert [word.text for word in page.context["todo"]][-2:] == ["宠物梳", "打"]
    whole = client_of(staff).get(url("one", whole_set(workshop.community, active=False, name="四川话")))
    assert whole.context["progress"].complete
    assert "没录" in whole.content.decode()


def test_somebody_else_listens_and_approves(client_of, leader, social_worker, clip_set):
    clip = ClipFactory(clip_set=clip_set, recorded_by=leader)
    client = client_of(social_worker)
    page = client.get(url("check", clip_set))
    assert "五百" in page.content.decode()
    heard = client.get(url("sound", clip_set, clip=clip.pk))
    assert (heard.content, heard.headers["Content-Type"]) == (sound("五百"), "audio/mpeg")
    assert heard.headers["X-Content-Type-Options"] == "nosniff"
    answer = client.post(url("approve", clip_set, clip=clip.pk), {"once": uuid4()}, follow=True)
    assert "没有等您听的录音" in answer.content.decode()
    clip.refresh_from_db()
    assert clip.approved_by == social_worker


def test_ones_own_voice_is_for_others(client_of, social_worker, clip_set):
    clip = ClipFactory(clip_set=clip_set, recorded_by=social_worker)
    client = client_of(social_worker)
    assert "没有等您听的录音" in client.get(url("check", clip_set)).content.decode()
    answer = client.post(url("approve", clip_set, clip=clip.pk), {"once": uuid4()})
    assert "换一个人来听" in answer.content.decode()


def test_a_bad_one_is_said_again(client_of, leader, social_worker, clip_set):
    clip = ClipFactory(clip_set=clip_set, recorded_by=leader)
    page = client_of(social_worker).post(url("drop", clip_set, clip=clip.pk), {"once": uuid4()}, follow=True)
    assert page.context["word"] == "五百"


def test_a_piece_of_a_sound(client_of, leader, clip_set):
    clip = ClipFactory(clip_set=clip_set)
    client, address = client_of(leader), url("sound", clip_set, clip=clip.pk)
    piece = client.get(address, headers={"Range": "bytes=0-1"})
    assert (piece.status_code, piece.content) == (206, sound("五百")[:2])
    assert piece.headers["Content-Range"] == f"bytes 0-1/{len(sound('五百'))}"
    rest = client.get(address, headers={"Range": "bytes=10-"})
    assert rest.content == sound("五百")[10:]
    for odd in ("bytes=999999-", "bytes=-5", "lines=1-2"):
        assert client.get(address, headers={"Range": odd}).content == sound("五百")


def test_the_recordings_of_another_community_are_not_found(client_of, guiyuan, staff, liuhe, clip_set):
    theirs = ClipSetFactory(community=guiyuan)
    clip = ClipFactory(clip_set=theirs)
    client = client_of(staff)
    for name in ("one", "words", "record", "check", "use", "rest", "file", "take_over"):
        assert client.get(url(name, theirs)).status_code == 404
    assert client.get(url("sound", theirs, clip=clip.pk)).status_code == 404
    assert client.get(url("sound", clip_set, clip=clip.pk)).status_code == 404
    assert client.post(url("approve", clip_set, clip=clip.pk), {"once": uuid4()}).status_code == 404


def test_a_set_comes_into_use_and_rests(client_of, staff, liuhe):
    clip_set = whole_set(liuhe, active=False)
    client = client_of(staff)
    page = client.post(url("use", clip_set), {"once": uuid4()}, follow=True).content.decode()
    assert "居民现在听到的是“柳河话”" in page
    page = client.post(url("rest", clip_set), {"once": uuid4()}, follow=True).content.decode()
    assert "停用了" in page


def test_a_set_with_gaps_is_refused_by_name(client_of, staff, liuhe):
    clip_set = whole_set(liuhe, active=False, without=("毛",))
    assert "给居民用</a>" not in client_of(staff).get(url("one", clip_set)).content.decode()
    page = client_of(staff).post(url("use", clip_set), {"once": uuid4()}).content.decode()
    assert "还有 1 个词没录好、没听过：毛" in page


def test_staff_hear_a_whole_sentence_before_residents_do(client_of, staff, liuhe):
    clip_set = whole_set(liuhe, active=False)
    page = client_of(staff).get(url("one", clip_set)).content.decode()
    assert "十一月|交的活|，|大约|五百|六十|块|两|毛|。" in page
    sounds = client_of(staff).get(url("words", clip_set), {"say": "五百|没有|六百"}).content
    first, second = sound("五百"), sound("六百")
    sizes = [len(first).to_bytes(4, "big"), bytes(4), len(second).to_bytes(4, "big")]
    assert sounds == sizes[0] + first + sizes[1] + sizes[2] + second


def test_a_set_travels_to_another_community(client_of, staff, liuhe, clip_set):
    client = client_of(staff)
    other = whole_set(liuhe, "宠物梳", active=False, name="四川话")
    given = client.get(url("file", other)).content
    assert len(zipfile.ZipFile(io.BytesIO(given)).namelist()) == len(REQUIRED) + 2
    file = SimpleUploadedFile("voice.zip", given)
    page = client.post(url("take_over", clip_set), {"file": file, "once": uuid4()}, follow=True)
    assert f"拿来了 {len(REQUIRED) + 1} 段录音" in page.content.decode()
    assert page.context["progress"].approved == 0


def test_another_file_is_refused_with_a_sentence(client_of, staff, clip_set):
    file = SimpleUploadedFile("voice.zip", b"no zip")
    page = client_of(staff).post(url("take_over", clip_set), {"file": file, "once": uuid4()}).content.decode()
    assert "不是录音文件" in page


def test_a_resident_hears_her_own_community_only(resident_client, liuhe, guiyuan):
    whole_set(guiyuan)
    asked = {"say": "五百", "v": "1.0"}
    assert resident_client.get(reverse("me:clips"), asked).content == bytes(4)
    mine = whole_set(liuhe)
    heard = resident_client.get(reverse("me:clips"), asked | {"v": mine.stamp})
    assert heard.content[4:] == sound("五百")
    assert "private" in heard.headers["Cache-Control"]
    assert "no-store" in resident_client.get(reverse("me:clips"), asked).headers["Cache-Control"]


@pytest.mark.parametrize("say", ["", "|||", "\0", "|".join(["五百"] * 500)])
def test_odd_questions_for_sounds_are_answered(resident_client, liuhe, say):
    whole_set(liuhe)
    assert resident_client.get(reverse("me:clips"), {"say": say}).status_code == 200
