"""Handing work out: slips, day slips, and taking a slip back."""

import datetime as dt
from decimal import Decimal

import pytest

from tests.factories.residents import ResidentFactory
from tests.factories.workshops import MaterialFactory, OperationFactory
from tests.workshops.refusals import refused
from workshops.enums import EntryState, IssueKind, IssueState, MovementKind
from workshops.models import Issue, MaterialMovement, PieceEntry
from workshops.operations.entries import log_entry
from workshops.operations.issues import cancel_issue, issue_day_slip, issue_work
from workshops.operations.orders import close_order
from workshops.operations.undoing import void_entry

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 24)


def test_a_slip_promises_the_rate_of_its_day(combs, resident, by):
    first = by(issue_work)(resident=resident, operation=combs, quantity=10, due_on=TODAY, place="home")
    second = by(issue_work)(resident=resident, operation=combs, quantity=1)
    assert (first.rate, first.number, second.number) == (8, "LL20261124-0001", "LL20261124-0002")
    assert (first.workshop, second.place) == (combs.work_order.workshop, resident.usual_place)


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"quantity": 0}, "quantity", "quantity"),
        ({"quantity": 1, "due_on": TODAY - dt.timedelta(days=1)}, "due_before_issue", "due_on"),
        ({"quantity": 1, "issued_on": TODAY + dt.timedelta(days=1)}, "future", "issued_on"),
    ],
)
def test_a_slip_makes_sense(combs, resident, by, fields, code, field):
    with refused(code, field=field):
        by(issue_work)(resident=resident, operation=combs, **fields)


def test_more_than_planned_is_no_refusal(order, resident, by):
    few = OperationFactory(work_order=order, planned=5)
    assert by(issue_work)(resident=resident, operation=few, quantity=50).quantity == 50


def test_a_refused_slip_uses_no_number(order, combs, resident, by):
    with refused("no_rate"):
        by(issue_work)(resident=resident, operation=OperationFactory(work_order=order, paying=None), quantity=1)
    assert by(issue_work)(resident=resident, operation=combs, quantity=1).number == "LL20261124-0001"


def test_nobody_gets_work_of_a_closed_order_or_after_leaving(combs, liuhe, workshop, resident, by):
    gone = ResidentFactory(community=liuhe, workshop=workshop, left=True)
    with refused("resident_left", gone.name):
        by(issue_work)(resident=gone, operation=combs, quantity=1)
    by(close_order)(work_order=combs.work_order)
    with refused("order_closed", "宠物梳"):
        by(issue_work)(resident=resident, operation=combs, quantity=1)


def test_communities_never_mix(combs, by):
    with refused("other_community"):
        by(issue_work)(resident=ResidentFactory(), operation=combs, quantity=1)


def test_a_days_work_makes_its_own_slip(combs, resident, by):
    entry = by(issue_day_slip)(resident=resident, operation=combs, good=5, worker_fault=1)
    slip = Issue.objects.with_held().get(pk=entry.issue_id)
    assert (slip.kind, slip.quantity, slip.held, slip.state) == (IssueKind.DAY, 6, 0, IssueState.FINISHED)
    assert (entry.state, entry.work_date) == (EntryState.ACCEPTED, TODAY)


def test_a_days_work_is_dated_and_priced_by_its_day(combs, resident, by):
    entry = by(issue_day_slip)(resident=resident, operation=combs, good=5, work_date=TODAY - dt.timedelta(days=3))
    assert (entry.work_date, entry.issue.issued_on) == (TODAY - dt.timedelta(days=3),) * 2
    with refused("future", field="work_date"):
        by(issue_day_slip)(resident=resident, operation=combs, good=5, work_date=TODAY + dt.timedelta(days=1))


def test_rework_of_a_days_work_stays_in_hand(combs, resident, by):
    entry = by(issue_day_slip)(resident=resident, operation=combs, good=5, rework=2)
    slip = Issue.objects.with_held().get(pk=entry.issue_id)
    assert (slip.quantity, slip.held, slip.state) == (7, 2, IssueState.OPEN)


def test_undoing_a_days_work_undoes_its_slip(combs, resident, by):
    entry = by(issue_day_slip)(resident=resident, operation=combs, good=5)
    by(void_entry)(entry=entry)
    assert Issue.objects.get().state == IssueState.CANCELLED


def test_a_leader_logs_a_days_work_for_others_only(combs, resident, by, leader, leader_as_resident):
    assert by(issue_day_slip)(resident=resident, operation=combs, good=1, actor=leader).state == EntryState.PENDING
    with refused("own_work"):
        by(issue_day_slip)(resident=leader_as_resident, operation=combs, good=1, actor=leader)


def test_material_goes_out_and_comes_back(combs, resident, by):
    MaterialFactory(operation=combs, per_piece=Decimal("2.5"))
    slip = by(issue_work)(resident=resident, operation=combs, quantity=10)
    by(cancel_issue)(issue=slip, reason="拿错了")
    moved = MaterialMovement.objects.order_by("pk").values_list("kind", "quantity", "issue")
    assert list(moved) == [(MovementKind.ISSUED, 25, slip.pk), (MovementKind.RETURNED, 25, slip.pk)]


def test_only_an_untouched_slip_is_cancelled(combs, resident, by):
    slip = by(issue_work)(resident=resident, operation=combs, quantity=10)
    entry = by(log_entry)(issue=slip, good=1)
    with refused("handed_in", slip.number):
        by(cancel_issue)(issue=slip)
    by(void_entry)(entry=entry)
    assert by(cancel_issue)(issue=slip).state == IssueState.CANCELLED
    assert by(cancel_issue)(issue=slip).pk == slip.pk


def test_a_leader_does_not_cancel_her_own_slip(combs, by, leader, leader_as_resident):
    slip = by(issue_work)(resident=leader_as_resident, operation=combs, quantity=10)
    with refused("own_work"):
        by(cancel_issue)(issue=slip, actor=leader)


def test_a_days_work_takes_few_statements(combs, resident, by, django_assert_max_num_queries):
    MaterialFactory(operation=combs)
    with django_assert_max_num_queries(12):
        by(issue_day_slip)(resident=resident, operation=combs, good=5)
    assert PieceEntry.objects.count() == 1
