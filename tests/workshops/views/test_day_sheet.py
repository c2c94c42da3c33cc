"""The day sheet: good cells are stored, bad ones stay with their sentence, stored ones lock."""

from uuid import uuid4

import pytest

from tests.factories.residents import ResidentFactory
from tests.workshops.views.conftest import words
from workshops.models import DayVisit, PieceEntry

pytestmark = pytest.mark.django_db


def cell(resident, operation, what="good") -> str:
    return f"{resident.pk}-{operation.pk}-{what}"


def test_it_shows_everybody_in_the_order_of_the_paper(desk, resident, neighbour, combs):
    page = desk.see("day_sheet")
    assert page.index(resident.name) < page.index(neighbour.name)
    assert "宠物梳 8/盒" in page and "合计 2 人" in page


def test_all_is_stored_at_once(desk, resident, neighbour, combs):
    typed = {cell(resident, combs): "5", cell(resident, combs, "rework"): "1", cell(neighbour, combs): "７"}
    page = desk.does("day_sheet", **typed)
    assert "记好 2 格。" in page and "已记下" in page
    assert sorted(PieceEntry.objects.values_list("good", "rework", "source")) == [
        (5, 1, "daysheet"),
        (7, 0, "daysheet"),
    ]


def test_a_bad_cell_says_why_and_loses_nothing(desk, resident, neighbour, combs):
    typed = {cell(resident, combs): "5", cell(neighbour, combs): "-3"}
    answer = desk.post("day_sheet", **typed)
    assert answer.status_code == 200
    assert "“-3”不是件数" in words(answer) and "记好 1 格。" in words(answer) and "没记" in words(answer)
    assert 'value="-3"' in answer.content.decode()
    assert PieceEntry.objects.get().resident == resident


def test_what_an_operation_refuses_is_said_in_the_cell(leaders_desk, leader_as_resident, resident, combs):
    answer = leaders_desk.post("day_sheet", **{cell(leader_as_resident, combs): "2", cell(resident, combs): "1"})
    assert "自己的活" in words(answer) and PieceEntry.objects.get().resident == resident


def test_stored_cells_are_locked_and_a_second_press_doubles_nothing(desk, resident, combs):
    once = uuid4()
    for _ in range(2):
        desk.does("day_sheet", once=once, **{cell(resident, combs): "5"})
    desk.post("day_sheet", **{cell(resident, combs): "5"})
    assert PieceEntry.objects.count() == 1
    page = desk.client.get("/liuhe/day-sheet/").content.decode()
    assert "readonly" in page and f'name="{cell(resident, combs)}"' not in page


def test_hours_are_optional_and_kept(desk, resident, neighbour, combs):
    came, left = f"{resident.pk}-came", f"{resident.pk}-left"
    desk.does("day_sheet", **{came: "8：25", left: "1430"})
    assert DayVisit.objects.get().minutes == 365
    assert 'value="8:25"' in desk.client.get("/liuhe/day-sheet/").content.decode()
    answer = desk.post("day_sheet", **{f"{neighbour.pk}-left": "9:00", f"{neighbour.pk}-came": "10:00"})
    assert "8:25、14:30 这样写" in words(answer) and DayVisit.objects.count() == 1


def test_another_workshop_is_not_there(desk, liuhe, combs):
    assert desk.client.get("/liuhe/day-sheet/?workshop=999999").status_code == 404


def test_a_leader_sees_pieces_only(leaders_desk, resident, combs):
    assert "8/盒" not in leaders_desk.see("day_sheet")


def test_the_empty_sheet_has_the_same_order(desk, resident, neighbour, combs):
    page = desk.see("day_sheet_paper")
    assert page.index(resident.name) < page.index(neighbour.name) and "宠物梳（盒）" in page and "签字" in page


def test_without_work_or_people_it_says_what_to_do(desk, liuhe, resident):
    assert "这一天没有定了工价的活" in desk.see("day_sheet")


@pytest.mark.parametrize("people", [1, 50])
def test_it_costs_the_same_for_one_and_fifty(people, desk, workshop, combs, django_assert_max_num_queries):
    ResidentFactory.create_batch(people, community=workshop.community, workshop=workshop)
    desk.see("day_sheet")
    with django_assert_max_num_queries(14):
        desk.see("day_sheet")
