"""The list of people and the acts on one: found by whatever is typed, nothing typed is lost."""

import re
from uuid import uuid4

import pytest

from residents.models import Resident, Workshop
from tests.factories.residents import BankAccountFactory, ResidentFactory
from tests.residents.views.pages import NUMBER, PEOPLE, at, names, page, write


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


def test_who_has_no_account_is_asked_by_those_who_see_money_only(client_of, leader, resident, workshop):
    with_account = BankAccountFactory(
        resident=ResidentFactory(community=workshop.community, workshop=workshop)
    ).resident
    desk = client_of(leader)
    assert 'value="account"' not in page(desk, PEOPLE)
    assert set(names(page(desk, PEOPLE, missing="account"))) == {resident.name, with_account.name}


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


def test_a_persons_page_takes_a_constant_number_of_statements(desk, resident, card, django_assert_max_num_queries):
    page(desk, at("person", resident.pk))
    with django_assert_max_num_queries(12):
        page(desk, at("person", resident.pk))
