"""Corrections: rows with signs, never a changed entry."""

from decimal import Decimal

import pytest

from tests.factories.deliveries import sent
from tests.factories.workshops import EntryClaimFactory, EntryFactory, ImportedEntryFactory
from tests.workshops.refusals import refused
from workshops.enums import EntrySource, IssueState
from workshops.models import Issue, PieceEntry
from workshops.operations.corrections import correct_entry
from workshops.operations.entries import log_entry
from workshops.operations.issues import issue_day_slip, issue_work

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(combs, resident, by):
    """Ten good pieces of a slip of ten."""
    return by(log_entry)(issue=by(issue_work)(resident=resident, operation=combs, quantity=10), good=10)


def signed(rows):
    return [
        (row.good, row.rate, row.amount)
        for row in PieceEntry.objects.filter(pk__in=[r.pk for r in rows]).order_by("pk")
    ]


def slip_of(entry):
    return Issue.objects.with_held().get(pk=entry.issue_id)


def test_a_miscount_takes_pieces_off_and_reopens_the_slip(entry, by):
    rows = by(correct_entry)(entry=entry, good=8, reason="复点少两盒")
    assert signed(rows) == [(-2, Decimal(8), Decimal(-16))]
    assert (slip_of(entry).held, slip_of(entry).state) == (2, IssueState.OPEN)
    assert rows[0].work_date == entry.work_date


def test_what_was_right_after_all_is_put_back(entry, by):
    by(correct_entry)(entry=entry, good=8, reason="复点少两盒")
    rows = by(correct_entry)(entry=entry, good=10, reason="又找到两盒")
    assert signed(rows) == [(2, 8, 16)]
    assert slip_of(entry).state == IssueState.FINISHED


def test_a_wrong_rate_is_taken_off_at_the_old_and_added_at_the_new(entry, by):
    rows = by(correct_entry)(entry=entry, rate=Decimal("8.50"), reason="单价记错")
    assert signed(rows) == [(-10, Decimal(8), Decimal(-80)), (10, Decimal("8.5"), Decimal(85))]
    again = by(correct_entry)(entry=entry, good=9, reason="少一盒")
    assert signed(again) == [(-1, Decimal("8.5"), Decimal("-8.5"))]


def test_outcomes_are_moved_without_changing_what_is_held(entry, by):
    rows = by(correct_entry)(entry=entry, good=9, worker_fault=1, reason="有一盒是坏的")
    assert (rows[0].good, rows[0].worker_fault, slip_of(entry).held) == (-1, 1, 0)


def test_nothing_is_added_where_all_is_right(entry, by):
    assert by(correct_entry)(entry=entry, good=10, reason="核对") == []


def test_a_claimed_entry_can_be_corrected(entry, by):
    EntryClaimFactory(entry=entry)
    assert signed(by(correct_entry)(entry=entry, good=9, reason="少一盒")) == [(-1, 8, -8)]


def test_more_than_held_is_refused(entry, by):
    with refused("held_exceeded", "只剩 0 盒"):
        by(correct_entry)(entry=entry, good=11, reason="多一盒")


def test_what_the_client_has_is_not_taken_off(entry, by):
    sent(entry)
    with refused("delivered", "10 件", "9", field="good"):
        by(correct_entry)(entry=entry, good=9, reason="少一盒")
    assert len(by(correct_entry)(entry=entry, rate=Decimal(9), reason="单价记错")) == 2


def test_on_a_day_slip_what_was_never_made_was_never_taken(combs, resident, by):
    entry = by(issue_day_slip)(resident=resident, operation=combs, good=5)
    (row,) = by(correct_entry)(entry=entry, good=4, reason="多记一盒")
    assert (row.good, row.returned, slip_of(entry).held) == (-1, 1, 0)
    with refused("day_slip", "1 件"):
        by(correct_entry)(entry=entry, good=6, returned=0, reason="少记一盒")


def test_only_what_counts_is_corrected_and_only_with_a_reason(entry, by, leader, liuhe, order, combs):
    (correction,) = by(correct_entry)(entry=entry, good=9, reason="少一盒")
    with refused("correction"):
        by(correct_entry)(entry=correction, good=0, reason="x")
    with refused("reason_missing", field="reason"):
        by(correct_entry)(entry=entry, good=8, reason=" ")
    with refused("negative"):
        by(correct_entry)(entry=entry, good=-1, reason="x")
    with refused("no_right"):
        by(correct_entry)(entry=entry, good=8, reason="x", actor=leader)
    with refused("wrong_state", "等点数"):
        by(correct_entry)(entry=EntryFactory(pending=True, issue__operation=combs), good=0, reason="x")
    past = ImportedEntryFactory(settled_outside=True, operation=combs)
    with refused("settled_outside"):
        by(correct_entry)(entry=past, good=0, reason="x")


def test_an_imported_entry_without_a_slip_is_corrected_too(combs, by):
    past = ImportedEntryFactory(settled_outside=False, operation=combs, good=3)
    (row,) = by(correct_entry)(entry=past, good=1, reason="纸上是 1")
    assert (row.source, row.issue, row.good) == (EntrySource.CORRECTION, None, -2)


def test_nobody_corrects_her_own_work(entry, by, resident, social_worker):
    type(resident).objects.filter(pk=resident.pk).update(user=social_worker)
    with refused("own_work"):
        by(correct_entry)(entry=entry, good=9, reason="x")


def test_a_long_reason_is_cut(entry, by):
    assert by(correct_entry)(entry=entry, good=9, reason="x" * 300)[0].reason == "x" * 200
