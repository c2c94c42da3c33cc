"""Guessing is refused, per card and per number, also at the same moment."""

import pytest
from django.urls import reverse

from residents.models import AccessCard, DoorTries, PhonePin
from residents.operations.door import try_own_pin, try_phone, try_pin
from residents.operations.people import update_resident
from residents.operations.tries import RESIDENT, take_try
from residents.rules.pins import WRONG_PHONE_TRIES, WRONG_TRIES
from residents.rules.registration import Registration
from tests.factories.residents import PIN, AccessCardFactory, PhonePinFactory, ResidentFactory
from tests.residents.door.conftest import DIGITS, PHONE
from tests.threads import at_once

HERE = "198.51.100.7"


def wrong_pictures(pin: str) -> str:
    return "sun moon" if pin != "sun moon" else "moon sun"


def test_three_wrong_pairs_lock_a_card_with_pictures(pictures, now):
    token = pictures.card.token.reveal()
    for _ in range(WRONG_TRIES["pictures"]):
        assert AccessCard.objects.get().locked_at is None
        assert try_pin(token=token, pin=wrong_pictures(pictures.pin), now=now) is None
    assert AccessCard.objects.get().locked_at
    assert try_pin(token=token, pin=pictures.pin, now=now) is None


def test_the_order_of_pictures_counts(pictures, now):
    token = pictures.card.token.reveal()
    turned = " ".join(reversed(pictures.pin.split()))
    assert try_pin(token=token, pin=turned, now=now) is None
    assert try_pin(token=token, pin=pictures.pin, now=now) == pictures.card


def test_number_and_digits_open_the_door(phone_pin, now):
    assert try_phone(phone=PHONE, pin=DIGITS, now=now) == phone_pin


def test_five_wrong_tries_lock_a_number(phone_pin, now):
    for _ in range(WRONG_PHONE_TRIES):
        assert PhonePin.objects.get().locked_at is None
        assert try_phone(phone=PHONE, pin="000000", now=now) is None
    assert PhonePin.objects.get().locked_at == now
    assert try_phone(phone=PHONE, pin=DIGITS, now=now) is None


def test_of_two_people_with_one_number_each_has_digits_of_her_own(phone_pin, liuhe, now):
    his = PhonePinFactory(resident=ResidentFactory(community=liuhe, with_user=True, phone=PHONE), digits="402918")
    assert try_phone(phone=PHONE, pin="402918", now=now) == his
    assert try_phone(phone=PHONE, pin=DIGITS, now=now) == phone_pin
    try_phone(phone=PHONE, pin="000000", now=now)
    assert sorted(PhonePin.objects.values_list("wrong_pins", flat=True)) == [1, 1]
    try_phone(phone=PHONE, pin="402918", now=now)
    assert PhonePin.objects.get(pk=his.pk).wrong_pins == 0
    assert PhonePin.objects.get(pk=phone_pin.pk).wrong_pins == 1  # his digits make no room to guess hers


def test_a_number_that_she_gave_away_opens_nothing(phone_pin, now):
    phone_pin.resident.phone = "13900000002"
    phone_pin.resident.save(update_fields=["phone"])
    for number in (PHONE, "13900000002"):
        assert try_phone(phone=number, pin=DIGITS, now=now) is None


def test_another_number_written_down_ends_the_digits_and_what_they_opened(phone_pin, client, social_worker, now):
    resident, here = phone_pin.resident, {"phone": PHONE, "pin": DIGITS}
    assert client.post(reverse("residents:phone_sign_in"), here).url == reverse("me:home")
    written = {"name": resident.name, "joined_on": resident.joined_on, "no_identity_reason": "补办中"}

    def write(phone):
        registration = Registration(**written, phone=phone)
        update_resident(resident=resident, registration=registration, actor=social_worker, now=now)

    write(PHONE)
    assert client.get(reverse("me:home")).status_code == 200
    write("13900000002")
    assert client.get(reverse("me:home")).url == reverse("residents:card_gone")
    phone_pin.refresh_from_db()
    assert (phone_pin.ended_at, phone_pin.ended_by) == (now, social_worker)
    write(PHONE)
    assert try_phone(phone=PHONE, pin=DIGITS, now=now) is None  # the number may be somebody else's by now


@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize("locked", [True, False])
def test_an_unknown_number_takes_the_same_work_as_a_wrong_one(
    phone_pin, now, django_assert_num_queries, known, locked
):
    PhonePin.objects.update(locked_at=now if locked else None)
    take_try(door=RESIDENT, address=HERE, now=now)
    number = PHONE if known else "13999999999"
    with django_assert_num_queries(7):
        assert try_phone(phone=number, pin="000000", now=now, address=HERE) is None


def test_a_helper_who_guesses_her_digits_locks_the_card(card, now):
    for _ in range(WRONG_TRIES["digits"]):
        assert not try_own_pin(card=card, pin="1111", now=now)
    assert not try_own_pin(card=card, pin=PIN, now=now)
    assert AccessCard.objects.get().locked_at


@pytest.mark.django_db(transaction=True)
def test_a_hundred_tries_at_once_are_counted_one_by_one(now):
    card = AccessCardFactory()
    token = card.token.reveal()
    at_once(*[lambda: try_pin(token=token, pin="1111", now=now, address=HERE)] * 12)
    card.refresh_from_db()
    assert (card.wrong_pins, card.locked_at) == (WRONG_TRIES["digits"], now)
    assert DoorTries.objects.get().tries == 12
