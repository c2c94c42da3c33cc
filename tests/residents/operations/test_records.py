"""Accounts, consents, hardship and looks at hidden numbers."""

import datetime as dt
import time

import pytest

from microfactory.kernel.errors import RuleBroken
from residents.models import BankAccount, Consent, MoveLog, SensitiveRead
from residents.operations import accounts
from residents.operations.accounts import change_account, end_account
from residents.operations.consents import record_consent, withdraw_consent
from residents.operations.hardship import add_hardship, end_hardship
from residents.operations.reveals import note_look, reveal
from tests.factories.residents import ResidentFactory
from tests.threads import at_once

DAY = dt.date(2026, 11, 24)
CARD, NEXT = "6200000000000005", "6205500000000000004"


def account(resident, actor, now, number=CARD, **more):
    return change_account(resident=resident, bank="农业银行", number=number, actor=actor, now=now, **more)


def test_a_new_account_ends_the_one_before_and_both_stay(resident, social_worker, now):
    first = account(resident, social_worker, now)
    second = account(resident, social_worker, now, NEXT)
    first.refresh_from_db()
    assert (first.ended_at, first.ended_by) == (now, social_worker)
    assert BankAccount.objects.live().get() == second
    assert second.holder == resident.name
    lines = [(line.before, line.after) for line in MoveLog.objects.about(resident)]
    assert lines == [("", "0005"), ("0005", "0004")]


def test_the_same_account_again_changes_nothing(resident, social_worker, now):
    first = account(resident, social_worker, now)
    assert account(resident, social_worker, now, " 6200 0000 0000 0005 ") == first
    assert BankAccount.objects.count() == 1


def test_an_account_ends_when_pay_is_cash(resident, social_worker, now):
    account(resident, social_worker, now)
    end_account(resident=resident, actor=social_worker, now=now)
    end_account(resident=resident, actor=social_worker, now=now)
    assert not BankAccount.objects.live().exists()
    assert MoveLog.objects.about(resident).count() == 2


def test_what_is_no_account_number_leaves_the_old_one(resident, social_worker, now):
    account(resident, social_worker, now)
    with pytest.raises(RuleBroken) as refused:
        account(resident, social_worker, now, "12345")
    assert (refused.value.code, refused.value.field) == ("bad_account", "account_number")
    assert BankAccount.objects.live().get().last4 == "0005"


def consent(resident, actor, now, **more):
    data = {"purpose": "work", "way": "paper", "given_on": DAY, **more}
    return record_consent(resident=resident, **data, actor=actor, now=now)


def test_a_consent_is_noted_with_purpose_way_and_day(resident, social_worker, now):
    row = consent(resident, social_worker, now)
    assert (row.purpose, row.way, row.given_on, row.recorded_by) == ("work", "paper", DAY, social_worker)
    assert row.notice_version
    assert consent(resident, social_worker, now) == row


@pytest.mark.parametrize(
    ("given", "code"),
    [({"way": "oral"}, "witness_missing"), ({"given_on": dt.date(2026, 11, 25)}, "in_future")],
)
def test_a_consent_needs_its_witness_and_a_day_that_was(resident, social_worker, now, given, code):
    with pytest.raises(RuleBroken) as refused:
        consent(resident, social_worker, now, **given)
    assert refused.value.code == code


def test_a_consent_is_taken_back_and_may_be_given_again(resident, social_worker, now):
    row = consent(resident, social_worker, now, given_on=dt.date(2026, 11, 1))
    with pytest.raises(RuleBroken):
        withdraw_consent(consent=row, withdrawn_on=dt.date(2026, 10, 31), actor=social_worker, now=now)
    withdraw_consent(consent=row, withdrawn_on=DAY, actor=social_worker, now=now)
    withdraw_consent(consent=row, withdrawn_on=dt.date(2026, 11, 20), actor=social_worker, now=now)
    assert Consent.objects.get().withdrawn_on == DAY
    assert MoveLog.objects.about(row).get().actor == social_worker
    assert consent(resident, social_worker, now) != row


def test_hardship_has_a_period_and_a_certificate_of_the_person(resident, social_worker):
    number = resident.identity_number.reveal() + "43"
    row = add_hardship(
        resident=resident,
        kind="disabled",
        starts_on=DAY,
        certificate_number=number,
        proof="残疾证",
        actor=social_worker,
    )
    assert (row.certificate.reveal(), row.certificate_last4, row.checked_by) == (number, number[-4:], social_worker)
    end_hardship(record=row, ends_on=DAY, actor=social_worker)
    row.refresh_from_db()
    assert row.ends_on == DAY


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"kind": "dibao"}, "hardship_twice"),
        ({"kind": "tekun", "ends_on": dt.date(2026, 11, 1)}, "period_reversed"),
        ({"kind": "tekun", "certificate_number": "13019919680315002343"}, "certificate_kind"),
        ({"kind": "disabled", "certificate_number": "13019919680315002343"}, "disability_mismatch"),
    ],
)
def test_hardship_that_breaks_a_rule_is_refused(resident, social_worker, given, code):
    add_hardship(resident=resident, kind="dibao", starts_on=dt.date(2026, 1, 1), actor=social_worker)
    with pytest.raises(RuleBroken) as refused:
        add_hardship(resident=resident, **{"starts_on": DAY, **given}, actor=social_worker)
    assert refused.value.code == code


def test_the_same_hardship_may_come_again_later(resident, social_worker):
    add_hardship(
        resident=resident,
        kind="dibao",
        starts_on=dt.date(2025, 1, 1),
        ends_on=dt.date(2025, 12, 31),
        actor=social_worker,
    )
    add_hardship(resident=resident, kind="dibao", starts_on=dt.date(2026, 1, 1), actor=social_worker)
    assert resident.hardships.count() == 2


def test_hardship_does_not_end_before_it_began(resident, social_worker):
    row = add_hardship(resident=resident, kind="dibao", starts_on=DAY, actor=social_worker)
    with pytest.raises(RuleBroken):
        end_hardship(record=row, ends_on=dt.date(2026, 11, 23), actor=social_worker)


def test_a_number_is_shown_for_a_reason_and_the_look_is_noted(resident, social_worker, now):
    number = reveal(resident=resident, kind="identity", reason="报税", actor=social_worker, now=now)
    assert number == resident.identity_number.reveal()
    look = SensitiveRead.objects.get()
    assert (look.resident, look.kind, look.reason, look.actor, look.at) == (
        resident,
        "identity",
        "报税",
        social_worker,
        now,
    )


def test_account_and_certificate_are_shown_the_same_way(resident, social_worker, now):
    account(resident, social_worker, now)
    certificate = resident.identity_number.reveal() + "43"
    add_hardship(
        resident=resident, kind="disabled", starts_on=DAY, certificate_number=certificate, actor=social_worker
    )
    shown = [
        reveal(resident=resident, kind=kind, reason="核对", actor=social_worker, now=now)
        for kind in ("account", "certificate")
    ]
    assert shown == [CARD, certificate]
    assert SensitiveRead.objects.count() == 2


def test_without_a_reason_nothing_is_shown(resident, social_worker, now):
    with pytest.raises(RuleBroken) as refused:
        reveal(resident=resident, kind="identity", reason="  ", actor=social_worker, now=now)
    assert refused.value.code == "reason_missing"
    assert not SensitiveRead.objects.exists()


def test_where_there_is_no_number_no_look_is_noted(liuhe, social_worker, now):
    resident = ResidentFactory(community=liuhe, digits="", no_identity_reason="补办中")
    for kind in ("identity", "account", "certificate"):
        with pytest.raises(RuleBroken) as refused:
            reveal(resident=resident, kind=kind, reason="报税", actor=social_worker, now=now)
        assert refused.value.code == "number_missing"
    assert not SensitiveRead.objects.exists()


def test_a_look_belongs_to_the_community_of_the_resident(resident, social_worker, now):
    look = note_look(resident=resident, kind="hardship", reason="走访", actor=social_worker, now=now)
    assert look.community == resident.community


@pytest.mark.django_db(transaction=True)
def test_an_account_that_is_changed_and_ended_at_once_leaves_one_story(resident, social_worker, now, monkeypatch):
    """Whoever ends it waits for whoever changes it, and ends the new one."""
    account(resident, social_worker, now)
    same = accounts._same

    def slowly(*pair):
        time.sleep(0.4)
        return same(*pair)

    def end():
        time.sleep(0.1)
        end_account(resident=resident, actor=social_worker, now=now)

    monkeypatch.setattr(accounts, "_same", slowly)
    at_once(lambda: account(resident, social_worker, now, NEXT), end)
    lines = [(line.before, line.after) for line in MoveLog.objects.about(resident)]
    assert lines == [("", "0005"), ("0005", "0004"), ("0004", "")]
    assert not BankAccount.objects.live().exists()
