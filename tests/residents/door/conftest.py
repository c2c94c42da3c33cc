"""What tests of the resident's door share."""

import pytest
from django.test import Client
from django.urls import reverse

from residents.operations.cards import issue_card
from tests.factories.residents import PhonePinFactory, TrustedPersonFactory

DIGITS = "739164"
PHONE = "13900000001"


@pytest.fixture
def desk(client_of, social_worker) -> Client:
    """The social worker's browser."""
    return client_of(social_worker)


@pytest.fixture
def office(client_of, staff) -> Client:
    """The browser of the community staff."""
    return client_of(staff)


@pytest.fixture
def pictures(resident, social_worker, now):
    """The resident's card with its two pictures: an IssuedCard."""
    return issue_card(resident=resident, kind="pictures", actor=social_worker, now=now)


@pytest.fixture
def phone_pin(resident, social_worker):
    """The resident's number and six digits."""
    resident.phone = PHONE
    resident.save(update_fields=["phone"])
    return PhonePinFactory(resident=resident, digits=DIGITS, set_by=social_worker)


@pytest.fixture
def daughter(card):
    """Whom the resident trusts to look."""
    return TrustedPersonFactory(resident=card.resident, with_card=True)


def link(card) -> str:
    """The address in a card's code."""
    return reverse("residents:card_link", args=[card.token.reveal()])
