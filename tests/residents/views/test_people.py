"""The pages about people: found by whatever is typed, written by acts, hidden numbers hidden."""

import datetime as dt
import re
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from residents.models import (
    AccessCard,
    BankAccount,
    Consent,
    HardshipRecord,
    Membership,
    Resident,
    SensitiveRead,
    Workshop,
)
from residents.operations.accounts import change_account
from residents.operations.cards import WRONG_PINS, try_pin
from tests.factories.residents import AccessCardFactory, HardshipRecordFactory, ResidentFactory

NUMBER = "130199196803150023"
PEOPLE = "/liuhe/people/"


@pytest.fixture
def desk(client_of, social_worker) -> Client:
    return client_of(social_worker)


@pytest.fixture
def office(client_of, staff) -> Client:
    return client_of(staff)


def at(name: str, *args) -> str:
    return reverse(f"residents:{name}", args=["liuhe", *args])


def write(client: Client, path: str, **data):
    """Posts a form with a key of its own."""
    return client.post(path, {"once": str(uuid4()), **data})


def page(client: Client, path: str, **query) -> str:
    response = client.get(path, query)
    assert response.status_code == 200
    return response.content.decode()


def names(text: str) -> list[str]:
    return re.findall(r'/people/\d+/">([^<]+)</a>', text)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("青梅", ["赵青梅"]),
        ("赵", ["赵青梅"]),
        ("zqm", ["赵青梅"]),
        ("zhaoqing", ["赵青梅"]),
        ("ZHAO qing", ["赵青梅"]),
        ("qingmei", ["赵青梅"]),
        ("zxl", ["曾秀兰"]),
        ("16-4-701", ["赵青梅"]),
        ("16号楼", ["赵青梅"]),
        ("0023", ["赵青梅"]),
        ("004x", ["曾秀兰"]),
        ("0007", ["曾秀兰"]),
        ("nobody", []),
        ("", ["曾秀兰", "赵青梅"]),
    ],
)
def test_people_are_found_by_what_is_typed(desk, liuhe, typed, found):
    ResidentFactory(community=liuhe, name="赵青梅", house="16号楼4单元701", digits=NUMBER, phone="19900000001")
    ResidentFactory(
        community=liuhe, name="曾秀兰", house="6号楼14单元7", digits="13019919680315004X", phone="19900000007"
    )
    assert names(page(desk, PEOPLE, q=typed)) == found


def test_the_list_is_filtered_by_workshop_state_and_what_is_missing(desk, resident, card, liuhe):
    gone = ResidentFactory(community=liuhe, name="孙已走", left=True, digits="", no_identity_reason="补办中")
    assert names(page(desk, PEOPLE)) == [resident.name]
    assert names(page(desk, PEOPLE, state="left")) == [gone.name]
    assert names(page(desk, PEOPLE, workshop=resident.workshop_id)) == [resident.name]
    assert names(page(desk, PEOPLE, missing="identity")) == [gone.name]
    assert names(page(desk, PEOPLE, missing="card")) == [gone.name]
    assert set(names(page(desk, PEOPLE, missing="account"))) == {resident.name, gone.name}
    assert set(names(page(desk, PEOPLE, missing="nonsense"))) == {resident.name, gone.name}


def test_the_list_takes_as_many_statements_for_fifty_as_for_one(
    desk, liuhe, resident, django_assert_max_num_queries, django_assert_num_queries
):
    page(desk, PEOPLE)
    with django_assert_max_num_queries(8) as captured:
        page(desk, PEOPLE)
    ResidentFactory.create_batch(60, community=liuhe, workshop=resident.workshop)
    with django_assert_num_queries(len(captured)):
        text = page(desk, PEOPLE)
    assert len(names(text)) == 50
    following = re.search(r'rel="next" href="([^"]+)"', text)[1].replace("&amp;", "&")
    rest = desk.get(PEOPLE + following).content.decode()
    assert len(names(rest)) == 11
    assert 'rel="prev"' in rest
    assert 'rel="next"' not in rest


def test_an_empty_list_offers_the_first_step(desk, liuhe):
    assert at("person_new") in page(desk, PEOPLE)


def person(**more) -> dict:
    return {"name": "赵青梅", "identity_number": NUMBER, "usual_place": "workshop", "joined_on": "2026-11-01", **more}


def test_registering_by_form(desk, workshop):
    assert "登记居民" in page(desk, at("person_new"))
    response = write(desk, at("person_new"), **person(workshop=workshop.pk))
    row = Resident.objects.get()
    assert response.url == at("person", row.pk)
    text = page(desk, response.url)
    assert "赵青梅已登记。" in text
    assert "**************0023" in text
    assert NUMBER not in text


def test_registering_twice_with_one_key_registers_once(desk, liuhe):
    once = str(uuid4())
    first, second = (desk.post(at("person_new"), {"once": once, **person()}) for _ in range(2))
    assert (first.url, Resident.objects.count()) == (second.url, 1)


def test_a_duplicate_is_refused_by_name_and_nothing_typed_is_lost(desk, liuhe):
    ResidentFactory(community=liuhe, name="钱美玲", digits=NUMBER, house="3栋201")
    text = write(desk, at("person_new"), **person(house="5栋505")).content.decode()
    assert "这个身份证号已经登记给钱美玲（3栋201）" in text
    assert "5栋505" in text


def test_a_workshop_of_another_community_is_no_choice(desk, guiyuan):
    foreign = Workshop.objects.create(community=guiyuan, name="桂园工坊")
    assert "foreign" not in write(desk, at("person_new"), **person(workshop=foreign.pk)).content.decode()
    assert not Resident.objects.exists()


def test_changing_keeps_the_number_and_shows_it_masked(desk, resident):
    text = page(desk, at("person_edit", resident.pk))
    assert resident.identity_number.reveal() not in text
    assert resident.identity_last4 in text
    response = write(desk, at("person_edit", resident.pk), **person(name="赵玉梅", identity_number=""))
    assert response.url == at("person", resident.pk)
    resident.refresh_from_db()
    assert (resident.name, bool(resident.identity_number)) == ("赵玉梅", True)


def test_leaving_and_coming_back(desk, resident, card):
    assert "工友卡马上作废" in page(desk, at("person_leave", resident.pk))
    assert write(desk, at("person_leave", resident.pk), left_on="2026-11-24", reason="").status_code == 200
    write(desk, at("person_leave", resident.pk), left_on="2026-11-24", reason="搬走了")
    assert "搬走了" in page(desk, at("person", resident.pk))
    page(desk, at("person_come_back", resident.pk))
    write(desk, at("person_come_back", resident.pk))
    resident.refresh_from_db()
    assert resident.state == "active"


def test_a_leader_sees_neither_account_nor_hardship_nor_numbers(client_of, leader, resident, social_worker, now):
    change_account(resident=resident, bank="农行", number="6200000000000005", actor=social_worker, now=now)
    HardshipRecordFactory(resident=resident, kind="dibao")
    client = client_of(leader)
    text = page(client, at("person", resident.pk))
    for hidden in ("0005", "农行", "低保", at("hardship", resident.pk), at("reads", resident.pk), "/number/"):
        assert hidden not in text
    for name in ("hardship", "hardship_new", "reads", "person_edit", "account_change", "card_issue", "card_print"):
        assert client.get(at(name, resident.pk)).status_code == 403
    for kind in ("identity", "account", "certificate"):
        assert client.get(at("number", resident.pk, kind)).status_code == 403


def test_a_number_is_shown_once_for_a_reason(desk, resident, social_worker):
    path, number = at("number", resident.pk, "identity"), resident.identity_number.reveal()
    assert number not in page(desk, path)
    assert "请用几个字写明为什么要看" in write(desk, path, reason=" ").content.decode()
    response = write(desk, path, reason="报个税")
    assert response.url == path
    assert number in page(desk, path)
    assert number not in page(desk, path)
    look = SensitiveRead.objects.get()
    assert (look.actor, look.kind, look.reason) == (social_worker, "identity", "报个税")
    listed = page(desk, at("reads", resident.pk))
    assert "报个税" in listed
    assert social_worker.name in listed


def test_a_number_waits_sealed_in_the_session(desk, resident):
    write(desk, at("number", resident.pk, "identity"), reason="报个税")
    assert resident.identity_number.reveal() not in str(dict(desk.session))


@pytest.mark.parametrize("kind", ["hardship", "phone"])
def test_only_numbers_are_shown_as_numbers(desk, resident, kind):
    assert desk.get(at("number", resident.pk, kind)).status_code == 404


def test_the_cashier_shows_accounts_and_no_certificate(client_of, cashier, resident):
    client = client_of(cashier)
    assert client.get(at("number", resident.pk, "account")).status_code == 200
    assert client.get(at("number", resident.pk, "certificate")).status_code == 403
    assert client.get(at("hardship", resident.pk)).status_code == 403


def test_opening_the_hardship_page_is_a_look(desk, resident):
    assert "还没有记困难类别" in page(desk, at("hardship", resident.pk))
    HardshipRecordFactory(resident=resident, kind="dibao")
    assert "低保" in page(desk, at("hardship", resident.pk))
    assert [look.kind for look in SensitiveRead.objects.order_by("pk")] == ["hardship", "hardship"]


def test_hardship_is_noted_and_ended(desk, resident):
    page(desk, at("hardship_new", resident.pk))
    response = write(desk, at("hardship_new", resident.pk), kind="dibao", starts_on="2026-01-01", proof="低保证")
    assert response.url == at("hardship", resident.pk)
    record = HardshipRecord.objects.get()
    assert "结束“低保”" in page(desk, at("hardship_end", resident.pk, record.pk))
    write(desk, at("hardship_end", resident.pk, record.pk), ends_on="2026-11-24")
    record.refresh_from_db()
    assert record.ends_on == dt.date(2026, 11, 24)


def test_an_account_is_changed_and_ended(desk, resident):
    path = at("account_change", resident.pk)
    assert "6200" not in page(desk, path)
    account = {"holder": resident.name, "bank": "农行", "account_number": "6200000000000006"}
    assert "位数字" in write(desk, path, **{**account, "account_number": "12"}).content.decode()
    write(desk, path, **account)
    text = page(desk, at("person", resident.pk))
    assert "**** 0006" in text
    assert "账号校验位对不上" in text
    assert "6200000000000006" not in text
    page(desk, at("account_end", resident.pk))
    write(desk, at("account_end", resident.pk))
    assert not BankAccount.objects.live().exists()


def test_an_account_number_refused_is_named_at_its_field(desk, resident):
    text = write(
        desk, at("account_change", resident.pk), holder="赵", bank="农行", account_number="12"
    ).content.decode()
    assert re.search(r'id="id_account_number"[^>]*is-invalid|is-invalid[^>]*id="id_account_number"', text)


def test_a_consent_is_noted_and_taken_back(desk, resident):
    assert "还没有“干活和发加工费”的同意书" in page(desk, at("person", resident.pk))
    page(desk, at("consent_new", resident.pk))
    oral = {"purpose": "work", "way": "oral", "given_on": "2026-11-24"}
    assert "见证人的姓名" in write(desk, at("consent_new", resident.pk), **oral).content.decode()
    write(desk, at("consent_new", resident.pk), **oral, witness="何静")
    assert "还没有“干活和发加工费”的同意书" not in page(desk, at("person", resident.pk))
    consent = Consent.objects.get()
    page(desk, at("consent_withdraw", resident.pk, consent.pk))
    write(desk, at("consent_withdraw", resident.pk, consent.pk), withdrawn_on="2026-11-24")
    assert "2026-11-24撤回" in page(desk, at("person", resident.pk))


def test_a_card_is_made_printed_and_its_pin_shown_once(desk, resident, settings, now):
    settings.PUBLIC_ADDRESS = "https://factory.example"
    page(desk, at("card_issue", resident.pk))
    response = write(desk, at("card_issue", resident.pk))
    assert response.url == at("card_print", resident.pk)
    text = page(desk, response.url)
    pin = re.search(r"data-mf-pin>(\d{4})<", text)[1]
    assert "<svg" in text
    assert "data-mf-pin" not in page(desk, response.url)
    token = AccessCard.objects.get().token.reveal()
    assert try_pin(token=token, pin=pin, now=now)


def test_a_second_press_makes_no_second_card(desk, resident):
    once = str(uuid4())
    for _ in range(2):
        desk.post(at("card_issue", resident.pk), {"once": once})
    assert AccessCard.objects.count() == 1


def test_a_locked_card_is_unlocked_given_new_digits_and_revoked(desk, resident, card, now):
    for _ in range(WRONG_PINS):
        try_pin(token=card.token.reveal(), pin="1111", now=now)
    assert "锁住" in page(desk, at("person", resident.pk))
    page(desk, at("card_unlock", resident.pk))
    write(desk, at("card_unlock", resident.pk))
    assert "锁住" not in page(desk, at("person", resident.pk))
    page(desk, at("card_pin", resident.pk))
    assert "data-mf-pin" in page(desk, write(desk, at("card_pin", resident.pk)).url)
    page(desk, at("card_revoke", resident.pk))
    write(desk, at("card_revoke", resident.pk))
    assert desk.get(at("card_print", resident.pk)).status_code == 404


def test_records_of_one_person_are_not_reached_through_another(desk, resident, neighbour, social_worker):
    hers = HardshipRecordFactory(resident=neighbour, kind="dibao")
    assert desk.get(at("hardship_end", resident.pk, hers.pk)).status_code == 404
    assert desk.get(at("consent_withdraw", resident.pk, 1)).status_code == 404


def test_members_are_added_given_another_role_and_ended(office, liuhe, workshop):
    page(office, at("member_new"))
    new = {"name": "何平", "username": "heping", "password": "three blue kettles", "starts_on": "2026-11-24"}
    assert "组长要选一个工坊" in write(office, at("member_new"), **new, role="leader").content.decode()
    assert write(office, at("member_new"), **{**new, "password": "12345"}, role="cashier").status_code == 200
    write(office, at("member_new"), **new, role="cashier")
    member = Membership.objects.get(user__username="heping")
    page(office, at("member_role", member.pk))
    write(office, at("member_role", member.pk), role="leader", workshop=workshop.pk, starts_on="2026-11-24")
    again = write(office, at("member_role", member.pk), role="cashier", starts_on="2026-11-24")
    assert "何平已经是出纳" in again.content.decode()
    page(office, at("member_end", member.pk))
    write(office, at("member_end", member.pk), ends_on="2026-11-24")
    assert "heping" in page(office, at("members"))


def test_a_user_name_is_taken_once(office, liuhe, staff):
    new = {"name": "何平", "username": staff.username.upper(), "password": "three blue kettles"}
    text = write(office, at("member_new"), **new, role="cashier", starts_on="2026-11-24").content.decode()
    assert "已经有人用了" in text


def test_nobody_ends_her_own_staff_role(office, staff):
    member = staff.memberships.get()
    assert "另一位工作人员" in write(office, at("member_end", member.pk), ends_on="2026-11-24").content.decode()


def test_a_resident_becomes_a_leader_and_stays_the_same_person(office, resident, card, workshop):
    page(office, at("leader_new", resident.pk))
    write(
        office,
        at("leader_new", resident.pk),
        username="zhaoqm",
        password="three blue kettles",
        workshop=workshop.pk,
        starts_on="2026-11-24",
    )
    resident.refresh_from_db()
    assert resident.user.username == "zhaoqm"
    assert not resident.user.is_resident
    assert resident.user.memberships.get().role == "leader"
    client = Client()
    client.post("/accounts/sign-in/", {"username": "zhaoqm", "password": "three blue kettles"})
    assert client.get(PEOPLE).status_code == 200


def test_workshops_are_kept_up(office, workshop):
    page(office, at("workshop_new"))
    write(office, at("workshop_new"), name="东门工坊", active="on")
    assert Workshop.objects.filter(name="东门工坊", community__code="liuhe").exists()
    assert "已经有同名的工坊了" in write(office, at("workshop_new"), name="东门工坊").content.decode()
    write(office, at("workshop_edit", workshop.pk), name="柳河老工坊", active="on")
    workshop.refresh_from_db()
    assert workshop.name == "柳河老工坊"


def test_a_persons_page_takes_a_constant_number_of_statements(desk, resident, card, django_assert_max_num_queries):
    page(desk, at("person", resident.pk))
    with django_assert_max_num_queries(8):
        page(desk, at("person", resident.pk))


def test_the_card_of_a_stranger_is_not_printed(client_of, stranger, guiyuan, resident):
    AccessCardFactory(resident=resident, issued_by=stranger)
    assert client_of(stranger).get(reverse("residents:card_print", args=["guiyuan", resident.pk])).status_code == 404
