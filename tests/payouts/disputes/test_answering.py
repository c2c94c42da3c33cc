"""Answering: by somebody who didn't log it, with the correction in the same act; it settles nothing by itself."""

import datetime as dt
from decimal import Decimal as D

import pytest

from residents.models import Message, MoveLog
from tests.factories.disputes import answered, raised
from tests.payouts.refusals import refusal
from workshops.models import EntryFreeze, PieceEntry
from workshops.operations.corrections import correct_entry
from workshops.payouts.enums import Clock, DisputeState, Outcome, Said
from workshops.payouts.operations import dispute_answers as acts
from workshops.payouts.operations.disputes import settle_dispute
from workshops.payouts.operations.reversal import reverse_run
from workshops.payouts.operations.runs import draft_run, redraft_run
from workshops.payouts.queries import payable
from workshops.payouts.queries.books import differences
from workshops.payouts.queries.disputes import conversation, row_of

pytestmark = pytest.mark.django_db


def test_it_was_right(office, disputed, staff):
    said = acts.answer_dispute(dispute=disputed, right=True, text="查过了，没错。", actor=staff, now=office.now)
    disputed.refresh_from_db()
    assert (said.kind, said.outcome, said.correction) == (Said.ANSWERED, Outcome.RIGHT, None)
    assert (disputed.state, disputed.answered_by) == (DisputeState.ANSWERED, staff)
    assert disputed.rests_on == dt.date(2026, 12, 8)
    assert EntryFreeze.objects.get().pays_from == disputed.rests_on


def test_she_is_told_without_a_sum(office, disputed, staff):
    answered(disputed, staff)
    assert Message.objects.filter(resident=disputed.resident, template="dispute_answered").count() == 1


def test_whoever_logged_it_does_not_answer(office, disputed, social_worker):
    given = {"dispute": disputed, "now": office.now}
    assert refusal(acts.answer_dispute, right=True, text="没错", actor=social_worker, **given) == "own_entry"
    assert refusal(acts.assign_dispute, to=social_worker, actor=office.staff, **given) == "cannot_answer"


@pytest.mark.parametrize("role", ["leader", "approver", "cashier"])
def test_others_do_not_answer(office, disputed, role, request):
    given = {"dispute": disputed, "right": True, "text": "没错", "now": office.now}
    assert refusal(acts.answer_dispute, actor=request.getfixturevalue(role), **given) == "no_right"


def test_an_answer_has_words(office, disputed, staff):
    given = {"dispute": disputed, "right": True, "text": " ", "actor": staff, "now": office.now}
    assert refusal(acts.answer_dispute, **given) == "words_missing"


def test_unpaid_work_is_put_right_and_waits_until_she_settles_it(office, disputed, waiting, staff, her):
    said = acts.answer_dispute(
        dispute=disputed, right=False, good=1, text="点错了，是一盒。", actor=staff, now=office.now
    )
    assert (said.outcome, said.correction.corrects, said.correction.amount) == (Outcome.CORRECTED, waiting, -8)
    assert payable.payable_now(office.community, cut_off=dt.date(2026, 11, 30)) == []
    settle_dispute(dispute=disputed, actor=her, now=office.now)
    assert not EntryFreeze.objects.exists()
    assert [row.amount for row in payable.payable_now(office.community, cut_off=dt.date(2026, 11, 30))] == [8]
    assert differences(office.community) == []


def test_paid_work_that_was_short_is_paid_extra_in_the_next_run(office, resident, her, line, staff):
    found = raised(resident, line=line)
    said = acts.answer_dispute(dispute=found, right=False, rate="9", text="单价按9块算。", actor=staff, now=office.now)
    assert said.outcome == Outcome.PAID_EXTRA
    rows = PieceEntry.objects.filter(corrects=line.entry)
    assert sorted(row.amount for row in rows) == [-40, 45]
    settle_dispute(dispute=found, actor=her, now=office.now)
    assert [row.amount for row in payable.payable_now(office.community, cut_off=dt.date(2026, 11, 30))] == [5]
    assert differences(office.community) == []


def test_everybody_reads_what_the_whole_correction_comes_to(office, resident, line, staff, resident_client, client_of):
    found = raised(resident, line=line)
    acts.answer_dispute(dispute=found, right=False, rate="9", text="单价按9块算。", actor=staff, now=office.now)
    hers = resident_client.get(f"/me/disputes/{found.pk}/").content.decode()
    assert "下次发钱补给您 5.00 元" in hers and "45" not in hers
    desk = client_of(staff)
    assert "· 5.00<" in desk.get(f"/liuhe/disputes/{found.pk}/").content.decode()
    assert "5.00<br>单价按9块算" in desk.get(f"/liuhe/disputes/{found.pk}/file/").content.decode()


@pytest.mark.parametrize("half", [0, 1])
@pytest.mark.parametrize(("rate", "outcome", "net"), [("9", Outcome.PAID_EXTRA, 5), ("7", Outcome.CORRECTED, -5)])
def test_whichever_half_is_named_the_whole_counts(
    office, resident, paid_slip, line, staff, clock, half, rate, outcome, net
):
    found = raised(resident, total=paid_slip)
    clock.forward(minutes=5)
    rows = correct_entry(entry=line.entry, rate=D(rate), reason="单价", actor=office.social_worker, now=clock.now)
    given = {"dispute": found, "right": False, "text": "改了单价。", "actor": staff, "now": clock.now}
    said = acts.answer_dispute(made_good=rows[half], **given)
    assert (said.outcome, said.correction) == (outcome, rows[half])
    assert [message.net for message in conversation(found)] == [None, net]


def test_nothing_changed_is_no_correction(office, disputed, staff):
    given = {"dispute": disputed, "right": False, "text": "改了", "actor": staff, "now": office.now}
    assert refusal(acts.answer_dispute, good=2, **given) == "nothing_changed"


def test_missing_work_is_logged_and_named(office, combs, resident, staff, clock):
    found = raised(resident)
    given = {"dispute": found, "right": False, "text": "补记了。", "actor": staff}
    assert refusal(acts.answer_dispute, now=office.now, **given) == "made_good"
    clock.forward(hours=1)
    late = office.entry(resident, combs, 4, logged_at=clock.now, accepted_at=clock.now)
    said = acts.answer_dispute(made_good=late, now=clock.now, **given)
    assert (said.outcome, said.correction) == (Outcome.CORRECTED, late)


def test_pieces_that_her_slip_holds_no_more_are_logged_anew(office, combs, resident, line, staff, clock):
    found = raised(resident, line=line)
    given = {"dispute": found, "right": False, "text": "补记一盒。", "actor": staff}
    assert refusal(acts.answer_dispute, good=6, now=office.now, **given) == "held_exceeded"
    clock.forward(hours=1)
    late = office.entry(resident, combs, 1, logged_at=clock.now, accepted_at=clock.now)
    said = acts.answer_dispute(made_good=late, now=clock.now, **given)
    assert (said.outcome, said.correction) == (Outcome.PAID_EXTRA, late)
    assert differences(office.community) == []


def test_who_says_nothing_has_not_agreed(office, disputed, staff, clock):
    answered(disputed, staff)
    assert row_of(disputed).clock == Clock.HERS
    clock.on(dt.date(2026, 12, 8))
    assert row_of(disputed).clock == Clock.RESTING
    disputed.refresh_from_db()
    assert (disputed.state, disputed.closed_at) == (DisputeState.ANSWERED, None)


def test_resting_work_is_paid_as_it_stands(office, disputed, staff, clock):
    answered(disputed, staff)
    assert payable.payable_now(office.community, cut_off=dt.date(2026, 11, 30)) == []
    clock.on(dt.date(2026, 12, 8))
    assert [row.amount for row in payable.payable_now(office.community, cut_off=dt.date(2026, 11, 30))] == [16]


def test_a_late_answer_is_marked(disputed, clock):
    clock.on(dt.date(2026, 12, 1))
    assert row_of(disputed).clock == Clock.RUNNING
    clock.on(dt.date(2026, 12, 4))
    assert (row_of(disputed).clock, row_of(disputed).days) == (Clock.LATE, 3)


def test_it_is_handed_to_a_colleague_and_she_may_be_asked(office, disputed, staff, second_social_worker):
    acts.assign_dispute(dispute=disputed, to=second_social_worker, actor=staff, now=office.now)
    disputed.refresh_from_db()
    assert disputed.assigned_to == second_social_worker
    acts.ask_back(dispute=disputed, text="是哪一天交的？", actor=second_social_worker, now=office.now)
    assert disputed.messages.filter(kind=Said.ASKED).count() == 1
    assert [row.move for row in MoveLog.objects.about(disputed)] == ["open", "assign"]


def test_pay_taken_back_after_an_answer_is_told_to_her(office, combs, resident, her, staff, cashier, waiting):
    run = office.approved()
    found = raised(resident, line=run.slips.get().lines.get())
    answered(found, staff)
    reverse_run(run=run, reason="账号错了", actor=cashier, now=office.now)
    note = found.messages.get(kind=Said.NOTED)
    assert "账号错了" in note.text


def test_a_draft_goes_by_the_day_on_which_it_is_drawn_up(office, disputed, staff):
    answered(disputed, staff)
    later = office.now + dt.timedelta(days=20)
    days = {"pay_date": later.date(), "cut_off": dt.date(2026, 11, 30)}
    run = draft_run(community=office.community, actor=office.social_worker, now=later, **days)
    assert run.slips.get().lines.get().entry == disputed.entry
    assert refusal(redraft_run, run=run, actor=office.social_worker, now=office.now) == "nothing_payable"
