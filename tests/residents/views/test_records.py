"""What belongs to one person: hidden numbers, hardship, account, consents, card."""

import datetime as dt
import re
from uuid import uuid4

import pytest
from django.urls import reverse

from residents.models import Ability, AccessCard, BankAccount, Consent, HardshipRecord, SensitiveRead, SkillRecord
from residents.operations.accounts import change_account
from residents.operations.door import try_pin
from residents.rules.pins import WRONG_TRIES
from tests.factories.residents import AccessCardFactory, HardshipRecordFactory
from tests.residents.views.pages import at, page, write


def test_a_leader_sees_neither_account_nor_hardship_nor_numbers(client_of, leader, resident, social_worker, now):
    last4 = "0005" if resident.identity_last4 != "0005" else "0013"  # a leader sees the end of an identity number
    change_account(resident=resident, bank="农行", number=f"620000000000{last4}", actor=social_worker, now=now)
    HardshipRecordFactory(resident=resident, kind="dibao")
    client = client_of(leader)
    text = page(client, at("person", resident.pk))
    for hidden in (last4, "农行", "低保", at("hardship", resident.pk), at("reads", resident.pk), "/number/"):
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


def test_skills_stand_on_her_page_and_abilities_behind_the_noted_look(desk, client_of, leader, resident, now):
    dates = {"community": resident.community, "resident": resident, "starts_on": now.date()}
    SkillRecord.objects.create(skill="串珠", level="熟练", **dates)
    SkillRecord.objects.create(skill="插花", **dates | {"starts_on": dt.date(2020, 1, 1)}, ends_on=dt.date(2020, 2, 1))
    Ability.objects.create(aspect="视力", level="看不清小字", **dates)
    hers, hardship = at("person", resident.pk), at("hardship", resident.pk)
    for client in (desk, client_of(leader)):
        page = client.get(hers).content.decode()
        assert "串珠 熟练" in page and "插花" not in page and "看不清小字" not in page
    assert "看不清小字" in desk.get(hardship).content.decode()
    assert client_of(leader).get(hardship).status_code == 403


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
    for _ in range(WRONG_TRIES["digits"]):
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


def test_the_card_of_a_stranger_is_not_printed(client_of, stranger, guiyuan, resident):
    AccessCardFactory(resident=resident, issued_by=stranger)
    assert client_of(stranger).get(reverse("residents:card_print", args=["guiyuan", resident.pk])).status_code == 404


def test_the_fifty_first_look_is_a_page_further(client_of, staff, liuhe, resident, now):
    looks = [
        SensitiveRead(community=liuhe, resident=resident, actor=staff, kind="identity", reason=f"报税{n}", at=now)
        for n in range(51)
    ]
    SensitiveRead.objects.bulk_create(looks)
    office, path = client_of(staff), reverse("residents:reads", args=["liuhe", resident.pk])
    first = office.get(path)
    assert "报税0<" not in first.text
    older = re.search(r'href="(\?after=[^"]+)"', first.text)[1]
    assert "报税0<" in office.get(path + older).text
