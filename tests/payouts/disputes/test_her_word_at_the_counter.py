"""Her word at the counter: by her PIN or before two witnesses, about her money and about what she disputes."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from residents.models import AccessCard
from residents.operations.door import pin_hash
from tests.cast import member
from tests.factories.disputes import AMR, WEBM, answered
from tests.factories.residents import PIN
from tests.payouts.disputes.pages import posted
from tests.payouts.refusals import refused
from tests.runtime.clock import NOW
from workshops.payouts.enums import DisputeState, How
from workshops.payouts.models import Dispute, DisputeVoice, SlipAnswer

pytestmark = pytest.mark.django_db


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
