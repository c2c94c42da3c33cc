"""The cast is who it says it is."""

import pytest

from residents.middleware import access_to
from residents.operations.door import try_pin
from tests.factories.residents import PIN, AccessCardFactory, BankAccountFactory, ResidentFactory, UserFactory


@pytest.mark.parametrize("name", ["social_worker", "leader", "staff", "approver", "cashier", "street"])
def test_each_holds_her_one_duty(request, liuhe, name):
    assert access_to(request.getfixturevalue(name), "liuhe").roles == {name}


def test_a_leader_is_bound_to_her_workshop(leader, workshop):
    assert access_to(leader, "liuhe").workshop_ids == {workshop.pk}


def test_a_leader_has_work_of_her_own(leader, leader_as_resident):
    assert leader.resident == leader_as_resident


def test_a_card_opens_with_its_pin(card, liuhe, now):
    assert try_pin(token=card.token.reveal(), pin=PIN, now=now) == card
    assert card.resident.user.is_resident
    assert card.community == liuhe


def test_the_stranger_lives_elsewhere(stranger, guiyuan):
    assert access_to(stranger, "guiyuan").community == guiyuan


def test_situations_can_be_made(db):
    assert ResidentFactory(left=True, without_identity=True, with_household=True, at_home=True).household
    assert ResidentFactory(with_account=True).accounts.count() == 1
    assert BankAccountFactory(ended=True).ended_by
    assert AccessCardFactory(revoked=True).revoked_by
    assert UserFactory(with_password=True).check_password("correct horse battery")
