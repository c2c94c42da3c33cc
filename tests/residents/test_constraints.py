"""What the database itself refuses, constraint by constraint and trigger by trigger."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from residents import models
from tests.factories.residents import (
    AccessCardFactory,
    BankAccountFactory,
    CommunityFactory,
    HardshipRecordFactory,
    MembershipFactory,
    PolicyParameterFactory,
    ResidentFactory,
    UserFactory,
    WorkshopFactory,
)

EARLY, LATE = dt.date(2026, 1, 1), dt.date(2026, 12, 31)


def refused(name: str, act) -> None:
    """Asserts that the database refuses `act`, by the constraint of that name."""
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        act()
    assert error.value.__cause__.diag.constraint_name == name


def refused_by_trigger(sentence: str, act) -> None:
    """Asserts that a trigger refuses `act` with that sentence."""
    with pytest.raises(IntegrityError, match=sentence), transaction.atomic():
        act()


def change(row, **values):
    """A change by SQL, past every operation."""
    return type(row).objects.filter(pk=row.pk).update(**values)


@pytest.mark.parametrize("code", ["me", "admin", "accounts", "work", "language", "Liuhe", "1liuhe", "柳河", "a"])
def test_a_code_that_is_an_address_already_or_can_be_none(db, code):
    refused("community_code_not_reserved", lambda: CommunityFactory(code=code, pay_moment="on_receipt"))


@pytest.mark.parametrize("day", [0, 29])
def test_a_pay_day_that_not_every_month_has(liuhe, day):
    refused("community_pay_day_in_every_month", lambda: change(liuhe, pay_day=day))


def test_a_negative_cap(liuhe):
    refused("community_front_cap_not_negative", lambda: change(liuhe, front_cap=-1))


def test_two_workshops_of_one_name(workshop):
    refused("workshop_name_once", lambda: WorkshopFactory(community=workshop.community, name=workshop.name))


def test_a_residents_sign_in_that_opens_staff_pages(resident):
    refused("user_resident_is_no_staff", lambda: change(resident.user, is_staff=True))
    refused("user_resident_is_no_staff", lambda: change(resident.user, is_superuser=True))


def test_a_role_held_twice_at_a_time(liuhe):
    first = MembershipFactory(community=liuhe, role="cashier")
    refused("membership_once_at_a_time", lambda: MembershipFactory(community=liuhe, role="cashier", user=first.user))


def test_a_leader_without_a_workshop(liuhe):
    refused("membership_leader_has_workshop", lambda: MembershipFactory(community=liuhe, role="leader"))


def test_a_membership_that_ends_before_it_begins(liuhe):
    refused("membership_period_in_order", lambda: MembershipFactory(community=liuhe, role="cashier", ends_on=EARLY))


def test_an_identity_number_twice_in_a_community(resident):
    refused(
        "resident_identity_once",
        lambda: ResidentFactory(community=resident.community, digits=resident.identity_number.reveal()),
    )


def test_neither_an_identity_number_nor_why(liuhe):
    refused("resident_identity_or_reason", lambda: ResidentFactory(community=liuhe, digits=""))


def test_who_left_without_a_day(resident):
    refused("resident_left_agrees", lambda: change(resident, state="left"))
    refused("resident_left_agrees", lambda: change(resident, left_on=LATE))


def test_who_left_before_she_came(resident):
    refused("resident_left_after_joining", lambda: change(resident, state="left", left_on=EARLY))


def test_a_child_at_work(liuhe):
    day = dt.date(2026, 7, 1)
    ResidentFactory(community=liuhe, born_on=dt.date(2010, 7, 1), joined_on=day)
    refused(
        "resident_old_enough", lambda: ResidentFactory(community=liuhe, born_on=dt.date(2010, 7, 2), joined_on=day)
    )


def test_two_cards_of_one_resident(card):
    refused("card_one_live_each", lambda: AccessCardFactory(resident=card.resident))


def test_a_card_revoked_by_nobody(card, now):
    refused("card_revoked_agrees", lambda: change(card, revoked_at=now))


def test_two_accounts_of_one_resident(resident):
    BankAccountFactory(resident=resident)
    refused("account_one_live_each", lambda: BankAccountFactory(resident=resident))


def test_an_account_is_ended_never_changed_or_deleted(resident, social_worker, now):
    account = BankAccountFactory(resident=resident)
    change(account, ended_at=now, ended_by=social_worker, number=account.number.rotated())
    refused_by_trigger("changed by adding a new account", lambda: change(account, last4="9999"))
    refused_by_trigger("changed by adding a new account", lambda: change(account, holder="别人"))
    refused_by_trigger("ended, never deleted", lambda: models.BankAccount.objects.filter(pk=account.pk).delete())


def test_hardship_that_ends_before_it_begins(resident):
    refused("hardship_period_in_order", lambda: HardshipRecordFactory(resident=resident, kind="dibao", ends_on=EARLY))


def test_the_same_hardship_twice_at_a_time(resident):
    HardshipRecordFactory(resident=resident, kind="dibao")
    refused("hardship_once_at_a_time", lambda: HardshipRecordFactory(resident=resident, kind="dibao", starts_on=LATE))


def test_a_certificate_without_a_disability(resident):
    refused(
        "hardship_certificate_of_the_disabled",
        lambda: HardshipRecordFactory(resident=resident, kind="dibao", certificate_hash="a"),
    )


def consent(resident, actor, **more):
    data = {"purpose": "work", "way": "paper", "notice_version": "1", "given_on": LATE, **more}
    return models.Consent.objects.create(resident=resident, community=resident.community, recorded_by=actor, **data)


def test_a_spoken_consent_without_a_witness(resident, social_worker):
    refused("consent_oral_has_witness", lambda: consent(resident, social_worker, way="oral"))


def test_a_consent_taken_back_before_it_was_given(resident, social_worker):
    refused("consent_withdrawn_after_given", lambda: consent(resident, social_worker, withdrawn_on=EARLY))


def test_one_consent_twice(resident, social_worker):
    consent(resident, social_worker)
    refused("consent_one_live_each", lambda: consent(resident, social_worker))


def test_two_values_of_one_key_on_a_day(liuhe):
    PolicyParameterFactory(key="k", value=1, ends_on=LATE)
    PolicyParameterFactory(key="k", value=1, community=liuhe)
    refused("parameter_periods_apart", lambda: PolicyParameterFactory(key="k", value=2, starts_on=LATE))
    refused("parameter_periods_apart", lambda: PolicyParameterFactory(key="k", value=2, community=liuhe))


def test_a_value_that_ends_before_it_begins(db):
    refused(
        "parameter_period_in_order",
        lambda: PolicyParameterFactory(key="k", value=1, starts_on=LATE, ends_on=EARLY),
    )


def test_two_counters_of_one_day(liuhe):
    counter = {"community": liuhe, "prefix": "LL", "day": LATE, "last": 1}
    models.ReferenceNumber.objects.create(**counter)
    refused("number_one_counter", lambda: models.ReferenceNumber.objects.create(**counter))


def test_the_logs_are_never_changed(resident, social_worker, now):
    common = {"community": resident.community, "actor": social_worker, "at": now}
    move = models.MoveLog.objects.create(subject_type="x", subject_id=1, move="leave", **common)
    look = models.SensitiveRead.objects.create(resident=resident, kind="identity", reason="报税", **common)
    for row, sentence in ((move, "log of moves"), (look, "log of looks")):
        refused_by_trigger(sentence, lambda row=row: change(row, actor=UserFactory()))
        refused_by_trigger(sentence, lambda row=row: type(row).objects.filter(pk=row.pk).delete())


def test_the_history_of_a_person_writes_itself(resident):
    change(resident, house="9栋901")
    houses = models.Resident.pgh_event_model.objects.filter(pgh_obj_id=resident.pk).order_by("pgh_id")
    assert [event.house for event in houses][-1] == "9栋901"
    assert not hasattr(houses.first(), "identity_number")
