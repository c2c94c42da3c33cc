"""Whoever guesses in the workshop keeps nobody out whom the counter has just let in; guessing is refused as ever."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from residents.models import AccessCard, MoveLog
from residents.operations.cards import issue_card, issue_trusted_card, renew_pin, unlock_doors
from residents.operations.door import try_phone, try_pin
from residents.operations.phone_pins import set_phone_pin
from residents.operations.tries import MOST, RESIDENT, take_try
from residents.rules.pins import WRONG_PHONE_TRIES, WRONG_TRIES
from tests.factories.residents import PIN, AccessCardFactory
from tests.residents.door.conftest import DIGITS, PHONE, link
from tests.residents.views.pages import at, page, write

HERE = "198.51.100.7"


@pytest.fixture(autouse=True)
def used_up(db, now):
    """Somebody behind the workshop's address has mistyped as often as it may."""
    for _ in range(MOST[RESIDENT]):
        take_try(door=RESIDENT, address=HERE, now=now)


def opens(card, pin, now):
    return try_pin(token=card.token.reveal(), pin=pin, now=now, address=HERE)


def test_a_card_made_at_the_counter_opens_at_once_on_a_new_phone(resident, social_worker, now):
    issued = issue_card(resident=resident, actor=social_worker, now=now)
    assert opens(issued.card, issued.pin, now) == issued.card
    assert opens(AccessCardFactory(), PIN, now) is None  # nobody else's


def test_new_digits_open_at_once_and_no_longer_than_an_hour(card, social_worker, now):
    pin = renew_pin(card=card, actor=social_worker, now=now).pin
    assert opens(card, pin, now + dt.timedelta(minutes=59)) == card
    later = now + dt.timedelta(minutes=61)
    for _ in range(MOST[RESIDENT]):
        take_try(door=RESIDENT, address=HERE, now=later)
    assert opens(card, pin, later) is None


def test_six_digits_made_at_the_counter_open_at_once(resident, social_worker, now):
    resident.phone = PHONE
    resident.save(update_fields=["phone"])
    issued = set_phone_pin(resident=resident, actor=social_worker, now=now)
    here = {"phone": PHONE, "now": now, "address": HERE}
    assert try_phone(pin=issued.pin, **here) == issued.row
    for _ in range(WRONG_PHONE_TRIES):
        assert try_phone(pin="000000", **here) is None
    issued.row.refresh_from_db()
    assert issued.row.locked_at == now  # her own lock holds
    assert try_phone(pin=issued.pin, **here) is None


def test_a_trusted_persons_new_card_opens_at_once(daughter, social_worker, now):
    issued = issue_trusted_card(trusted=daughter, actor=social_worker, now=now)
    assert opens(issued.card, issued.pin, now) == issued.card


def test_whoever_is_let_in_is_counted_by_her_card_alone(card, social_worker, now):
    unlock_doors(resident=card.resident, actor=social_worker, now=now)
    for _ in range(WRONG_TRIES["digits"]):
        assert opens(card, "1111", now) is None
    assert AccessCard.objects.get(pk=card.pk).locked_at == now
    assert opens(card, PIN, now) is None
    unlock_doors(resident=card.resident, actor=social_worker, now=now)
    assert opens(card, PIN, now) == card


def test_the_counter_lets_in_with_one_press_whoever_has_an_old_card(desk, card, now):
    phone, door = Client(REMOTE_ADDR=HERE), link(card)
    assert phone.post(door, {"pin": PIN}).status_code == 200
    unlock = at("card_unlock", card.resident_id)
    assert "新手机打不开？放行" in page(desk, at("person", card.resident_id))
    assert write(desk, unlock).url == at("person", card.resident_id)
    assert MoveLog.objects.about(card.resident).get().move == "door_opened"
    assert phone.post(door, {"pin": PIN}).url == reverse("me:home")


def test_a_number_that_was_let_in_opens_and_others_do_not(phone_pin, social_worker, now):
    here = {"phone": PHONE, "pin": DIGITS, "now": now, "address": HERE}
    assert try_phone(**here) is None
    unlock_doors(resident=phone_pin.resident, actor=social_worker, now=now)
    assert try_phone(**here) == phone_pin


def test_from_an_address_that_is_used_up_both_doors_ask_as_much(card, phone_pin, now, django_assert_num_queries):
    """Card or none, let in or not: what a stranger could measure is the same."""
    for token in (card.token.reveal(), "no-such-link"):
        with django_assert_num_queries(6):
            try_pin(token=token, pin="1111", now=now, address=HERE)
