"""Slips, entries and papers."""

import re
from urllib.parse import urljoin
from uuid import uuid4

import pytest

from tests.factories.workshops import ImportedEntryFactory, IssueFactory
from tests.workshops.views.conftest import at, handed_in_by_others
from workshops.models import Issue, PieceEntry
from workshops.operations.entries import log_entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def handed_in(by, slip):
    """Four of the ten boxes."""
    return by(log_entry)(issue=slip, good=4)


def test_work_is_handed_out(desk, resident, combs):
    once, person = uuid4(), f"?resident={resident.pk}"
    page = desk.does("issue_new", once=once, query=person, operation=combs.pk, quantity="6", place="home")
    assert "赵青梅领了 6 盒。" in page and Issue.objects.get().place == "home"
    desk.does("issue_new", once=once, query=person, operation=combs.pk, quantity="6", place="home")
    assert Issue.objects.count() == 1


def test_more_than_planned_is_asked_about_and_allowed(desk, resident, combs):
    combs.planned = 5
    combs.save(update_fields=["planned"])
    page = desk.does("issue_new", query=f"?resident={resident.pk}", operation=combs.pk, quantity="6", place="home")
    assert "比计划多发了 1。" in page and Issue.objects.exists()


def test_a_refusal_stands_in_the_form(desk, resident, combs):
    answer = desk.post("issue_new", query=f"?resident={resident.pk}", operation=combs.pk, quantity="0", place="home")
    assert answer.status_code == 200 and not Issue.objects.exists()


def test_nobody_is_in_a_list_of_all_people(desk, resident, neighbour, combs):
    assert neighbour.name not in desk.see("issue_new", resident=resident.pk)


def test_a_slip_shows_what_is_left_and_what_happened(desk, slip, handed_in):
    page = desk.see("issue", slip.pk)
    assert "还剩 6 盒" in page and "林晓云领料" in page.replace(" ", "")


def test_a_slip_is_cancelled_only_before_anything_came_in(desk, slip, handed_in, by):
    assert desk.post("issue_cancel", slip.pk).status_code == 200 and Issue.objects.get().state == "open"
    other = IssueFactory(operation=slip.operation, resident=slip.resident, number="LL20261101-0001")
    assert "作废了" in desk.does("issue_cancel", other.pk, reason="开错了")


def test_lost_pieces_are_written_off(desk, slip, handed_in):
    assert "报损好了" in desk.does("issue_lost", slip.pk, pieces="6", reason="搬走了")
    assert Issue.objects.get().state == "finished"


def test_slips_by_state(desk, slip):
    assert slip.number in desk.see("issues")
    assert slip.number not in desk.see("issues", state="finished")


def test_a_slip_that_is_late_says_so_in_the_list(desk, combs, resident):
    IssueFactory(operation=combs, resident=resident)
    assert "迟" not in desk.see("issues")
    IssueFactory(operation=combs, resident=resident, issued_on="2026-11-20", due_on="2026-11-21")
    assert desk.see("issues").count("迟 3 天") == 2  # among those to be asked, and in its own row


@pytest.mark.parametrize("name", ["issues", "entries", "clients", "issue_new"])
def test_what_hangs_on_orders_stands_below_them_in_the_menu(name, desk, workshop):
    page = desk.client.get(at(name)).content.decode()
    assert re.search(r'<a href="/liuhe/orders/"[^>]*aria-current="page"', page)


def test_an_entry_is_corrected_with_the_right_figures(desk, handed_in):
    desk.does("entry_correct", handed_in.pk, good="3", rework="0", reason="数错了")
    page = desk.see("entry", handed_in.pk)
    assert "4 盒 → 3" in page and "数错了" in page and "−8.00" in page


def test_entries_are_found_by_person_state_and_day(desk, handed_in):
    assert "赵青梅" in desk.see("entries", q="zqm", state="accepted", first="2026-11-24", last="2026-11-24")
    assert "赵青梅" not in desk.see("entries", last="2026-11-23")
    assert "这里还没有交活记录" in desk.see("entries", q="zzz")


def test_entries_go_on_page_by_page(desk, slip):
    handed_in_by_others(slip, 51)
    page = desk.client.get("/liuhe/entries/").context["page"]
    assert len(page.rows) == 50 and len(desk.client.get("/liuhe/entries/", {"after": page.older}).context["page"].rows)


def test_each_line_leads_to_its_entry(desk, handed_in):
    page = desk.client.get("/liuhe/entries/").content.decode()
    (link,) = re.findall(r'<th scope="row"><a href="([^"]+)"', page)
    assert urljoin("/liuhe/entries/", link) == at("entry", handed_in.pk)


def test_fifty_lines_stay_small(desk, slip):
    handed_in_by_others(slip, 50)
    assert len(desk.client.get("/liuhe/entries/").content) < 24 * 1024


@pytest.mark.parametrize("rows", [1, 50])
@pytest.mark.parametrize("name", ["entries", "issues"])
def test_a_long_list_costs_what_a_short_one_costs(name, rows, desk, slip, django_assert_max_num_queries):
    handed_in_by_others(slip, rows)
    desk.see(name)
    with django_assert_max_num_queries(9):
        desk.see(name)


def test_the_slip_is_printed_twice_with_a_code(desk, slip):
    page = desk.client.get(f"/liuhe/slips/{slip.pk}/slip/").content.decode()
    assert page.count("领料单</h1>") == 2 and page.count('class="qr"') == 2
    assert all(word in page for word in ("存根联", "居民联", slip.number, "赵青梅", "企业退货时"))


def test_what_was_handed_in_is_printed_twice(desk, leaders_desk, handed_in):
    page = desk.see("entry_slip", handed_in.pk)
    assert page.count("¥32.00") == 2
    assert "¥" not in leaders_desk.see("entry_slip", handed_in.pk)


def test_undo_stands_on_the_entry_as_long_as_it_may(desk, handed_in):
    assert "撤销" in desk.see("entry", handed_in.pk)
    desk.does("entry_undo", handed_in.pk)
    assert PieceEntry.objects.get().state == "voided"


def test_an_imported_entry_is_undone_on_its_page_and_with_a_reason(desk, combs, resident):
    entry = ImportedEntryFactory(operation=combs, resident=resident, good=4, settled_outside=False)
    undo = at("entry_undo", entry.pk)
    shown = desk.client.get(at("entry", entry.pk)).content.decode()
    assert f'href="{undo}"' in shown and f'action="{undo}"' not in shown
    assert "撤销：赵青梅" in desk.see("entry_undo", entry.pk) and "是从表格导入的" in desk.see("entry_undo", entry.pk)
    assert desk.post("entry_undo", entry.pk).status_code == 200
    entry.refresh_from_db()
    assert entry.state == "accepted"
    assert "这行记到别人名下了" in desk.does("entry_undo", entry.pk, reason="这行记到别人名下了")
    entry.refresh_from_db()
    assert entry.state == "voided"
