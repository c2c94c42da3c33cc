"""Settling: the resident alone closes, withdraws and reopens, once; nothing of it is a box that staff tick."""

import pytest

from residents.operations.cards import renew_pin
from residents.operations.door import try_pin
from tests.cast import member
from tests.factories.disputes import answered
from tests.factories.residents import PIN
from tests.payouts.refusals import refusal, refused
from workshops.models import EntryFreeze
from workshops.payouts.enums import DisputeState, How, Said
from workshops.payouts.models import Dispute, DisputeMessage
from workshops.payouts.operations import dispute_answers, disputes
from workshops.payouts.operations.approval import approve_run
from workshops.payouts.operations.vouching import by_pin, by_witnesses
from workshops.payouts.rules.vouching import Vouch, Witness

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(disputed, staff):
    """She has her answer."""
    return answered(disputed, staff)


def test_she_settles_it(office, told, her):
    disputes.settle_dispute(dispute=told, actor=her, now=office.now)
    told.refresh_from_db()
    assert (told.state, told.closed_by) == (DisputeState.CLOSED, her)
    assert told.messages.get(kind=Said.CLOSED).how == How.OWN
    assert not EntryFreeze.objects.exists()
    assert disputes.settle_dispute(dispute=told, actor=her, now=office.now).state == DisputeState.CLOSED


@pytest.mark.parametrize("act", [disputes.settle_dispute, disputes.withdraw_dispute, disputes.reopen_dispute])
def test_staff_cannot_say_it_for_her(office, told, staff, act):
    assert refusal(act, dispute=told, actor=staff, now=office.now) == "not_hers"


def test_nothing_unanswered_is_settled(office, disputed, her):
    assert refusal(disputes.settle_dispute, dispute=disputed, actor=her, now=office.now) == "wrong_state"


def test_it_is_raised_again_once_and_somebody_else_answers(office, told, her, staff, second_social_worker):
    disputes.reopen_dispute(dispute=told, text="还是不对", actor=her, now=office.now)
    told.refresh_from_db()
    assert (told.state, told.answered_by, told.assigned_to) == (DisputeState.REOPENED, None, second_social_worker)
    assert EntryFreeze.objects.get().pays_from is None
    answered(told, second_social_worker)
    assert refusal(disputes.reopen_dispute, dispute=told, actor=her, now=office.now) == "reopened_once"
    disputes.add_words(dispute=told, unsettled=True, actor=her, now=office.now)
    assert told.messages.filter(kind=Said.UNSETTLED).count() == 1


def test_what_was_settled_may_be_raised_again_too(office, told, her):
    disputes.settle_dispute(dispute=told, actor=her, now=office.now)
    disputes.reopen_dispute(dispute=told, actor=her, now=office.now)
    assert EntryFreeze.objects.count() == 1


def test_she_takes_it_back(office, disputed, her):
    disputes.withdraw_dispute(dispute=disputed, text="我记错了", actor=her, now=office.now)
    assert not EntryFreeze.objects.exists()
    assert refusal(disputes.add_words, dispute=disputed, text="还有", actor=her, now=office.now) == "over"


def test_whoever_answered_is_no_witness_and_writes_nothing_down(office, told, staff, cashier, liuhe):
    colleague = member("郑好", liuhe, "social_worker")
    said = {"community": liuhe, "name": "陈阿姨", "why": "没带卡", "now": office.now}
    given = {"dispute": told, "now": office.now}
    vouch = by_witnesses(colleague=staff, **said)
    assert refusal(disputes.settle_dispute, vouch=vouch, actor=colleague, **given) == "barred"
    others = by_witnesses(colleague=cashier, **said)
    assert refusal(disputes.settle_dispute, vouch=others, actor=staff, **given) == "barred"
    assert disputes.settle_dispute(vouch=others, actor=colleague, **given).state == DisputeState.CLOSED


def test_whoever_answered_types_no_pin(office, told, staff, card, liuhe):
    vouch = by_pin(resident=told.resident, pin=PIN, now=office.now)
    given = {"dispute": told, "vouch": vouch, "now": office.now}
    assert refusal(disputes.settle_dispute, actor=staff, **given) == "barred"
    colleague = member("郑好", liuhe, "social_worker")
    assert disputes.settle_dispute(actor=colleague, **given).state == DisputeState.CLOSED


def test_whoever_made_her_pin_waits_until_she_used_it(office, told, card, second_social_worker):
    by = {"actor": second_social_worker, "now": office.now}
    pin = renew_pin(card=card, **by).pin
    given = {"dispute": told, "vouch": by_pin(resident=told.resident, pin=pin, now=office.now), **by}
    assert refusal(disputes.settle_dispute, **given) == "pin_maker"
    assert try_pin(token=card.token.reveal(), pin=pin, now=office.now)
    assert disputes.settle_dispute(**given).state == DisputeState.CLOSED


@pytest.mark.parametrize(
    ("name", "why", "code"),
    [
        ("郑好", "没带卡", "same_witness"),
        ("", "没带卡", "witnesses_missing"),
        ("赵青梅", "没带卡", "own_witness"),
        ("王大爷", " ", "why_missing"),
    ],
)
def test_two_witnesses_are_two_others_with_a_reason(office, told, cashier, liuhe, name, why, code):
    colleague = member("郑好", liuhe, "social_worker")
    vouch = by_witnesses(community=liuhe, colleague=colleague, name=name, why=why, now=office.now)
    given = {"dispute": told, "vouch": vouch, "actor": cashier, "now": office.now}
    assert refusal(disputes.settle_dispute, **given) == code


def test_two_invented_names_are_nobody(office, told, cashier, liuhe, neighbour):
    said = {"community": liuhe, "name": "王大爷", "why": "没带卡", "now": office.now}
    assert refusal(by_witnesses, colleague=None, **said) == "no_colleague"
    assert refusal(by_witnesses, colleague=neighbour.user, **said) == "no_colleague"  # no member of the staff
    given = {"dispute": told, "actor": cashier, "now": office.now}
    names = Vouch(How.WITNESSES, witnesses=(Witness("陈阿姨"), Witness("王大爷")), why="没带卡")
    assert refusal(disputes.settle_dispute, vouch=names, **given) == "no_colleague"
    herself = by_witnesses(colleague=cashier, **said)
    assert refusal(disputes.settle_dispute, vouch=herself, **given) == "no_colleague"


# What the database refuses, whatever the code above it does.


def test_the_database_knows_whose_word_it_is(office, told, staff, resident):
    word = {"community": told.community, "dispute": told, "kind": "closed", "at": office.now, "by": staff}
    refused("own: on her phone", lambda: DisputeMessage.objects.create(how="own", **word))
    refused("vouched", lambda: DisputeMessage.objects.create(how="pin", **word))
    refused("vouched", lambda: DisputeMessage.objects.create(how="", **word))
    refused("vouched", lambda: DisputeMessage.objects.create(how="witnesses", witness_one="甲", **word))
    two = {"how": "witnesses", "witness_one": "甲", "witness_two": "乙", "why_not_herself": "没带卡", **word}
    refused("vouched", lambda: DisputeMessage.objects.create(**two))
    refused("vouched", lambda: DisputeMessage.objects.create(witness_one_user=staff, **two))  # who writes it down


def test_the_database_takes_no_pin_from_whoever_answered_or_made_it(office, told, staff, card, liuhe):
    word = {"community": told.community, "dispute": told, "kind": "closed", "at": office.now, "how": "pin"}
    refused("stands in for her", lambda: DisputeMessage.objects.create(by=staff, card=card, **word))
    maker = card.pin_made_by = member("郑好", liuhe, "staff")
    card.save()
    refused("stands in for her", lambda: DisputeMessage.objects.create(by=maker, card=card, **word))
    card.pin_used_at = office.now
    card.save()
    assert DisputeMessage.objects.create(by=maker, card=card, **word).pk


def test_the_database_closes_nothing_without_her_word(office, told, staff):
    told.state, told.closed_at, told.closed_by = "closed", office.now, staff
    refused("own word", told.save)


def test_the_database_lets_no_logger_answer(office, disputed, social_worker):
    disputed.assigned_to = social_worker
    refused("neither logged nor inspected", disputed.save)
    word = {"kind": "answered", "outcome": "right", "text": "没错", "at": office.now, "by": social_worker}
    refused(
        "neither logged nor inspected",
        lambda: DisputeMessage.objects.create(community=disputed.community, dispute=disputed, **word),
    )


def test_the_database_reopens_once(office, told, her, second_social_worker):
    disputes.reopen_dispute(dispute=told, actor=her, now=office.now)
    answered(told, second_social_worker)
    told.state = "reopened"
    refused("once", told.save)


def test_the_database_keeps_what_was_said(told):
    refused("stays", lambda: DisputeMessage.objects.update(text="别的"))
    refused("stays", lambda: DisputeMessage.objects.all().delete())
    rows = Dispute.objects.all()
    refused("never deleted", lambda: rows._raw_delete(rows.db))


def test_the_database_freezes(office, disputed, waiting):
    waiting.state, waiting.voided_at, waiting.voided_by = "voided", office.now, office.staff
    refused("disputes is put right", waiting.save)


def test_the_database_approves_no_frozen_work(office, resident, her, waiting):
    run = office.submitted()
    EntryFreeze.objects.create(entry=waiting, community=waiting.community, reference="YY1", frozen_at=office.now)
    run.state, run.approved_at, run.approved_by = "approved", office.now, office.approver
    refused("stays out of a run", run.save)
    assert refusal(approve_run, run=run, actor=office.approver, now=office.now) == "disputed"


def test_a_dispute_is_asked_back_only_while_it_lasts(office, disputed, staff, her):
    disputes.withdraw_dispute(dispute=disputed, actor=her, now=office.now)
    assert refusal(dispute_answers.ask_back, dispute=disputed, text="哪天？", actor=staff, now=office.now) == "over"
