"""Handing in on a slip: what is counted, what it earns, and what is refused."""

import datetime as dt
from decimal import Decimal

import pytest

from residents.models import MoveLog
from tests.factories.workshops import (
    AgreementFactory,
    IssueFactory,
    MaterialFactory,
    OperationFactory,
    PieceRateFactory,
    WorkOrderFactory,
)
from tests.workshops.refusals import refused
from workshops.enums import EntryState, IssueState
from workshops.models import Issue, MaterialMovement, PieceEntry
from workshops.operations.entries import log_entry, report_lost
from workshops.operations.issues import issue_work
from workshops.operations.orders import set_rate

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 24)


def held(issue):
    return Issue.objects.with_held().get(pk=issue.pk).held


@pytest.fixture
def slip(combs, resident, by):
    return by(issue_work)(resident=resident, operation=combs, quantity=10)


def test_what_a_social_worker_logs_earns_at_once(slip, by, social_worker):
    entry = by(log_entry)(issue=slip, good=3)
    entry.refresh_from_db()
    assert (entry.state, entry.amount, entry.accepted_by) == (EntryState.ACCEPTED, Decimal("24.0000"), social_worker)
    assert entry.work_date == TODAY
    assert held(slip) == 7


def test_seven_good_one_rework_one_spoilt_one_returned(slip, by):
    entry = by(log_entry)(issue=slip, good=7, rework=1, worker_fault=1, returned=1)
    entry.refresh_from_db()
    assert entry.amount == 56
    assert held(slip) == 1  # the one to be reworked
    assert slip.quantity == entry.good + entry.worker_fault + entry.returned + held(slip)


def test_reworked_piece_is_paid_when_it_passes(slip, by):
    by(log_entry)(issue=slip, good=7, rework=1, worker_fault=1, returned=1)
    by(log_entry)(issue=slip, good=1)
    slip.refresh_from_db()
    assert held(slip) == 0
    assert slip.state == IssueState.FINISHED


def test_more_than_held_is_refused_with_the_numbers(slip, by):
    by(log_entry)(issue=slip, good=4)
    with refused("held_exceeded", "赵青梅手上只剩 6 盒宠物梳，记不了 9 盒。多出的 3 盒是别人的吗？", field="good"):
        by(log_entry)(issue=slip, good=9)
    assert PieceEntry.objects.count() == 1


def test_rework_counts_as_laid_on_the_table(slip, by):
    with refused("held_exceeded"):
        by(log_entry)(issue=slip, good=9, rework=2)


def test_fourteen_thousand_bead_strings(order, resident, by):
    beads = OperationFactory(work_order=order, unit="串", paying__rate=Decimal("0.0350"))
    slip = by(issue_work)(resident=resident, operation=beads, quantity=20_000)
    entry = by(log_entry)(issue=slip, good=14_286)
    entry.refresh_from_db()
    assert entry.amount == Decimal("500.0100")


def test_a_new_rate_counts_from_its_day_by_work_date(combs, resident, by, now):
    def on(day):
        return now.replace(month=11, day=day)

    slip = issue_work(
        resident=resident, operation=combs, quantity=30, actor=by(log_entry).keywords["actor"], now=on(8)
    )
    actor = slip.issued_by
    log_entry(issue=slip, good=1, actor=actor, now=on(9))
    set_rate(operation=combs, rate=Decimal("8.50"), starts_on=dt.date(2026, 11, 10), actor=actor, now=on(9))
    log_entry(issue=slip, good=1, actor=actor, now=on(10))
    log_entry(issue=slip, good=1, work_date=dt.date(2026, 11, 9), actor=actor, now=on(12))
    rates = PieceEntry.objects.order_by("pk").values_list("rate", flat=True)
    assert list(rates) == [Decimal("8"), Decimal("8.5"), Decimal("8")]


def test_a_cut_never_reaches_a_slip_issued_before_it(combs, resident, by):
    before = by(issue_work)(resident=resident, operation=combs, quantity=5, issued_on=TODAY - dt.timedelta(days=2))
    by(set_rate)(operation=combs, rate=Decimal(7), starts_on=TODAY)
    after = by(issue_work)(resident=resident, operation=combs, quantity=5)
    assert by(log_entry)(issue=before, good=1).rate == 8
    assert by(log_entry)(issue=after, good=1).rate == 7


def test_without_a_rate_nothing_is_logged(order, resident, by):
    unpriced = OperationFactory(work_order=order, paying=None)
    with refused("no_rate", "没有"):
        by(issue_work)(resident=resident, operation=unpriced, quantity=1)
    PieceRateFactory(
        operation=unpriced,
        rate=Decimal(1),
        starts_on=TODAY - dt.timedelta(days=9),
        ends_on=TODAY - dt.timedelta(days=1),
    )
    slip = by(issue_work)(resident=resident, operation=unpriced, quantity=1, issued_on=TODAY - dt.timedelta(days=3))
    with refused("no_rate", "2026-11-24"):
        by(log_entry)(issue=slip, good=1)


@pytest.mark.parametrize(("day", "code"), [(25, "future"), (23, "before_issue")])
def test_the_work_date_lies_between_issue_and_today(slip, by, day, code):
    with refused(code, field="work_date"):
        by(log_entry)(issue=slip, good=1, work_date=dt.date(2026, 11, day))


@pytest.mark.parametrize(
    ("figures", "code"), [({}, "nothing_entered"), ({"good": -1}, "negative"), ({"good": 2_000_000}, "too_many")]
)
def test_figures_make_sense(slip, by, figures, code):
    with refused(code, field="good"):
        by(log_entry)(issue=slip, **figures)


def test_a_leader_logs_for_others_and_it_waits(slip, by, leader):
    entry = by(log_entry)(issue=slip, good=3, actor=leader)
    assert entry.state == EntryState.PENDING
    assert held(slip) == 7


def test_a_leader_never_logs_her_own_work(combs, leader, leader_as_resident, by):
    slip = by(issue_work)(resident=leader_as_resident, operation=combs, quantity=5)
    with refused("own_work", "自己"):
        by(log_entry)(issue=slip, good=1, actor=leader)
    with refused("own_work"):
        by(issue_work)(resident=leader_as_resident, operation=combs, quantity=5, actor=leader)


def test_others_may_not_log(slip, by, cashier, stranger):
    for actor in (cashier, stranger):
        with refused("no_right"):
            by(log_entry)(issue=slip, good=1, actor=actor)


def test_nothing_is_handed_in_on_a_cancelled_slip(by):
    slip = IssueFactory(cancelled=True)
    with refused("cancelled", slip.number):
        by(log_entry)(issue=slip, good=1)


@pytest.mark.parametrize(("pays", "amount"), [(True, 16), (False, 8)])
def test_material_faults_are_paid_where_the_agreement_says_so(workshop, liuhe, resident, by, pays, amount):
    agreement = AgreementFactory(community=liuhe, pays_material_fault=pays)
    boxes = OperationFactory(work_order=WorkOrderFactory(workshop=workshop, agreement=agreement))
    slip = by(issue_work)(resident=resident, operation=boxes, quantity=2)
    by(log_entry)(issue=slip, good=1, material_fault=1)
    assert PieceEntry.objects.get().amount == amount


def test_returned_material_gets_a_number_where_material_is_counted(slip, combs, by):
    by(log_entry)(issue=slip, returned=1)
    MaterialFactory(operation=combs)
    by(log_entry)(issue=slip, returned=1)
    assert MaterialMovement.objects.get().number == "TL20261124-0001"


def test_lost_pieces_are_written_off_by_staff_with_a_reason(slip, by, leader):
    with refused("reason_missing", field="reason"):
        by(report_lost)(issue=slip, pieces=2, reason=" ")
    with refused("no_right"):
        by(report_lost)(issue=slip, pieces=2, reason="人已搬走", actor=leader)
    with refused("held_exceeded", field="pieces"):
        by(report_lost)(issue=slip, pieces=11, reason="人已搬走")
    entry = by(report_lost)(issue=slip, pieces=10, reason="人已搬走")
    entry.refresh_from_db()
    slip.refresh_from_db()
    assert (entry.amount, slip.state, held(slip)) == (0, IssueState.FINISHED, 0)


def test_every_move_is_in_the_log(slip, by):
    by(log_entry)(issue=slip, good=10)
    assert list(MoveLog.objects.order_by("pk").values_list("move", "after")) == [
        ("issue", "open"),
        ("log", "accepted"),
        ("finish", "finished"),
    ]


def test_logging_takes_few_statements(slip, by, django_assert_max_num_queries):
    with django_assert_max_num_queries(9):
        by(log_entry)(issue=slip, good=10)
