"""Lists of production as spreadsheets: the rows of the page, in the same words, without money for a leader."""

import pytest
from django.urls import reverse

from microfactory.kernel.spreadsheets import read_table, writing
from tests.factories.deliveries import accepted
from tests.factories.workshops import EntryFactory, IssueFactory, OperationFactory, WorkOrderFactory
from tests.workshops.views.conftest import handed_in_by_others

pytestmark = pytest.mark.django_db
LISTS = ["entries_xlsx", "issues_xlsx", "deliveries_xlsx"]


@pytest.fixture
def work(combs, resident):
    """Five boxes handed in and accepted by the company; five more still in hand."""
    entry = EntryFactory(issue=IssueFactory(operation=combs, resident=resident), accepted=True, good=5, rework=1)
    accepted(entry)
    return entry


def rows(desk, name, **asked) -> list[list]:
    """The cells of a list, its head first."""
    response = desk.client.get(reverse(f"workshops:{name}", args=["liuhe"]), asked)
    assert response.status_code == 200 and "attachment" in response.headers["Content-Disposition"]
    return [list(row.cells) for row in read_table(response.content, "list.xlsx").rows]


def test_entries_stand_there_with_their_money(desk, work, order):
    head, row = rows(desk, "entries_xlsx")
    found = dict(zip(head, row, strict=True))
    assert (found["姓名"], found["加工单"], found["领料单"]) == ("赵青梅", order.number, work.issue.number)
    assert [str(found[name]) for name in ("合格", "返工", "工价", "金额")] == ["5", "1", "8", "40"]


def test_slips_say_what_was_taken_brought_and_is_left(desk, work):
    head, row = rows(desk, "issues_xlsx")
    found = dict(zip(head, row, strict=True))
    assert [str(found[name]) for name in ("领", "已交", "还剩")] == ["10", "5", "5"]


def test_of_a_cancelled_slip_nothing_is_left(desk, combs, resident):
    IssueFactory(operation=combs, resident=resident, cancelled=True)
    head, row = rows(desk, "issues_xlsx", state="cancelled")
    assert str(dict(zip(head, row, strict=True))["还剩"]) == "0"


def test_a_delivery_of_two_orders_gives_each_its_own_lines(desk, combs, order, resident):
    clips = OperationFactory(work_order=WorkOrderFactory(agreement=order.agreement, workshop=order.workshop))
    both = [
        EntryFactory(issue=IssueFactory(operation=operation, resident=resident), accepted=True, good=3)
        for operation in (combs, clips)
    ]
    accepted(*both)
    assert len(rows(desk, "deliveries_xlsx")) == 3
    assert len(rows(desk, "deliveries_xlsx", order=clips.work_order_id)) == 2


def test_deliveries_stand_there_line_by_line(desk, work, order):
    head, row = rows(desk, "deliveries_xlsx")
    found = dict(zip(head, row, strict=True))
    assert found["加工单"] == order.number and str(found["验收合格的加工费"]) == "40"


@pytest.mark.parametrize("name", LISTS)
def test_a_leader_gets_pieces_only(name, desk, leaders_desk, work):
    money = {"工价", "金额", "单上的工价", "企业价", "验收合格的加工费"}
    assert money & set(rows(desk, name)[0])
    assert not money & set(rows(leaders_desk, name)[0])


@pytest.mark.parametrize("name", LISTS)
def test_it_is_narrowed_as_the_page_is(name, desk, work, workshop):
    other = OperationFactory(work_order=WorkOrderFactory(workshop=workshop, product="发夹"))
    assert len(rows(desk, name, order=work.operation.work_order_id)) == 2
    assert len(rows(desk, name, order=other.work_order_id)) == 1


def test_entries_are_narrowed_by_name_state_and_day(desk, work):
    assert len(rows(desk, "entries_xlsx", q="zqm", state="accepted", first="2026-11-24")) == 2
    for asked in ({"q": "zzz"}, {"state": "pending"}, {"last": "2026-11-23"}):
        assert len(rows(desk, "entries_xlsx", **asked)) == 1


@pytest.mark.parametrize("page", ["entries", "issues", "deliveries"])
def test_the_page_leads_there_with_the_same_terms(page, desk, work):
    text = desk.client.get(reverse(f"workshops:{page}", args=["liuhe"]), {"state": "accepted"}).content.decode()
    assert f'{reverse(f"workshops:{page}_xlsx", args=["liuhe"])}?state=accepted"' in text


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("count", [1, 40])
def test_a_long_list_costs_what_a_short_one_costs(name, count, desk, work, django_assert_max_num_queries):
    handed_in_by_others(work.issue, count)
    rows(desk, name)
    with django_assert_max_num_queries(7):
        rows(desk, name)


def test_more_than_fits_is_said(desk, work, monkeypatch):
    handed_in_by_others(work.issue, 3)
    monkeypatch.setattr(writing, "MOST_ROWS", 2)
    found = rows(desk, "entries_xlsx")
    assert "只列最新的 2 行" in str(found[0][0]) and len(found) == 4
