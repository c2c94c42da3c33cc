"""Cards and PINs: given out, replaced, locked by wrong tries, unlocked; a thief of the database learns no PIN."""

import pytest

from microfactory.kernel.encryption import blind_index
from microfactory.kernel.errors import RuleBroken
from residents.models import AccessCard, MoveLog
from residents.operations.cards import end_card, issue_card, renew_pin, unlock_card
from residents.operations.door import try_pin
from residents.rules.pins import CARD_DIGITS, WRONG_TRIES, new_pin
from tests.factories.residents import ResidentFactory


@pytest.fixture
def issued(liuhe, social_worker, now):
    resident = ResidentFactory(community=liuhe, name="赵青梅")
    return issue_card(resident=resident, actor=social_worker, now=now)


def token(issued) -> str:
    return issued.card.token.reveal()


def wrong(pin: str) -> str:
    return "0000" if pin != "0000" else "1111"


def test_a_card_brings_a_sign_in_without_a_password(issued):
    resident = issued.card.resident
    resident.refresh_from_db()
    assert resident.user.is_resident
    assert not resident.user.has_usable_password()
    assert len(issued.pin) == CARD_DIGITS
    assert MoveLog.objects.about(resident).get().move == "card_issued"


def test_link_and_pin_stand_nowhere_in_clear(issued):
    row = AccessCard.objects.values("token", "token_hash", "pin_hash").get()
    assert str(row["token"]) == "****"
    assert token(issued) not in "".join((row["token"].token, row["token_hash"], row["pin_hash"]))
    guesses = {blind_index(f"pin {n:04d}") for n in range(10_000)}
    assert row["pin_hash"] not in guesses  # without the link and the key there is nothing to guess at


def test_card_and_pin_open_the_door(issued, now):
    assert try_pin(token=token(issued), pin=issued.pin, now=now) == issued.card
    assert AccessCard.objects.get().last_used_at == now


def test_five_wrong_pins_in_a_row_lock_the_card_for_the_right_one_too(issued, now):
    for _ in range(WRONG_TRIES["digits"]):
        assert AccessCard.objects.get().locked_at is None
        assert try_pin(token=token(issued), pin=wrong(issued.pin), now=now) is None
    assert AccessCard.objects.get().locked_at == now
    assert try_pin(token=token(issued), pin=issued.pin, now=now) is None


def test_a_right_pin_begins_the_count_anew(issued, now):
    for _ in range(WRONG_TRIES["digits"] - 1):
        try_pin(token=token(issued), pin=wrong(issued.pin), now=now)
    assert try_pin(token=token(issued), pin=issued.pin, now=now)
    assert AccessCard.objects.get().wrong_pins == 0


def test_the_social_worker_lifts_the_lock_and_the_pin_stays(issued, social_worker, now):
    for _ in range(WRONG_TRIES["digits"]):
        try_pin(token=token(issued), pin=wrong(issued.pin), now=now)
    unlock_card(card=issued.card, actor=social_worker, now=now)
    unlock_card(card=issued.card, actor=social_worker, now=now)
    assert try_pin(token=token(issued), pin=issued.pin, now=now)
    assert [line.move for line in MoveLog.objects.about(issued.card.resident)] == ["card_issued", "card_unlocked"]


def test_a_new_pin_makes_the_old_one_worthless(issued, social_worker, now):
    for _ in range(WRONG_TRIES["digits"]):
        try_pin(token=token(issued), pin=wrong(issued.pin), now=now)
    renewed = renew_pin(card=issued.card, actor=social_worker, now=now)
    assert try_pin(token=token(issued), pin=renewed.pin, now=now)
    if renewed.pin != issued.pin:
        assert try_pin(token=token(issued), pin=issued.pin, now=now) is None


def test_replacing_a_card_kills_the_old_one_in_the_same_act(issued, social_worker, now):
    replaced = issue_card(resident=issued.card.resident, actor=social_worker, now=now)
    assert try_pin(token=token(issued), pin=issued.pin, now=now) is None
    assert try_pin(token=token(replaced), pin=replaced.pin, now=now) == replaced.card
    assert AccessCard.objects.live().count() == 1


def test_a_revoked_card_opens_nothing(issued, social_worker, now):
    assert end_card(resident=issued.card.resident, actor=social_worker, now=now)
    assert not end_card(resident=issued.card.resident, actor=social_worker, now=now)
    assert try_pin(token=token(issued), pin=issued.pin, now=now) is None
    with pytest.raises(RuleBroken) as refused:
        renew_pin(card=issued.card, actor=social_worker, now=now)
    assert refused.value.code == "card_dead"


def test_a_community_that_is_closed_opens_no_door(issued, liuhe, now):
    liuhe.active = False
    liuhe.save(update_fields=["active"])
    assert try_pin(token=token(issued), pin=issued.pin, now=now) is None


def test_an_unknown_link_is_answered_like_a_wrong_pin(db, now):
    assert try_pin(token="nothing", pin="1111", now=now) is None


def test_who_has_left_gets_no_card(liuhe, social_worker, now):
    resident = ResidentFactory(community=liuhe, left=True)
    with pytest.raises(RuleBroken) as refused:
        issue_card(resident=resident, actor=social_worker, now=now)
    assert refused.value.code == "left"


def test_no_pin_is_one_that_everybody_tries_first():
    pins = {new_pin() for _ in range(2_000)}
    assert not pins & {"1234", "0000", "1111", "2580"}
    assert all(len(pin) == CARD_DIGITS and pin.isdecimal() for pin in pins)
