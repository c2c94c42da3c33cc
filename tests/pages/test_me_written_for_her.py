"""What the staff wrote down for her at the counter: told on her phone, and struck out as soon as she says so."""

import datetime as dt

import pytest
from django.urls import reverse

from tests.cast import with_card
from tests.factories.payouts import paid
from tests.factories.workshops import EntryFactory, IssueFactory
from workshops.payouts.enums import Answer, How, SlipState
from workshops.payouts.models import SlipAnswer
from workshops.payouts.operations.answers import answer_slip
from workshops.payouts.operations.vouching import by_witnesses
from workshops.payouts.rules.vouching import Vouch

pytestmark = pytest.mark.django_db


@pytest.fixture
def slip(resident, combs):
    """A slip of 560.00 whose money has arrived."""
    issue = IssueFactory(resident=resident, operation=combs, quantity=100)
    return paid(EntryFactory(issue=issue, accepted=True, good=70)).slips.get()


@pytest.fixture
def written(slip, liuhe, leader, second_social_worker, now):
    """The staff wrote down three days ago that she has the money, before a colleague and a neighbour."""
    at = now - dt.timedelta(days=3)
    vouch = by_witnesses(community=liuhe, colleague=leader, name="王大爷", why="没带卡", now=at)
    answer_slip(slip=slip, answer=Answer.RECEIVED, actor=second_social_worker, vouch=vouch, now=at)
    slip.refresh_from_db()
    assert slip.state == SlipState.CONFIRMED


@pytest.fixture
def phone(client_of, card):
    """Her phone, the door just opened."""
    return with_card(client_of(card.resident.user), card)


def deny(phone, slip) -> str:
    """She presses that it wasn't her, and says yes to the question."""
    address = f"/me/slips/{slip.pk}/say/denied/"
    page = phone.get(address)
    return phone.post(address, {"once": page.context["form"]["once"].value()}, follow=True).content.decode()


def test_her_slip_says_who_said_it_for_her(phone, slip, written, leader):
    answer = phone.get(f"/me/slips/{slip.pk}/")
    page = answer.content.decode()
    assert "11月21日，在登记台替您记的：收到了，没错。" in page
    assert f"见证人：{leader.name}、王大爷。" in page
    assert "您说过" not in page
    assert "登记台替您记的，收到了没错" in answer.context["sentence"].text
    assert "不是我说的" in page and f"/me/slips/{slip.pk}/say/denied/" in page  # three days later


def test_home_tells_her_for_a_week(phone, slip, written, clock):
    assert "11月21日，在登记台替您记了 560.00 元的事：收到了，没错。" in phone.get("/me/").content.decode()
    clock.forward(days=5)
    assert "在登记台替您记了" not in phone.get("/me/").content.decode()


def test_what_she_denies_is_said_by_nobody(phone, slip, written, client_of, social_worker):
    page = deny(phone, slip)
    assert "在登记台替您记的" not in page
    for words in ("收到了，没错", "还没收到", "数目不对"):
        assert words in page
    slip.refresh_from_db()
    assert slip.state == SlipState.PAID
    said = SlipAnswer.objects.order_by("-pk").first()
    assert (said.answer, said.how, said.by) == (Answer.DENIED, How.OWN, slip.resident.user)
    home = phone.get("/me/").content.decode()
    assert "收到了吗？" in home and "在登记台替您记了" not in home
    desk = client_of(social_worker)
    assert "本人说：不是我说的" in desk.get(reverse("payouts:run", args=["liuhe", slip.run_id])).content.decode()
    assert "不是我说的" in desk.get(f"/liuhe/pay-slips/{slip.pk}/").content.decode()


def test_her_own_word_is_not_denied_but_changed(phone, slip, resident, now):
    answer_slip(slip=slip, answer=Answer.RECEIVED, actor=resident.user, vouch=Vouch(How.OWN), now=now)
    assert "不是我说的" not in phone.get(f"/me/slips/{slip.pk}/").content.decode()
    assert "没有别人替您记的话" in deny(phone, slip)
    assert SlipAnswer.objects.count() == 1


def test_nobody_is_asked_before_the_money_arrived(phone, slip):
    slip.state = SlipState.DUE
    slip.__class__.objects.filter(pk=slip.pk).update(state=SlipState.DUE)
    answer = phone.get(f"/me/slips/{slip.pk}/say/received/")
    assert (answer.status_code, answer.headers["location"]) == (302, f"/me/slips/{slip.pk}/")
