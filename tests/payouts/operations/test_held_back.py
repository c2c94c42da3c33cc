"""Who was held back stays so, however a run comes back: sent back, disputed, postponed, reversed or discarded."""

import datetime as dt

import pytest

from tests.factories.disputes import raised
from tests.payouts.books import books_are_clean
from tests.payouts.refusals import refusal
from workshops.payouts.operations import approval, disputes, postponing, reversal, runs, slips

pytestmark = pytest.mark.django_db
WHY = "账户不对"


@pytest.fixture
def her_work(office, combs, resident):
    """¥40 of hers; the day before somebody else did ¥24 of work."""
    office.pays("on_pay_day", cap="1000")
    office.donated("1000")
    work = office.entry(resident, combs, 5)
    office.entry(office.resident(), combs, 3, on=work.work_date - dt.timedelta(days=1))
    return work


@pytest.fixture
def run(office, her_work):
    """A draft in which she is held back."""
    drawn = office.drafted()
    slip = drawn.slips.get(resident=her_work.resident_id)
    slips.hold_slip(slip=slip, reason=WHY, actor=office.staff, now=office.now)
    return drawn


@pytest.fixture
def without_her(office, run, her_work):
    """The run, drawn up again without work of hers: that she is held back is only noted."""
    by = {"actor": office.social_worker, "now": office.now}
    runs.redraft_run(run=run, cut_off=her_work.work_date - dt.timedelta(days=1), **by)
    run.refresh_from_db()
    assert run.held_over == {str(her_work.resident_id): WHY}
    return run


def held(run) -> list[tuple]:
    return list(run.slips.filter(state="held").values_list("resident", "held_reason"))


def test_a_run_sent_back_remembers_who_had_no_slip(office, without_her, her_work):
    by = {"actor": office.social_worker, "now": office.now}
    runs.submit_run(run=without_her, **by)
    runs.send_back_run(run=without_her, reason="再看看", actor=office.approver, now=office.now)
    runs.redraft_run(run=without_her, cut_off=without_her.pay_date, **by)
    assert held(without_her) == [(her_work.resident_id, WHY)]


def test_a_held_slip_that_a_dispute_takes_away_is_noted(office, run, her_work):
    user = her_work.resident.user
    found = raised(her_work.resident, entry=her_work)
    run.refresh_from_db()
    assert run.held_over == {str(her_work.resident_id): WHY}
    disputes.withdraw_dispute(dispute=found, actor=user, now=office.now)
    runs.redraft_run(run=run, actor=office.social_worker, now=office.now)
    assert held(run) == [(her_work.resident_id, WHY)]


def test_a_postponed_run_remembers_them(office, without_her, her_work):
    by = {"actor": office.social_worker, "now": office.now}
    office.entry(her_work.resident, her_work.operation, 2, on=without_her.cut_off)
    runs.submit_run(run=without_her, **by)
    approval.approve_run(run=without_her, actor=office.approver, now=office.now)
    days = {"pay_date": dt.date(2026, 12, 15), "reason": "过月了"}
    again = postponing.postpone_run(run=without_her, actor=office.staff, now=office.now, **days)
    assert held(again) == [(her_work.resident_id, WHY)]


@pytest.fixture
def approved(office, run):
    """The run with her slip held back in it, approved."""
    runs.submit_run(run=run, actor=office.social_worker, now=office.now)
    return approval.approve_run(run=run, actor=office.approver, now=office.now)


def test_a_run_reversed_and_drawn_up_anew_holds_her_back_again(office, approved, her_work):
    reversal.reverse_run(run=approved, reason="错了", actor=office.staff, now=office.now)
    again = office.drafted()
    assert held(again) == [(her_work.resident_id, WHY)]
    approved.refresh_from_db()
    assert (approved.held_over, again.held_over) == (None, None)
    assert books_are_clean(office.community)


def test_a_slip_reversed_alone_is_held_back_in_the_next_run(office, approved, her_work):
    slip = approved.slips.get(resident=her_work.resident_id)
    reversal.reverse_slip(slip=slip, reason="没来领", actor=office.staff, now=office.now)
    assert held(office.drafted()) == [(her_work.resident_id, WHY)]


def test_nobody_else_is_held_back_by_it(office, approved, her_work):
    other = approved.slips.exclude(resident=her_work.resident_id).get()
    reversal.reverse_slip(slip=other, reason="没来领", actor=office.staff, now=office.now)
    assert held(office.drafted()) == []


def test_a_discarded_run_remembers_them_too(office, run, her_work):
    runs.discard_run(run=run, actor=office.social_worker, now=office.now)
    assert held(office.drafted()) == [(her_work.resident_id, WHY)]


def test_whoever_has_no_work_is_remembered_over_runs_that_were_approved(office, without_her, her_work):
    by = {"actor": office.social_worker, "now": office.now}
    runs.submit_run(run=without_her, **by)
    approval.approve_run(run=without_her, actor=office.approver, now=office.now)
    again = office.drafted()
    assert held(again) == [(her_work.resident_id, WHY)]


def test_a_release_lasts(office, approved, her_work):
    """Released in the next run, she isn't held back in the one after it."""
    reversal.reverse_run(run=approved, reason="错了", actor=office.staff, now=office.now)
    again = office.drafted()
    slips.release_slip(slip=again.slips.get(resident=her_work.resident_id), actor=office.staff, now=office.now)
    runs.discard_run(run=again, actor=office.social_worker, now=office.now)
    assert held(office.drafted()) == []


def test_a_draft_that_fails_keeps_the_notes(office, run, her_work):
    runs.discard_run(run=run, actor=office.social_worker, now=office.now)
    assert refusal(lambda: office.drafted(cut_off=dt.date(2026, 1, 1))) == "nothing_payable"
    assert held(office.drafted()) == [(her_work.resident_id, WHY)]
