"""A resident notices who was at her door: wrong tries before hers, and digits that somebody else made."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from residents.enums import MessageTemplate
from residents.models import AccessCard, Message, MoveLog
from residents.operations.cards import renew_pin, unlock_card
from residents.operations.door import try_own_pin, try_pin
from residents.operations.messages import mute
from residents.operations.phone_pins import set_phone_pin
from residents.rules.pins import WRONG_IN_ALL, WRONG_TRIES
from tests.factories.residents import PIN
from tests.residents.door.conftest import PHONE, link

WRONG = "1111"


@pytest.fixture
def at_the_door(card, now):
    """Tries a PIN at her card's link."""
    token = card.token.reveal()
    return lambda pin, times=1: [try_pin(token=token, pin=pin, now=now) for _ in range(times)]


def home(phone) -> str:
    return phone.get(reverse("me:home")).content.decode()


def test_right_tries_in_between_make_no_room_for_guessing(at_the_door, card, social_worker, now):
    for _ in range(WRONG_IN_ALL // 3):
        at_the_door(WRONG, 3)
        at_the_door(PIN)
    assert AccessCard.objects.get().locked_at == now
    assert at_the_door(PIN) == [None]
    unlock_card(card=card, actor=social_worker, now=now)
    at_the_door(WRONG, 3)
    assert at_the_door(PIN) == [card]


def test_new_digits_begin_both_counts_anew(at_the_door, card, social_worker, now):
    at_the_door(WRONG, WRONG_TRIES["digits"])
    renew_pin(card=card, actor=social_worker, now=now)
    card.refresh_from_db()
    assert (card.wrong_pins, card.wrong_in_all, card.locked_at) == (0, 0, None)


def test_she_is_told_how_often_somebody_tried_before(at_the_door, card, now):
    at_the_door(WRONG, 2)
    assert try_own_pin(card=card, pin=PIN, now=now)  # at the counter: she sees nothing of it there
    phone = Client()
    phone.post(link(card), {"pin": WRONG})
    assert "上次之后有 3 次输错" in phone.post(link(card), {"pin": PIN}, follow=True).content.decode()
    assert "次输错" not in home(phone)
    assert "次输错" not in phone.post(link(card), {"pin": PIN}, follow=True).content.decode()


def test_only_her_own_door_shows_that_she_knows_her_digits(at_the_door, card, social_worker, now):
    assert try_own_pin(card=card, pin=PIN, now=now)
    assert AccessCard.objects.get().pin_used_at is None
    at_the_door(PIN)
    assert AccessCard.objects.get().pin_used_at == now
    renew_pin(card=card, actor=social_worker, now=now)
    card.refresh_from_db()
    assert (card.pin_made_by, card.pin_used_at) == (social_worker, None)


@pytest.fixture
def change(card, social_worker, clock):
    """Somebody of the staff makes new digits: of the card, or of the telephone number."""
    card.resident.phone = PHONE
    card.resident.save(update_fields=["phone"])
    acts = {
        "card": lambda **by: renew_pin(card=card, **by),
        "phone": lambda **by: set_phone_pin(resident=card.resident, **by),
    }
    return lambda what, actor=social_worker: acts[what](actor=actor, now=clock.forward(minutes=1))


@pytest.mark.parametrize("what", ["card", "phone"])
def test_she_is_told_of_new_digits_that_others_made(change, card, what):
    change(what)
    message = Message.objects.get()
    assert (message.template, message.resident) == (MessageTemplate.PIN_CHANGED, card.resident)
    assert message.body.startswith("赵青梅，您登录用的密码换了。不是您要换的，请马上打电话。")
    change(what)
    assert Message.objects.count() == 2


def test_nobody_switches_that_off(change, card, liuhe, staff, now):
    liuhe = mute(community=liuhe, templates=list(MessageTemplate), actor=staff, now=now)
    assert not {"pin_changed", "card_replaced"} & set(liuhe.muted)
    liuhe.muted = list(MessageTemplate)
    liuhe.save()
    card.resident.message_wish = "nothing"
    card.resident.save()
    card.resident.community.refresh_from_db()
    change("card")
    assert Message.objects.get().template == MessageTemplate.PIN_CHANGED


@pytest.mark.parametrize(("what", "did"), [("card", "换了数字或图"), ("phone", "设了手机号的六位数字")])
def test_home_says_for_a_week_who_changed_it(change, resident_client, liuhe, social_worker, clock, what, did):
    liuhe.contact_phone = "0519-88886666"
    liuhe.save(update_fields=["contact_phone"])
    assert "是您要的吗" not in home(resident_client)
    change(what)
    page = home(resident_client)
    assert f"11月24日，{social_worker.name}给您{did}。是您要的吗？" in page
    assert re.search(r'href="tel:0519-88886666"><span>不是，打电话 <b class="amount">0519-88886666</b>', page)
    clock.forward(days=8)
    assert "是您要的吗" not in home(resident_client)


def test_what_she_did_herself_is_no_news(change, resident_client, resident):
    change("card", actor=resident.user)
    assert not Message.objects.exists()
    assert "是您要的吗" not in home(resident_client)


def test_what_she_asked_for_is_asked_no_more_and_stays_written(change, resident_client, resident, clock):
    change("card")
    assert reverse("me:change_known") in home(resident_client)
    asked = resident_client.get(reverse("me:change_known"))
    assert "是您要的吗？" in asked.content.decode()
    assert "是您要的吗" in home(resident_client)  # a question alone is no answer
    once = asked.context["form"]["once"].value()
    assert resident_client.post(reverse("me:change_known"), {"once": once}).url == "/me/"
    assert "是您要的吗" not in home(resident_client)
    line = MoveLog.objects.about(resident).order_by("-pk").first()
    assert (line.move, line.actor) == ("pin_change_known", resident.user)
    assert "说：是我要的" in resident_client.get(reverse("me:devices")).content.decode()
    assert resident_client.get(reverse("me:change_known")).url == "/me/"
    clock.forward(minutes=5)
    change("card")
    assert "是您要的吗" in home(resident_client)  # what happens later is asked anew


def test_home_says_aloud_whom_to_call(change, resident_client, liuhe):
    liuhe.contact_phone = "0519-88886666"
    liuhe.save(update_fields=["contact_phone"])
    change("card")
    sentence = resident_client.get("/me/").context["sentence"].text
    assert "不是您要的，请告诉社区，零五一九八八八八六六六六。" in sentence
