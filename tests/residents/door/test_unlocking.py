"""At the counter: whoever stands there with a locked card is seen, and let in again with one press."""

import re

import pytest
from django.urls import reverse

from residents.operations.door import try_pin
from residents.rules.pins import WRONG_TRIES
from tests.factories.residents import PIN
from tests.residents.door.conftest import link


@pytest.fixture
def counter(card):
    """The counter's page with the card's holder in front of it."""
    return f"{reverse('workshops:counter', args=['liuhe'])}?resident={card.resident_id}"


@pytest.fixture
def locked(card, now):
    """The card, after as many wrong tries as lock it."""
    for _ in range(WRONG_TRIES["digits"]):
        try_pin(token=card.token.reveal(), pin="1111", now=now)
    card.refresh_from_db()
    assert card.locked_at
    return card


def shown(client, address: str) -> str:
    return client.get(address).content.decode()


def test_a_locked_card_is_unlocked_in_one_press(client_of, social_worker, counter, locked, now):
    desk = client_of(social_worker)
    page = desk.get(counter)
    assert f"{locked.resident.name}的卡锁住了" in page.content.decode()
    unlock = reverse("residents:card_unlock", args=["liuhe", locked.resident_id])
    form = page.content.decode().partition(f'action="{unlock}"')[2].partition("</form>")[0]
    sent = dict(re.findall(r'name="(once|next)" value="([^"]*)"', form))
    assert desk.post(unlock, sent).url == counter
    assert "锁住了" not in shown(desk, counter)
    assert try_pin(token=locked.token.reveal(), pin=PIN, now=now) == locked


def test_a_scanned_card_says_so_too(client_of, social_worker, locked):
    address = reverse("workshops:counter", args=["liuhe"])
    scanned = client_of(social_worker).get(address, {"q": f"https://example.org{link(locked)}"})
    assert "的卡锁住了" in scanned.content.decode()


def test_a_card_that_opens_is_not_talked_about(client_of, social_worker, counter):
    assert "锁住了" not in shown(client_of(social_worker), counter)


def test_a_leader_sees_it_and_sends_for_the_social_worker(client_of, leader, counter, locked):
    page = shown(client_of(leader), counter)
    assert "请社工解锁。" in page
    assert "card/unlock" not in page


def test_the_press_leads_to_no_other_site(client_of, social_worker, locked):
    desk = client_of(social_worker)
    unlock = reverse("residents:card_unlock", args=["liuhe", locked.resident_id])
    once = desk.get(unlock).context["form"]["once"].value()
    person = reverse("residents:person", args=["liuhe", locked.resident_id])
    assert desk.post(unlock, {"once": once, "next": "https://example.org/"}).url == person
