"""Disputed work leaves drafts: what stays is paid as before, whole, and nothing frozen is left in any of them."""

import datetime as dt
from decimal import Decimal as D

import pytest

from tests.factories.disputes import answered, raised, settled
from tests.payouts.refusals import refusal
from workshops.models import EntryClaim
from workshops.payouts.models import PayLine
from workshops.payouts.operations import disputes, reversal, runs
from workshops.payouts.operations.approval import approve_run
from workshops.payouts.operations.dispute_answers import answer_dispute
from workshops.payouts.queries.books import differences

pytestmark = pytest.mark.django_db
LATE = dt.date(2026, 12, 30)


def amounts(run) -> list[D]:
    """The lines of a run with one slip."""
    return list(PayLine.objects.filter(slip__run=run).order_by("pk").values_list("amount", flat=True))


@pytest.fixture
def other(office, her):
    """Work of somebody else at another order, so that a run isn't empty."""
    return office.entry(office.resident(), office.operation("8", "8"), 3)


@pytest.mark.parametrize(
    ("right", "stays", "gross"),
    [({"good": 10}, [400, -320], 80), ({"rate": D("4")}, [400, -400, 200], 200)],
    ids=["counted wrong", "wrong rate"],
)
def test_work_stays_with_its_own_corrections(office, combs, resident, her, right, stays, gross):
    mine = office.entry(resident, combs, 50)
    office.corrected(mine, **right)
    run_out = office.entry(resident, combs, 5)
    run = office.submitted()
    raised(resident, entry=run_out)
    assert (amounts(run), run.slips.get().gross) == (stays, gross)
    assert differences(office.community) == []
    approve_run(run=run, actor=office.approver, now=office.now)
    assert differences(office.community) == []


def test_a_slip_that_is_made_again_stays_inside_the_cap(office, combs, resident, her):
    office.pays("on_pay_day", cap="120")
    office.corrected(office.entry(resident, combs, 50), good=10)
    taken = office.entry(resident, combs, 2)
    run = office.submitted()
    raised(resident, entry=taken)
    assert approve_run(run=run, actor=office.approver, now=office.now).slips.get().gross == 80


def test_corrections_of_paid_work_wait_newest_first(office, combs, resident, her, clock):
    paid = [office.entry(resident, combs, 10), office.entry(resident, combs, 10)]
    office.paid_in_cash(office.approved())
    clock.forward(hours=1)
    office.now = clock.now
    office.corrected(paid[1], good=9)
    clock.forward(hours=1)
    office.now = clock.now
    office.corrected(paid[0], rate=D("7"))
    office.entry(resident, combs, 6)
    taken = office.entry(resident, combs, 12)
    run = office.submitted()
    assert run.slips.get().gross == 144 - 8 - 10
    raised(resident, entry=taken, now=office.now)
    assert (amounts(run), run.slips.get().gross) == ([-8, 48], 40)
    assert sorted(EntryClaim.objects.filter(reference=run.number).values_list("entry__amount", flat=True)) == [-8, 48]
    assert differences(office.community) == []


def test_corrections_of_a_disputed_line_leave_drafts_too(office, combs, resident, her, other):
    paid = office.entry(resident, combs, 5)
    first = office.approved()
    office.paid_in_cash(first)
    office.corrected(paid, good=4)
    office.entry(resident, combs, 20)
    run = office.submitted()
    line = first.slips.get(resident=resident).lines.get()
    raised(resident, line=line)
    assert run.slips.get().gross == 160
    assert differences(office.community) == []
    assert approve_run(run=run, actor=office.approver, now=office.now).state == "approved"


def test_it_leaves_every_draft(office, combs, resident, her):
    mine = office.entry(resident, combs, 50)
    first = office.drafted()
    office.corrected(mine, good=48)
    office.entry(resident, combs, 40)
    second = office.drafted()
    assert amounts(second) == [-16, 320]
    raised(resident, entry=mine)
    assert (amounts(first), amounts(second)) == ([], [320])
    assert differences(office.community) == []
    assert runs.submit_run(run=second, actor=office.social_worker, now=office.now).state == "submitted"


@pytest.fixture
def resting(office, disputed, staff, clock):
    """It was answered, she said nothing, and a run took it; ¥16."""
    answered(disputed, staff)
    clock.on(LATE)
    office.now = clock.now
    return office.submitted(pay_date=LATE, cut_off=LATE)


@pytest.mark.parametrize("right", [{"right": True}, {"right": False, "good": 1}], ids=["right", "put right"])
def test_answered_again_it_leaves_the_run_again(office, disputed, other, staff, resting, right):
    answer_dispute(dispute=disputed, text="又查了一遍。", actor=staff, now=office.now, **right)
    assert [slip.resident_id for slip in resting.slips.all()] == [other.resident_id]
    assert differences(office.community) == []
    assert approve_run(run=resting, actor=office.approver, now=office.now).state == "approved"


def test_what_is_frozen_until_later_is_refused_in_words(office, waiting, disputed, staff, other, clock):
    """As two acts at the same moment could leave it: approval says it, not the database."""
    answered(disputed, staff)
    clock.on(LATE)
    office.now = clock.now
    run = office.submitted(pay_date=LATE, cut_off=LATE)
    waiting.freeze.pays_from = LATE + dt.timedelta(days=1)
    waiting.freeze.save()
    assert refusal(approve_run, run=run, actor=office.approver, now=office.now) == "disputed"
    assert any(run.number in said and disputed.number in said for said in differences(office.community))


def test_pay_of_work_that_was_disputed_before_it_was_paid(office, disputed, staff, her, cashier):
    settled(answered(disputed, staff))
    run = office.approved()
    disputes.reopen_dispute(dispute=disputed, text="还是不对", actor=her, now=office.now)
    given = {"run": run, "reason": "账号错了", "actor": cashier, "now": office.now}
    assert refusal(reversal.reverse_run, **given) == "disputed"
    answered(disputed, staff)
    reversal.reverse_run(**given)
    assert "账号错了" in disputed.messages.order_by("pk").last().text
    assert differences(office.community) == []


def test_the_books_name_a_correction_that_was_left_out(office, combs, resident, her, clock):
    mine = office.entry(resident, combs, 50)
    minus = office.corrected(mine, good=10)[0]
    clock.forward(hours=1)
    office.now = clock.now
    run = office.drafted()
    assert differences(office.community) == []
    PayLine.objects.filter(entry=minus).delete()
    EntryClaim.objects.filter(entry=minus).delete()
    found = differences(office.community)
    assert [said for said in found if run.number in said and resident.name in said]


def test_a_correction_that_another_run_let_go_waits_for_the_next(office, combs, resident, her, clock):
    mine = office.entry(resident, combs, 50)
    first = office.drafted()
    office.corrected(mine, good=48)
    office.entry(resident, combs, 40)
    by = {"actor": office.social_worker}
    clock.forward(hours=1)
    office.now = clock.now
    second = office.drafted()
    clock.forward(hours=1)
    runs.redraft_run(run=first, now=clock.now, **by)
    clock.forward(hours=1)
    runs.discard_run(run=second, now=clock.now, **by)
    assert amounts(first) == [400]
    assert differences(office.community) == []
