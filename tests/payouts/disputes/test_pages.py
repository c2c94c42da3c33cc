"""Pages of disputes: her own on the phone, with clocks at the desk, her word at the counter, her voice under lock."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from residents.models import AccessCard, SensitiveRead
from residents.operations.door import pin_hash
from tests.cast import member
from tests.factories.disputes import AMR, WEBM, answered, raised, settled
from tests.factories.residents import PIN
from tests.payouts.disputes.refusals import refused
from tests.runtime.clock import NOW
from workshops.payouts.enums import DisputeState, How
from workshops.payouts.models import Dispute, DisputeVoice, SlipAnswer
from workshops.payouts.operations.disputes import add_words

pytestmark = pytest.mark.django_db


def posted(client, url: str, **data):
    """Fills the form of a page in and sends it."""
    form = client.get(url).context["form"]
    return client.post(url, {"once": form["once"].value(), **data})


# On her phone


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


# At the desk


def test_the_list_and_the_first_page_show_the_clock(client_of, staff, resident, disputed, clock):
    assert "最晚" in client_of(staff).get("/liuhe/disputes/").content.decode()
    home = client_of(staff).get("/liuhe/").content.decode()
    assert "条异议等答复，最近一条12月1日到期" in home and "条异议等您答复" in home
    clock.forward(days=9)
    assert "条异议过期没答复" in client_of(staff).get("/liuhe/").content.decode()
    assert "迟 2 天" in client_of(staff).get("/liuhe/disputes/").content.decode()


def test_the_answer_is_given_on_its_page(client_of, staff, disputed):
    posted(client_of(staff), f"/liuhe/disputes/{disputed.pk}/answer/", right="no", good="1", text="是一盒。")
    disputed.refresh_from_db()
    assert disputed.state == DisputeState.ANSWERED


def test_whoever_logged_it_finds_no_form(client_of, social_worker, disputed):
    assert client_of(social_worker).get(f"/liuhe/disputes/{disputed.pk}/answer/").status_code == 403
    assert "要由别人来答复" in client_of(social_worker).get(f"/liuhe/disputes/{disputed.pk}/").content.decode()


def test_a_leader_sees_no_dispute(client_of, leader, disputed):
    assert client_of(leader).get("/liuhe/disputes/").status_code == 403
    assert "异议" not in client_of(leader).get("/liuhe/").content.decode()


def test_the_whole_file_prints(client_of, staff, disputed):
    answered(disputed, staff)
    page = client_of(staff).get(f"/liuhe/disputes/{disputed.pk}/file/").content.decode()
    for words in (disputed.number, "赵青梅", "少记了一盒", "查过了，数目是对的。", "林晓云", "本人手机", "调解人"):
        assert words in page


def test_pages_take_the_same_queries_whatever_was_said(client_of, staff, disputed, resident, her,
                                                       django_assert_max_num_queries):  # fmt: skip
    for number in range(8):
        add_words(dispute=disputed, text=f"第{number}句", actor=her, now=disputed.opened_at)
    client = client_of(staff)
    with django_assert_max_num_queries(14):
        client.get(f"/liuhe/disputes/{disputed.pk}/")


# Her word at the counter


@pytest.fixture
def her_card(card):
    """Her card, as the door knows it; she has signed in with it."""
    AccessCard.objects.filter(pk=card.pk).update(pin_hash=pin_hash(card.token.reveal(), PIN), pin_used_at=NOW)
    return card


def test_she_confirms_with_her_pin(client_of, social_worker, her_card, paid_slip):
    url = f"/liuhe/pay-slips/{paid_slip.pk}/says/received/pin/"
    posted(client_of(social_worker), url, pin=PIN)
    said = SlipAnswer.objects.get()
    assert (said.how, said.card, said.by) == (How.PIN, her_card, social_worker)


def test_a_wrong_pin_confirms_nothing_and_counts(client_of, social_worker, her_card, paid_slip):
    url = f"/liuhe/pay-slips/{paid_slip.pk}/says/received/pin/"
    page = posted(client_of(social_worker), url, pin="9999").content.decode()
    assert "密码不对" in page
    her_card.refresh_from_db()
    assert (her_card.wrong_pins, SlipAnswer.objects.count()) == (1, 0)
    for _try in range(4):
        posted(client_of(social_worker), url, pin="9999")
    assert "锁住" in posted(client_of(social_worker), url, pin=PIN).content.decode()
    assert not SlipAnswer.objects.exists()


@pytest.fixture
def types():
    """What somebody of the staff types as the first witness, beside what is asked of the second: `types(user)`."""

    def typed(user) -> dict:
        user.set_password("correct horse battery")
        user.save(update_fields=["password"])
        proof = {"colleague": user.username, "password": "correct horse battery"}
        return {**proof, "witness_two": "王大爷", "why": "不识字"}

    return typed


def test_whoever_paid_her_takes_no_witnesses(client_of, cashier, social_worker, staff, paid_slip, types, liuhe):
    url = f"/liuhe/pay-slips/{paid_slip.pk}/says/received/witnesses/"
    assert "请换一位同事" in posted(client_of(cashier), url, **types(staff)).content.decode()
    assert "请换一位同事" in posted(client_of(staff), url, **types(cashier)).content.decode()
    payer = {**types(member("郑好", liuhe, "staff")), "witness_two": cashier.name}
    assert "请换一位同事" in posted(client_of(staff), url, **payer).content.decode()
    hands = {**types(social_worker), "witness_two": "郑国强"}
    assert "至少一位见证人没参与" in posted(client_of(staff), url, **hands).content.decode()
    assert posted(client_of(staff), url, **types(social_worker)).status_code == 302
    said = SlipAnswer.objects.get()
    assert (said.witness_one_user, said.witness_two, said.by) == (social_worker, "王大爷", staff)


def test_one_person_alone_confirms_nobodys_pay(client_of, staff, social_worker, stranger, paid_slip, types):
    desk, url = client_of(staff), f"/liuhe/pay-slips/{paid_slip.pk}/says/received/witnesses/"
    invented = {"colleague": "陈阿姨", "password": "x", "witness_two": "王大爷", "why": "不识字"}
    for typed in (invented, types(stranger), {**types(social_worker), "password": "guess"}):
        assert "不是本社区的同事" in posted(desk, url, **typed).content.decode()
    herself = types(staff)
    assert "不能是您自己" in posted(client_of(staff), url, **herself).content.decode()
    assert not SlipAnswer.objects.exists()


def test_guessing_a_colleagues_password_is_shut_out(client_of, staff, social_worker, paid_slip, types):
    desk, url = client_of(staff), f"/liuhe/pay-slips/{paid_slip.pk}/says/received/witnesses/"
    typed = types(social_worker)
    for _try in range(6):
        guessed = posted(desk, url, **{**typed, "password": "guess"})
    assert guessed.status_code == 429
    assert posted(desk, url, **typed).status_code == 429  # the right one doesn't open it either, for a while
    assert not SlipAnswer.objects.exists()


def test_whoever_paid_her_takes_no_pin(client_of, cashier, staff, her_card, paid_slip):
    url = f"/liuhe/pay-slips/{paid_slip.pk}/says/received/pin/"
    assert "请换一位同事" in posted(client_of(cashier), url, pin=PIN).content.decode()
    word = {"community": paid_slip.community, "slip": paid_slip, "answer": "received", "at": NOW, "how": "pin"}
    refused("stands in for her", lambda: SlipAnswer.objects.create(by=cashier, card=her_card, **word))
    assert posted(client_of(staff), url, pin=PIN).status_code == 302
    assert SlipAnswer.objects.get().by == staff


def test_pictures_are_tapped_at_the_counter(client_of, social_worker, her_card, paid_slip):
    pin = "fish sun"
    AccessCard.objects.filter(pk=her_card.pk).update(
        pin_kind="pictures", pin_hash=pin_hash(her_card.token.reveal(), pin)
    )
    url = f"/liuhe/pay-slips/{paid_slip.pk}/says/received/pin/"
    page = client_of(social_worker).get(url).content.decode()
    assert (page.count('name="first"'), page.count('name="second"'), page.count(" checked")) == (9, 9, 0)
    for missing in ({}, {"first": "fish"}, {"second": "sun"}):
        assert posted(client_of(social_worker), url, **missing).status_code == 200
    her_card.refresh_from_db()
    assert her_card.wrong_pins == 0  # nothing chosen is no try
    assert posted(client_of(social_worker), url, first="sun", second="fish").status_code == 200
    assert posted(client_of(social_worker), url, first="fish", second="sun").status_code == 302
    assert SlipAnswer.objects.get().how == How.PIN


def test_a_dispute_is_written_down_in_her_words(client_of, staff, her_card, paid_slip, line):
    url = f"/liuhe/people/{paid_slip.resident_id}/dispute/pin/"
    posted(client_of(staff), url, about=f"line-{line.pk}", text="少了一盒", pin=PIN)
    found = Dispute.objects.get()
    assert (found.line, found.opened_by, found.messages.get().how) == (line, staff, How.PIN)


def test_her_voice_is_recorded_at_the_counter_too(client_of, staff, her_card, paid_slip, line):
    desk, url = client_of(staff), f"/liuhe/people/{paid_slip.resident_id}/dispute/pin/"
    assert "data-mf-record" in desk.get(url).content.decode()
    sound = SimpleUploadedFile("voice.webm", WEBM, content_type="audio/webm")
    posted(desk, url, about=f"line-{line.pk}", text="", voice=sound, pin=PIN)
    said = Dispute.objects.get().messages.get()
    assert (said.how, said.voice.media_type, said.voice.size) == (How.PIN, "audio/webm", len(WEBM))
    more = f"/liuhe/disputes/{said.dispute_id}/says/more/pin/"
    sound = SimpleUploadedFile("voice.amr", AMR, content_type="audio/amr")
    posted(desk, more, text="", voice=sound, pin=PIN)
    assert DisputeVoice.objects.count() == 2
    assert "data-mf-record" not in desk.get(more.replace("more", "withdraw")).content.decode()


def test_she_settles_at_the_counter(client_of, second_social_worker, her_card, disputed, staff):
    answered(disputed, staff)
    url = f"/liuhe/disputes/{disputed.pk}/says/settled/pin/"
    assert "请换一位同事" in posted(client_of(staff), url, pin=PIN, text="").content.decode()
    posted(client_of(second_social_worker), url, pin=PIN, text="")
    disputed.refresh_from_db()
    assert (disputed.state, disputed.closed_by) == (DisputeState.CLOSED, second_social_worker)


def test_whoever_made_her_pin_has_a_colleague_type_it(client_of, staff, second_social_worker, card, paid_slip):
    desk = client_of(second_social_worker)
    made = posted(desk, f"/liuhe/people/{card.resident_id}/card/pin/", kind="digits")
    kept = desk.get(made.headers["location"]).context["pin"]
    url = f"/liuhe/pay-slips/{paid_slip.pk}/says/received/pin/"
    page = posted(desk, url, pin=kept).content.decode()
    assert "这个密码是您设的，本人还没用它登录过" in page
    assert not SlipAnswer.objects.exists()
    assert posted(client_of(staff), url, pin=kept).status_code == 302
    assert SlipAnswer.objects.get().by == staff


@pytest.mark.parametrize("url", ["says/hello/pin/", "says/settled/tick/"])
def test_no_other_way_is_there(client_of, staff, disputed, url):
    assert client_of(staff).get(f"/liuhe/disputes/{disputed.pk}/{url}").status_code == 404
