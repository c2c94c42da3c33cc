"""Her own disputes on the phone, and her voice under lock."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from residents.models import SensitiveRead
from tests.factories.disputes import AMR, WEBM, answered, raised, settled
from tests.payouts.disputes.pages import posted
from workshops.payouts.enums import DisputeState
from workshops.payouts.models import Dispute, DisputeVoice

pytestmark = pytest.mark.django_db


def test_she_chooses_a_line_and_says_what_is_wrong(resident_client, paid_slip, line):
    page = resident_client.get(f"/me/slips/{paid_slip.pk}/dispute/").content.decode()
    assert "哪一样不对？" in page and "40.00" in page and "24.00" in page
    response = posted(resident_client, f"/me/slips/{paid_slip.pk}/dispute/{line.pk}/", text="我交了六盒")
    found = Dispute.objects.get()
    assert response.headers["location"] == f"/me/disputes/{found.pk}/"
    page = resident_client.get(f"/me/disputes/{found.pk}/").content.decode()
    for words in ("最晚12月1日答复您", "我交了六盒", "正在查"):
        assert words in page
    assert "已经提过" in resident_client.get(f"/me/slips/{paid_slip.pk}/dispute/").content.decode()


def test_a_second_press_raises_one(resident_client, waiting):
    url = f"/me/entries/{waiting.pk}/dispute/"
    data = {"once": resident_client.get(url).context["form"]["once"].value(), "text": "少了"}
    first, second = resident_client.post(url, data), resident_client.post(url, data)
    assert first.headers["location"] == second.headers["location"]
    assert Dispute.objects.count() == 1


def test_nothing_said_is_asked_for(resident_client, waiting):
    page = posted(resident_client, f"/me/entries/{waiting.pk}/dispute/", text="").content.decode()
    assert "请说说哪里不对" in page
    assert not Dispute.objects.exists()


def test_home_asks_about_the_money_again_once_it_is_settled(resident_client, line, resident, her, staff, paid_slip):
    assert "收到了吗？" in resident_client.get("/me/").content.decode()
    found = raised(resident, line=line)
    assert "收到了吗？" not in resident_client.get("/me/").content.decode()
    answered(found, staff)
    assert "答复您了，解决了吗？" in resident_client.get("/me/").content.decode()
    settled(found)
    assert "收到了吗？" in resident_client.get("/me/").content.decode()


def test_the_page_asks_whether_it_is_settled(resident_client, disputed, staff):
    answered(disputed, staff)
    page = resident_client.get(f"/me/disputes/{disputed.pk}/").content.decode()
    for words in ("查过了，数目是对的。", "解决了没有？只有您自己说了算。", "没解决"):
        assert words in page
    posted(resident_client, f"/me/disputes/{disputed.pk}/not-settled/", text="还是少")
    disputed.refresh_from_db()
    assert disputed.state == DisputeState.REOPENED


@pytest.mark.parametrize("page", ["", "more/", "settled/", "not-settled/", "withdraw/"])
def test_a_neighbours_dispute_is_not_there(client_of, neighbour, resident_client, page):
    theirs = raised(neighbour)
    assert resident_client.get(f"/me/disputes/{theirs.pk}/{page}").status_code == 404


def test_a_neighbours_work_is_not_hers_to_dispute(resident_client, office, combs, neighbour):
    entry = office.entry(neighbour, combs, 4)
    assert resident_client.get(f"/me/entries/{entry.pk}/dispute/").status_code == 404


# Her voice


@pytest.mark.parametrize(("sound", "kind"), [(WEBM, "audio/webm"), (AMR, "audio/amr")])
def test_her_voice_is_kept_sealed(resident, her, sound, kind):
    voice = raised(resident, voice=sound, text="").messages.get().voice
    assert (voice.media_type, voice.size) == (kind, len(sound))
    assert sound not in DisputeVoice.objects.get(pk=voice.pk).sealed.token


def test_she_hears_herself_in_parts_too(resident_client, resident, her):
    message = raised(resident, voice=WEBM).messages.get()
    url = f"/me/disputes/voice/{message.pk}/"
    whole = resident_client.get(url)
    assert (whole.content, whole.headers["Content-Type"]) == (WEBM, "audio/webm")
    part = resident_client.get(url, headers={"range": "bytes=0-3"})
    assert (part.status_code, part.content) == (206, WEBM[:4])
    assert part.headers["Content-Range"] == f"bytes 0-3/{len(WEBM)}"
    assert "no-store" in whole.headers["Cache-Control"]
    assert not SensitiveRead.objects.exists()


def test_a_look_of_the_staff_is_noted_once(client_of, staff, approver, resident, her):
    message = raised(resident, voice=WEBM).messages.get()
    url = f"/liuhe/dispute-voices/{message.pk}/"
    assert client_of(staff).get(url).content == WEBM
    client_of(staff).get(url, headers={"range": "bytes=4-"})
    look = SensitiveRead.objects.get()
    assert (look.actor, look.kind, look.resident) == (staff, "voice", resident)
    assert client_of(approver).get(url).status_code == 403


def test_a_picture_is_no_voice(resident_client):
    picture = SimpleUploadedFile("voice.webm", b"\x89PNG\r\n" + b"\0" * 90, content_type="audio/webm")
    page = posted(resident_client, "/me/disputes/missing/", text="少了", voice=picture)
    assert "这不是录音文件" in page.content.decode()
    assert not DisputeVoice.objects.exists()
