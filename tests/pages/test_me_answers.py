"""Her answer about a slip: asked once more, taken back within a day, and never asked of whoever only looks."""

import pytest

from tests.cast import with_card
from tests.factories.payouts import paid
from tests.factories.workshops import EntryFactory, IssueFactory, OperationFactory, WorkOrderFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def slip(resident, workshop):
    """A slip of 560.00 whose money has arrived."""
    combs = OperationFactory(work_order=WorkOrderFactory(workshop=workshop, product="宠物梳"))
    issue = IssueFactory(resident=resident, operation=combs, quantity=100)
    return paid(EntryFactory(issue=issue, accepted=True, good=70)).slips.get()


@pytest.fixture
def phone(client_of, card):
    """Her phone, the door just opened: `phone()`."""
    return lambda: with_card(client_of(card.resident.user), card)


@pytest.fixture
def say(phone, slip):
    """She presses an answer, and says yes to the question."""

    def press(answer: str) -> str:
        address, client = f"/me/slips/{slip.pk}/say/{answer}/", phone()
        page = client.get(address)
        return client.post(address, {"once": page.context["form"]["once"].value()}, follow=True).content.decode()

    return press


@pytest.fixture
def read(phone, slip):
    """Her slip as text."""
    return lambda: phone().get(f"/me/slips/{slip.pk}/").content.decode()


def test_before_an_answer_all_three_are_there(read, slip):
    page = read()
    for words in ("收到了，没错", "还没收到", "数目不对"):
        assert words in page
    assert f"/me/slips/{slip.pk}/dispute/" in page


def test_an_answer_shows_its_way_back_with_the_hour(say, slip):
    page = say("received")
    assert "记下了：收到了，没错。" in page
    assert "您说过： 收到了，没错" in page
    assert "点错了？明天上午9点30分以前可以改。" in page
    assert f"/me/slips/{slip.pk}/say/not_received/" in page
    assert f"/me/slips/{slip.pk}/say/received/" not in page


def test_what_was_pressed_by_mistake_is_taken_back(say, slip):
    say("received")
    say("not_received")
    slip.refresh_from_db()
    assert slip.state == "paid"
    assert [answer.answer for answer in slip.answers.order_by("pk")] == ["received", "not_received"]


def test_after_a_day_a_confirmation_stays(say, read, slip, clock):
    say("received")
    clock.forward(hours=25)
    page = read()
    assert "过了24小时，这里不能改了。" in page
    assert f"/me/slips/{slip.pk}/say/not_received/" not in page
    say("not_received")
    slip.refresh_from_db()
    assert slip.state == "confirmed"


def test_money_that_comes_later_can_still_be_confirmed(say, read, slip, clock):
    say("not_received")
    clock.forward(days=4)
    page = read()
    assert "后来收到了、改对了，就点下面。" in page
    assert f"/me/slips/{slip.pk}/dispute/" not in page
    say("received")
    slip.refresh_from_db()
    assert slip.state == "confirmed"


def test_whoever_only_looks_is_offered_nothing_that_writes(looking, slip):
    assert "收到了吗" not in looking.get("/me/").content.decode()
    page = looking.get(f"/me/slips/{slip.pk}/").content.decode()
    assert "¥560.00" in page
    for address in ("/say/", "/dispute/"):
        assert address not in page
