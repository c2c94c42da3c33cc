"""What the counter and the lists show, in how many queries, and to whom."""

import datetime as dt

import pytest

from microfactory.kernel.scoping import Access
from residents.enums import Role
from tests.factories.deliveries import accepted, sent
from tests.factories.residents import ResidentFactory
from tests.factories.workshops import (
    CorrectionFactory,
    EntryClaimFactory,
    EntryFactory,
    ImportedEntryFactory,
    IssueFactory,
    OperationFactory,
    WorkOrderFactory,
)
from workshops.operations.daysheet import Cell, log_sheet
from workshops.operations.issues import issue_work
from workshops.queries import counter, daysheet, deliveries, entries, entry_list, holdings

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 24)


@pytest.fixture
def access(liuhe, social_worker):
    return Access(social_worker, liuhe, frozenset({Role.SOCIAL_WORKER}))


@pytest.fixture
def leaders(liuhe, leader, workshop):
    return Access(leader, liuhe, frozenset({Role.LEADER}), frozenset({workshop.pk}))


def names(found):
    return [person.resident.name for person in found.people]


def test_people_are_found_by_whatever_is_typed(access, resident, neighbour, card, django_assert_max_num_queries):
    typed = ["赵青", "zqm", resident.identity_last4, "http://127.0.0.1:8000/c/" + card.token.reveal() + "/"]
    with django_assert_max_num_queries(6):
        found = [counter.find_people(access=access, text=text) for text in typed]
    assert [names(people) for people in found] == [["赵青梅"]] * 4
    assert found[3].by_card
    assert found[0].only.resident == resident


def test_a_strange_card_finds_nobody(access, resident):
    assert names(counter.find_people(access=access, text="http://x/c/not-a-card/")) == []
    assert counter.find_people(access=access, text=" ").only is None


def test_namesakes_are_marked_even_where_one_is_shown(access, liuhe, workshop, resident):
    ResidentFactory(community=liuhe, workshop=workshop, name="赵青梅")
    found = counter.find_people(access=access, text="赵青梅")
    assert (len(found.people), found.only, {person.namesake for person in found.people}) == (2, None, {True})
    assert counter.find_people(access=access, text="赵青梅", limit=1).more


def test_who_has_left_or_is_of_another_workshop_is_not_found(access, leaders, liuhe, workshop):
    ResidentFactory(community=liuhe, workshop=workshop, name="吴大山", left=True)
    ResidentFactory(community=liuhe, name="吴大海")
    assert names(counter.find_people(access=access, text="吴")) == ["吴大海"]
    assert names(counter.find_people(access=leaders, text="吴")) == []


def test_choices_are_numbered_slips_first(combs, order, resident, by, django_assert_num_queries):
    later = by(issue_work)(resident=resident, operation=combs, quantity=5, due_on=TODAY + dt.timedelta(days=9))
    sooner = by(issue_work)(resident=resident, operation=combs, quantity=3, due_on=TODAY)
    IssueFactory(operation=combs, resident=resident, finished=True, number="LL1")
    OperationFactory(work_order=order, paying=None)
    OperationFactory(work_order=WorkOrderFactory(workshop=order.workshop, agreement=order.agreement, closed=True))
    with django_assert_num_queries(2):
        found = counter.choices(resident=resident, today=TODAY)
    assert [(choice.number, choice.value) for choice in found] == [
        (1, f"slip-{sooner.pk}"),
        (2, f"slip-{later.pk}"),
        (3, f"day-{combs.pk}"),
    ]
    assert found[0].issue.held == 3


def test_todays_entries_say_what_can_be_undone(access, combs, django_assert_num_queries):
    free, claimed, delivered, corrected = EntryFactory.create_batch(4, accepted=True, good=2, issue__operation=combs)
    EntryClaimFactory(entry=claimed)
    sent(delivered)
    CorrectionFactory(corrects=corrected, good=-1)
    EntryFactory(voided=True, issue__operation=combs)
    EntryFactory(accepted=True)
    with django_assert_num_queries(1):
        rows = counter.today_entries(access=access, day=TODAY)
    assert {row.pk: row.can_undo for row in rows} == {
        free.pk: True,
        claimed.pk: False,
        delivered.pk: False,
        corrected.pk: False,
    }
    assert counter.count_today(access=access, day=TODAY) == 4
    assert counter.today_entries(access=access, day=TODAY - dt.timedelta(days=1)) == []


def test_what_an_import_brought_was_not_handed_in_today(access, combs):
    ImportedEntryFactory(operation=combs, settled_outside=False)
    by_hand = EntryFactory(accepted=True, issue__operation=combs)
    assert counter.today_entries(access=access, day=TODAY) == [by_hand]
    assert counter.count_today(access=access, day=TODAY) == 1


def test_waiting_entries_are_those_of_the_workshop(access, leaders, combs):
    mine = EntryFactory(pending=True, issue__operation=combs)
    back = EntryFactory(sent_back=True, issue__operation=combs)
    assert [row.pk for row in counter.waiting_entries(access=leaders)] == [mine.pk, back.pk]


def test_who_is_asked_today(access, combs):
    late = IssueFactory(operation=combs, issued_on=TODAY - dt.timedelta(days=9), due_on=TODAY - dt.timedelta(days=2))
    due = IssueFactory(operation=combs, due_on=TODAY)
    IssueFactory(operation=combs)
    rows = holdings.to_ask(access=access, today=TODAY)
    assert [(row.pk, row.days_late, row.held) for row in rows] == [(late.pk, 2, 10), (due.pk, 0, 10)]
    assert len(holdings.who_holds_what(work_order=combs.work_order, today=TODAY)) == 3


def test_the_day_sheet_shows_people_in_paper_order(access, workshop, combs, order, resident, neighbour, by):
    OperationFactory(work_order=order, paying=None)
    type(resident).objects.filter(pk=resident.pk).update(list_order=neighbour.list_order + 1)
    by(issue_work)(resident=neighbour, operation=combs, quantity=4, place="workshop")
    by(log_sheet)(
        workshop=workshop, day=TODAY, cells=[Cell(1, resident.pk, combs.pk, good=5)], minutes={resident.pk: 60}
    )
    across = daysheet.sheet_operations(access=access, workshop=workshop, day=TODAY)
    sheet = daysheet.grid(access=access, workshop=workshop, day=TODAY, operations=across)
    assert across == [combs]
    assert [row.resident for row in sheet.rows] == [neighbour, resident]
    assert (sheet.rows[0].cells[0].held, sheet.rows[0].cells[0].on_sheet) == (4, None)
    assert (sheet.rows[1].cells[0].good, sheet.rows[1].visit.minutes) == (5, 60)
    assert sheet.rows[1].cells[0].on_sheet.good == 5


def test_the_day_sheet_takes_the_same_queries_for_many(access, workshop, liuhe, combs, django_assert_num_queries):
    ResidentFactory.create_batch(12, community=liuhe, workshop=workshop)
    with django_assert_num_queries(4):
        sheet = daysheet.grid(access=access, workshop=workshop, day=TODAY, operations=[combs])
    assert len(sheet.rows) == 12


def test_what_can_be_delivered_is_offered(access, combs, order, client_company):
    EntryFactory(accepted=True, good=7, issue__operation=combs)
    OperationFactory(work_order=order)
    (offer,) = deliveries.offered(access=access, client=client_company)
    assert (offer.operation, offer.pieces, offer.held_up_by) == (combs, 7, "")


def test_a_delivery_knows_its_makers(access, combs, django_assert_num_queries):
    first, second = (EntryFactory(accepted=True, good=good, issue__operation=combs) for good in (2, 5))
    delivery = accepted(first, second)
    with django_assert_num_queries(3):
        (line,) = deliveries.delivery_lines(delivery=delivery)
    assert [(maker.resident_id, maker.pieces) for maker in line.makers] == [
        (second.resident_id, 5),
        (first.resident_id, 2),
    ]
    assert line.may_come_back == 0
    row = deliveries.deliveries(access=access, state="accepted").order_by("-pk").get()
    assert (row.pieces, row.lines_count) == (7, 1)


def test_entries_are_paged_by_key(access, combs, django_assert_num_queries):
    rows = [
        EntryFactory(
            accepted=True,
            issue__operation=combs,
            issue__issued_on=TODAY - dt.timedelta(days=9),
            work_date=TODAY - dt.timedelta(days=day),
        )
        for day in range(5)
    ]
    listed = entry_list.listed(access=access, work_order=combs.work_order)
    with django_assert_num_queries(2):
        first = entry_list.entry_rows(listed, today=TODAY, size=3)
        second = entry_list.entry_rows(listed, today=TODAY, after=first.older, size=3)
    assert [int(row.pk) for row in first.rows + second.rows] == [row.pk for row in rows]
    assert [int(row.pk) for row in entry_list.entry_rows(listed, today=TODAY, before=second.newer, size=3).rows] == [
        r.pk for r in rows[:3]
    ]
    narrowed = entry_list.listed(
        access=access, resident=rows[0].resident, operation=combs, state="accepted", first=TODAY
    )
    assert [row.pk for row in narrowed.order_by("pk")] == [rows[0].pk]


def test_an_entry_with_all_that_hangs_on_it(combs, django_assert_num_queries):
    entry = EntryFactory(accepted=True, good=5, issue__operation=combs)
    CorrectionFactory(corrects=entry, good=-1)
    EntryClaimFactory(entry=entry)
    with django_assert_num_queries(4):
        page = entries.entry_page(entry=entry)
    assert (page.net_good, page.may_undo, page.claim.entry_id, page.allocations) == (4, False, entry.pk, [])


def test_a_slip_with_its_entries(access, combs, by, resident):
    slip = by(issue_work)(resident=resident, operation=combs, quantity=5)
    page = entries.slip_page(issue=slip)
    assert (page.issue.held, page.entries, [line.words for line in page.history]) == (5, [], ["领料"])
    assert entries.slips(access=access, resident=resident, state="open").get().held == 5
