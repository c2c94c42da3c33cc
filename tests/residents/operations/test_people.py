"""Registering people, one and many; changing them; leaving and coming back."""

import datetime as dt

import pytest

from microfactory.kernel.errors import RuleBroken
from residents.enums import Hardship
from residents.models import AccessCard, BankAccount, HardshipRecord, MoveLog, Resident
from residents.operations.people import (
    Registration,
    come_back,
    leave,
    register_resident,
    register_residents,
    update_resident,
)
from residents.queries.people import profile

NUMBER, OTHER = "130199196803150023", "13019919680315004X"
JOINED = dt.date(2026, 11, 1)


def person(name="赵青梅", **more) -> Registration:
    return Registration(**{"name": name, "joined_on": JOINED, "identity_number": NUMBER, **more})


def test_registering_fills_in_what_the_identity_number_says(liuhe, social_worker, now):
    resident = register_resident(
        community=liuhe, registration=person("赵 青梅", phone="１９９ 0000 0001"), actor=social_worker, now=now
    )
    resident.refresh_from_db()
    assert (resident.name, resident.pinyin_key, resident.pinyin_initials) == ("赵青梅", "zhao qing mei", "zqm")
    assert (resident.sex, resident.born_on, resident.phone) == ("female", dt.date(1968, 3, 15), "19900000001")
    assert resident.identity_number.reveal() == NUMBER
    assert NUMBER not in f"{resident.identity_number}{resident.identity_number!r}{resident.masked_identity}"
    assert MoveLog.objects.about(resident).get().move == "register"


def test_a_second_person_with_the_number_is_refused_and_the_first_named(liuhe, social_worker, now):
    register_resident(community=liuhe, registration=person(house="3栋201"), actor=social_worker, now=now)
    with pytest.raises(RuleBroken, match="赵青梅.*3栋201") as refused:
        register_resident(community=liuhe, registration=person("钱美玲"), actor=social_worker, now=now)
    assert (refused.value.code, refused.value.field) == ("duplicate", "identity_number")
    assert Resident.objects.count() == 1


def test_the_same_person_may_take_part_in_another_community(liuhe, guiyuan, social_worker, stranger, now):
    register_resident(community=liuhe, registration=person(), actor=social_worker, now=now)
    register_resident(community=guiyuan, registration=person(), actor=stranger, now=now)
    assert Resident.objects.count() == 2


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ({"identity_number": ""}, "no_reason"),
        ({"name": " "}, "name_missing"),
        ({"joined_on": dt.date(2099, 1, 1)}, "far_ahead"),
        ({"identity_number": "320499201212250036"}, "under_16"),
        ({"identity_number": "", "no_identity_reason": "补办中", "born_on": dt.date(2012, 1, 1)}, "under_16"),
        ({"phone": "1990000004"}, "bad_phone"),
        ({"certificate_number": "13019919731223747943"}, "disability_mismatch"),
        ({"account_number": "12"}, "bad_account"),
    ],
)
def test_what_breaks_a_rule_is_refused(liuhe, social_worker, now, written, code):
    with pytest.raises(RuleBroken) as refused:
        register_resident(community=liuhe, registration=person(**written), actor=social_worker, now=now)
    assert refused.value.code == code
    assert not Resident.objects.exists()


def test_a_month_before_she_begins_is_not_too_early(liuhe, social_worker, now):
    last = now.date() + dt.timedelta(days=31)
    with pytest.raises(RuleBroken, match="2026-12-26 还太远") as refused:
        acts = {"actor": social_worker, "now": now}
        register_resident(community=liuhe, registration=person(joined_on=last + dt.timedelta(days=1)), **acts)
    assert refused.value.field == "joined_on"
    resident = register_resident(community=liuhe, registration=person(joined_on=last), **acts)
    with pytest.raises(RuleBroken, match="还太远"):
        update_resident(resident=resident, registration=person(joined_on=dt.date(2099, 1, 1)), **acts)


def test_many_are_registered_at_once_and_the_bad_come_back(liuhe, workshop, social_worker, now):
    rows = [
        person(
            hardships=(Hardship.DIBAO,),
            certificate_number=NUMBER + "43",
            account_number="6200000000000006",
            bank="农行",
        ),
        person("钱美玲", identity_number="", no_identity_reason="身份证丢失补办中", workshop=workshop),
        person("钱玉兰"),
        person("孙桂芳", identity_number="130199196803150024"),
        person("李春花", identity_number="320499201001050026"),
    ]
    done = register_residents(community=liuhe, registrations=rows, actor=social_worker, now=now)
    assert sorted(done.residents) == [0, 1, 4]
    assert {place: error.code for place, error in done.refused.items()} == {2: "duplicate", 3: "bad_checksum"}
    assert "赵青梅" in str(done.refused[2])
    assert done.warned == {0: ("card_luhn",), 1: ("missing_id",), 4: ("young",)}
    kinds = HardshipRecord.objects.filter(resident=done.residents[0])
    assert {record.kind: record.certificate.reveal() for record in kinds} == {"dibao": "", "disabled": NUMBER + "43"}
    account = BankAccount.objects.get(resident=done.residents[0])
    assert (account.number.reveal(), account.last4, account.passes_luhn) == ("6200000000000006", "0006", False)


def test_registering_takes_the_same_statements_for_one_and_for_fifty(
    liuhe, social_worker, now, django_assert_num_queries, django_assert_max_num_queries
):
    def rows(count, born):
        return [
            person(
                f"人{n}",
                identity_number="",
                no_identity_reason="无",
                hardships=("dibao",),
                account_number=f"62{n:014d}",
            )
            for n in range(count)
        ]

    with django_assert_max_num_queries(8) as captured:
        register_residents(community=liuhe, registrations=rows(1, 0), actor=social_worker, now=now)
    with django_assert_num_queries(len(captured)):
        register_residents(community=liuhe, registrations=rows(50, 1), actor=social_worker, now=now)


def test_changing_keeps_an_identity_number_that_is_not_typed_again(liuhe, social_worker, now):
    resident = register_resident(community=liuhe, registration=person(), actor=social_worker, now=now)
    update_resident(resident=resident, registration=person("赵玉梅", identity_number=""), actor=social_worker, now=now)
    resident.refresh_from_db()
    assert (resident.name, resident.pinyin_initials) == ("赵玉梅", "zym")
    assert resident.identity_number.reveal() == NUMBER


def test_changing_to_the_number_of_somebody_else_is_refused(liuhe, social_worker, now):
    register_resident(community=liuhe, registration=person(), actor=social_worker, now=now)
    other = register_resident(
        community=liuhe, registration=person("钱美玲", identity_number=OTHER), actor=social_worker, now=now
    )
    with pytest.raises(RuleBroken, match="赵青梅"):
        update_resident(resident=other, registration=person("钱美玲"), actor=social_worker, now=now)


def test_leaving_kills_the_card_and_keeps_the_history(resident, card, social_worker, now):
    leave(resident=resident, left_on=now.date(), reason="搬走了", actor=social_worker, now=now)
    resident.refresh_from_db()
    assert (resident.state, resident.left_on, resident.left_reason) == ("left", now.date(), "搬走了")
    assert not AccessCard.objects.live().exists()
    with pytest.raises(RuleBroken):
        leave(resident=resident, left_on=now.date(), reason="搬走了", actor=social_worker, now=now)


@pytest.mark.parametrize(
    ("day", "reason", "code"),
    [
        (dt.date(2026, 11, 24), " ", "reason_missing"),
        (dt.date(2026, 11, 25), "搬走了", "left_on_wrong"),
        (dt.date(2020, 1, 1), "搬走了", "left_on_wrong"),
    ],
)
def test_leaving_needs_a_reason_and_a_day_that_was(resident, social_worker, now, day, reason, code):
    with pytest.raises(RuleBroken) as refused:
        leave(resident=resident, left_on=day, reason=reason, actor=social_worker, now=now)
    assert refused.value.code == code


def test_coming_back_twice_is_coming_back_once(resident, social_worker, now):
    leave(resident=resident, left_on=now.date(), reason="搬走了", actor=social_worker, now=now)
    come_back(resident=resident, actor=social_worker, now=now)
    come_back(resident=resident, actor=social_worker, now=now)
    resident.refresh_from_db()
    assert (resident.state, resident.left_on) == ("active", None)
    assert [line.move for line in MoveLog.objects.about(resident)] == ["leave", "come_back"]


def test_the_page_of_a_person_says_what_to_look_after(liuhe, social_worker, now):
    registration = person(
        identity_number="", no_identity_reason="补办中", account_number="6200000000000006", bank="农行"
    )
    resident = register_resident(community=liuhe, registration=registration, actor=social_worker, now=now)
    seen = profile(resident, today=now.date(), with_account=True)
    assert len(seen.warnings) == 3  # no number, the card's check digit, no consent
    assert len(profile(resident, today=now.date(), with_account=False).warnings) == 2
