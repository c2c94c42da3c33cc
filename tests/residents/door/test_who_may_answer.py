"""A warning that somebody changed her digits, card or account isn't answered by whoever holds the new ones."""

import pytest
from django.test import Client
from django.urls import reverse

from microfactory.kernel.errors import RuleBroken
from residents.models import AccessCard, Message, MoveLog, SignIn
from residents.operations.accounts import change_account, end_account
from residents.operations.cards import end_card, issue_card, renew_pin
from residents.operations.devices import confirm_pin_change, know_pin_change
from residents.operations.phone_pins import set_phone_pin
from residents.queries.door import pin_changed_by_others
from tests.factories.residents import PIN
from tests.residents.door.conftest import PHONE, link
from tests.residents.views.pages import at, page, write

ASKED, YES, LEAVE_IT = "是您要的吗？", "是我要的", "是您要的，就不用管，一个星期就不问了。"
KNOWN = reverse("me:change_known")
ACCOUNTS = ("6222020200112230121", "6217000010001234564")


@pytest.fixture
def opened_with():
    """A fresh phone that opened a card with a PIN."""

    def open_it(card, pin: str) -> Client:
        phone = Client()
        assert phone.post(link(card), {"pin": pin}).url == reverse("me:home")
        return phone

    return open_it


@pytest.fixture
def hers(card, opened_with, clock) -> Client:
    """Her own phone, signed in before anything happens."""
    phone = opened_with(card, PIN)
    clock.forward(minutes=5)
    return phone


def press_yes(phone: Client):
    once = phone.get(KNOWN).context["form"]["once"].value()
    return phone.post(KNOWN, {"once": once})


def home(phone: Client) -> str:
    return page(phone, reverse("me:home"))


def warned(resident, clock) -> bool:
    return pin_changed_by_others(resident, now=clock.now) is not None


def test_whoever_holds_the_new_digits_cannot_answer_for_her(hers, card, resident, social_worker, opened_with, clock):
    issued = renew_pin(card=card, actor=social_worker, now=clock.forward(minutes=1))
    clock.forward(minutes=1)
    stranger = opened_with(card, issued.pin)
    text = home(stranger)
    assert ASKED in text
    assert KNOWN not in text
    assert LEAVE_IT in text
    assert stranger.get(KNOWN).url == stranger.post(KNOWN, {"once": ""}).url == reverse("me:home")
    with pytest.raises(RuleBroken) as refused:
        know_pin_change(sign_in=SignIn.objects.latest("pk"), actor=resident.user, now=clock.now)
    assert refused.value.code == "new_device"
    assert KNOWN in home(hers)  # her own phone, signed in before, still asks and may answer
    assert press_yes(hers).url == reverse("me:home")
    assert ASKED not in home(stranger)


def test_a_second_change_is_not_answered_from_the_first(hers, card, social_worker, opened_with, clock):
    first = renew_pin(card=card, actor=social_worker, now=clock.forward(minutes=1))
    clock.forward(minutes=1)
    between = opened_with(card, first.pin)
    renew_pin(card=card, actor=social_worker, now=clock.forward(minutes=1))
    assert KNOWN not in home(between)
    assert KNOWN in home(hers)


def test_after_a_new_card_every_phone_is_a_new_one_until_the_week_is_over(
    hers, card, resident, social_worker, opened_with, clock
):
    issued = issue_card(resident=resident, actor=social_worker, now=clock.forward(minutes=1))
    clock.forward(minutes=1)
    phone = opened_with(issued.card, issued.pin)
    assert LEAVE_IT in home(phone)
    assert hers.get("/me/").status_code == 302
    clock.forward(days=6)
    assert ASKED in home(phone)
    clock.forward(days=2)
    assert ASKED not in home(phone)


def test_a_card_given_out_after_one_was_revoked_is_told_like_a_replaced_one(card, resident, social_worker, clock):
    end_card(resident=resident, actor=social_worker, now=clock.forward(minutes=1))
    issue_card(resident=resident, actor=social_worker, now=clock.forward(minutes=1))
    assert warned(resident, clock)
    assert Message.objects.get().template == "card_replaced"


def test_a_first_card_is_no_news_unless_a_telephone_number_opens_her_pages(resident, social_worker, clock):
    issue_card(resident=resident, actor=social_worker, now=clock.now)
    assert not warned(resident, clock)
    AccessCard.objects.all().delete()
    resident.phone = PHONE
    resident.save(update_fields=["phone"])
    set_phone_pin(resident=resident, actor=social_worker, now=clock.forward(days=10))
    clock.forward(days=10)
    assert not warned(resident, clock)
    issue_card(resident=resident, actor=social_worker, now=clock.now)
    assert pin_changed_by_others(resident, now=clock.now).move == "card_added"


def test_that_her_pay_goes_elsewhere_is_asked_too(hers, resident, social_worker, clock):
    account = {"resident": resident, "bank": "农商行", "actor": social_worker}
    change_account(number=ACCOUNTS[0], now=clock.forward(minutes=1), **account)
    assert not warned(resident, clock)  # the first one that she brings
    change_account(number=ACCOUNTS[1], now=clock.forward(minutes=1), **account)
    assert f"{social_worker.name}给您改了收钱的账户。{ASKED}" in home(hers)
    assert press_yes(hers).url == reverse("me:home")
    assert not warned(resident, clock)
    end_account(resident=resident, actor=social_worker, now=clock.forward(minutes=1))
    assert warned(resident, clock)
    assert "改了收钱的账户" in page(hers, reverse("me:devices"))


def test_the_counter_lets_the_question_rest_for_whoever_lost_her_phone(
    card, resident, social_worker, desk, office, opened_with, staff, clock
):
    issued = issue_card(resident=resident, actor=social_worker, now=clock.forward(minutes=1))
    phone = opened_with(issued.card, issued.pin)
    confirm = at("change_confirmed", resident.pk)
    assert confirm not in page(desk, at("person", resident.pk))
    assert confirm in page(office, at("person", resident.pk))
    assert write(desk, confirm, asked="on").status_code == 200  # who made the card doesn't answer for her
    assert "是您自己换的，要请另一位同事" in write(desk, confirm, asked="on").content.decode()
    assert ASKED in home(phone)
    assert write(office, confirm).status_code == 200  # somebody has to have asked her
    assert write(office, confirm, asked="on").url == at("person", resident.pk)
    assert ASKED not in home(phone)
    assert f"<b>{staff.name}</b> 记下：是您本人要的" in page(phone, reverse("me:devices"))
    assert confirm not in page(office, at("person", resident.pk))
    assert office.get(confirm).url == at("person", resident.pk)


def test_whoever_made_one_of_several_changes_does_not_answer_for_any(card, resident, social_worker, staff, clock):
    renew_pin(card=card, actor=staff, now=clock.forward(minutes=1))
    renew_pin(card=card, actor=social_worker, now=clock.forward(minutes=1))
    for actor in (staff, social_worker):
        with pytest.raises(RuleBroken) as refused:
            confirm_pin_change(resident=resident, actor=actor, now=clock.now)
        assert refused.value.code == "own_change"
    assert warned(resident, clock)


def test_nothing_is_written_where_nothing_is_asked(hers, resident, staff, clock):
    lines = MoveLog.objects.count()
    know_pin_change(sign_in=SignIn.objects.get(), actor=resident.user, now=clock.now)
    confirm_pin_change(resident=resident, actor=staff, now=clock.now)
    assert MoveLog.objects.count() == lines


def test_an_account_entered_after_one_was_ended_is_asked_about(resident, social_worker, clock):
    account = {"resident": resident, "bank": "农商行", "actor": social_worker}
    change_account(number=ACCOUNTS[0], now=clock.now, **account)
    end_account(resident=resident, actor=social_worker, now=clock.forward(minutes=1))
    clock.forward(days=8)
    assert not warned(resident, clock)
    change_account(number=ACCOUNTS[1], now=clock.forward(minutes=1), **account)
    assert warned(resident, clock)


def test_every_change_is_told_not_only_the_last(hers, card, resident, social_worker, desk, office, clock):
    """Else a change of her account hides behind new digits that she did ask for."""
    account = {"resident": resident, "bank": "农商行", "actor": social_worker}
    change_account(number=ACCOUNTS[0], now=clock.now, **account)
    change_account(number=ACCOUNTS[1], now=clock.forward(minutes=1), **account)
    renew_pin(card=card, actor=social_worker, now=clock.forward(minutes=1))
    renew_pin(card=card, actor=social_worker, now=clock.forward(minutes=1))
    money, digits = f"{social_worker.name}给您改了收钱的账户。", f"{social_worker.name}给您换了数字或图。"
    assert money in home(hers) and digits.replace("。", f"。{ASKED}") in home(hers)
    for where in (page(hers, KNOWN), page(office, at("change_confirmed", resident.pk))):
        assert where.count(money) == where.count(digits) == 1
    assert money in page(office, at("person", resident.pk))
    assert press_yes(hers).url == reverse("me:home")
    assert not warned(resident, clock)
