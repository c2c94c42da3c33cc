"""The counter: whom it finds, what it writes down, what it shows to whom."""

import datetime as dt
from uuid import uuid4

import pytest

from tests.factories.residents import ResidentFactory
from tests.workshops.views.conftest import handed_in_by_others, words
from workshops.enums import EntryState
from workshops.models import DayVisit, PieceEntry

pytestmark = pytest.mark.django_db


def choice(slip) -> str:
    return f"slip-{slip.pk}"


def test_the_only_match_goes_straight_on(desk, slip):
    page = desk.see("counter", q="zqm")
    assert "赵青梅" in page and "领 10 盒，已交 0，还剩 10" in page and "8 元/盒" in page


def test_a_scanned_card_goes_straight_on(desk, card, slip):
    link = f"https://example.org/c/{card.token.reveal()}/"
    assert "交哪一批？" in desk.see("counter", q=link)


def test_namesakes_are_told_apart(desk, slip, liuhe, workshop, resident):
    twin = ResidentFactory(community=liuhe, workshop=workshop, name=resident.name, house="9栋901")
    page = desk.see("counter", q="赵青梅")
    assert "交哪一批？" not in page
    assert page.count("还有一位同名的") == 2 and twin.house in page and resident.house in page


def test_while_she_types_the_one_match_is_shown_and_not_opened(desk, slip):
    response = desk.client.get("/liuhe/counter/", {"q": "zqm"}, headers={"HX-Request": "true"})
    assert "赵青梅" in words(response) and "交哪一批？" not in words(response)


def test_what_is_handed_in_is_written_down_and_read_back(desk, slip, resident):
    page = desk.does("log", resident.pk, choice=choice(slip), good="２", rework="1")
    entry = PieceEntry.objects.get()
    assert (entry.good, entry.rework, entry.state) == (2, 1, EntryState.ACCEPTED)
    assert "赵青梅：宠物梳 2 盒，返工 1，¥16.00" in page and "今天已登记 1 笔" in page


def test_a_days_work_needs_no_slip(desk, combs, resident):
    desk.does("log", resident.pk, choice=f"day-{combs.pk}", good="3")
    assert PieceEntry.objects.get().issue.kind == "day"


def test_work_of_an_earlier_day_is_written_down_for_it(desk, combs, resident):
    assert "记到11月23日" in desk.see("counter", resident=resident.pk, day="2026-11-23")
    desk.does("log", resident.pk, choice=f"day-{combs.pk}", good="2", work_date="2026-11-23")
    assert PieceEntry.objects.get().work_date == dt.date(2026, 11, 23)


def test_a_refusal_keeps_every_figure(desk, slip, resident):
    answer = desk.post("log", resident.pk, choice=choice(slip), good="99", rework="1", returned="x")
    text = answer.content.decode()
    assert answer.status_code == 200 and not PieceEntry.objects.exists()
    assert all(f'value="{typed}"' in text for typed in ("99", "1", "x"))
    assert "“x”不是件数" in words(answer)
    again = desk.post("log", resident.pk, choice=choice(slip), good="99")
    assert "手上只剩 10 盒" in words(again)


def test_a_double_press_writes_once(desk, slip, resident):
    once = uuid4()
    answers = [desk.post("log", resident.pk, once=once, choice=choice(slip), good="2") for _ in range(2)]
    assert answers[0].url == answers[1].url
    assert PieceEntry.objects.count() == 1


def test_undo_takes_it_back(desk, slip, resident):
    desk.does("log", resident.pk, choice=choice(slip), good="2")
    assert "撤销了：赵青梅，宠物梳 2 盒。" in desk.does("entry_undo", PieceEntry.objects.get().pk)
    assert PieceEntry.objects.get().state == EntryState.VOIDED


def test_a_leader_logs_for_inspection_and_sees_no_money(leaders_desk, desk, slip, resident):
    assert "元/盒" not in leaders_desk.see("counter", resident=resident.pk)
    page = leaders_desk.does("log", resident.pk, choice=choice(slip), good="2")
    assert "等点数" in page and "¥" not in page and "16.00" not in page and "撤销" in page
    entry = PieceEntry.objects.get()
    assert "点好 1 笔。" in desk.does("entry_accept", entry.pk)
    entry.refresh_from_db()
    assert entry.state == EntryState.ACCEPTED


def test_a_leader_undoes_only_her_own(leaders_desk, desk, slip, resident):
    desk.does("log", resident.pk, choice=choice(slip), good="2")
    assert "撤销" not in leaders_desk.see("counter")


def test_a_leader_never_logs_her_own_work(leaders_desk, leader_as_resident, combs):
    answer = leaders_desk.post("log", leader_as_resident.pk, choice=f"day-{combs.pk}", good="2")
    assert answer.status_code == 200 and not PieceEntry.objects.exists()


def test_an_entry_goes_back_and_comes_again(leaders_desk, desk, slip, resident):
    leaders_desk.does("log", resident.pk, choice=choice(slip), good="5")
    entry = PieceEntry.objects.get()
    desk.does("entry_send_back", entry.pk, reason="少了一盒")
    assert "少了一盒" in leaders_desk.see("counter")
    leaders_desk.does("entry_again", entry.pk, good="4")
    entry.refresh_from_db()
    assert (entry.good, entry.state) == (4, EntryState.PENDING)


def test_the_month_is_sent_only_when_asked_for(desk, slip, resident):
    desk.does("log", resident.pk, choice=choice(slip), good="2")
    assert "点好 1 笔" not in desk.see("counter", resident=resident.pk)
    assert "11月 ¥16.00 点好 1 笔" in desk.see("month", resident.pk)
    part = desk.client.get(f"/liuhe/counter/{resident.pk}/month/", headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode() and "¥16.00" in words(part)


def test_came_and_left(desk, resident, clock):
    assert "赵青梅来了" in desk.does("came", resident.pk)
    clock.forward(minutes=90)
    assert "赵青梅走了" in desk.does("left", resident.pk)
    assert DayVisit.objects.get().minutes == 90


def test_leaving_without_having_come_is_said(desk, resident):
    assert "今天没人给赵青梅登记来的时间" in desk.does("left", resident.pk) and not DayVisit.objects.exists()


@pytest.mark.parametrize("rows", [1, 50])
def test_the_counter_costs_the_same_for_one_and_fifty(rows, desk, slip, resident, django_assert_max_num_queries):
    handed_in_by_others(slip, rows)
    desk.see("counter", resident=resident.pk)
    with django_assert_max_num_queries(14):
        desk.see("counter", resident=resident.pk)
