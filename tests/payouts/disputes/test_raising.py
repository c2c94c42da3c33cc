"""Raising a dispute: it names one line, freezes that work only, and goes to somebody who didn't log it."""

import datetime as dt

import pytest

from residents.models import MoveLog, PolicyParameter
from tests.cast import member
from tests.factories.residents import PIN, AccessCardFactory
from tests.payouts.refusals import refusal
from workshops.models import EntryFreeze
from workshops.operations.corrections import correct_entry
from workshops.operations.undoing import void_entry
from workshops.payouts.enums import DisputeAbout, DisputeState, How, Said, WaitReason
from workshops.payouts.models import Dispute, Payslip
from workshops.payouts.operations import disputes, reversal, runs
from workshops.payouts.operations.vouching import by_pin, by_witnesses
from workshops.payouts.queries import payable
from workshops.payouts.queries.books import differences

pytestmark = pytest.mark.django_db


def test_a_line_is_named_and_its_work_frozen(office, resident, her, line):
    found = disputes.open_dispute(resident=resident, line=line, text="这天我交了六盒", actor=her, now=office.now)
    assert (found.about, found.line, found.entry, found.slip) == (DisputeAbout.LINE, line, line.entry, line.slip)
    assert found.number.startswith("YY20261124-")
    assert found.due_on == dt.date(2026, 12, 1)
    assert EntryFreeze.objects.get().entry == line.entry
    said = found.messages.get()
    assert (said.kind, said.text, said.how, said.by) == (Said.OPENED, "这天我交了六盒", How.OWN, her)
    assert MoveLog.objects.about(found).get().move == "open"


def test_it_goes_to_somebody_who_did_not_log_it(office, disputed, social_worker, staff):
    assert disputed.assigned_to == staff
    assert disputed.assigned_to != social_worker


def test_whoever_has_least_to_answer_is_proposed(office, resident, her, disputed, second_social_worker, staff):
    second = disputes.open_dispute(resident=resident, text="还有一天没记", actor=her, now=office.now)
    assert disputed.assigned_to == staff
    assert second.assigned_to != staff


def test_without_anybody_else_it_waits_unassigned(office, resident, her, waiting, staff):
    staff.memberships.update(ends_on=dt.date(2026, 11, 1))
    found = disputes.open_dispute(resident=resident, entry=waiting, text="少了", actor=her, now=office.now)
    assert found.assigned_to is None


@pytest.mark.parametrize("days", [3, 10])
def test_the_clock_is_a_parameter_of_the_day(office, resident, her, liuhe, days):
    PolicyParameter.objects.create(
        community=liuhe, key="dispute.answer_days", value=days, starts_on=dt.date(2026, 1, 1), source="居委会"
    )
    found = disputes.open_dispute(resident=resident, text="少了一天", actor=her, now=office.now)
    assert found.due_on == dt.date(2026, 11, 24) + dt.timedelta(days=days)


def test_neither_a_word_nor_a_voice_is_no_dispute(office, resident, her, waiting):
    given = {"resident": resident, "entry": waiting, "actor": her, "now": office.now}
    assert refusal(disputes.open_dispute, text="  ", **given) == "nothing_said"
    assert not EntryFreeze.objects.exists()


def test_one_at_a_time_about_one_piece_of_work(office, resident, her, waiting, disputed):
    given = {"resident": resident, "entry": waiting, "actor": her, "now": office.now}
    assert refusal(disputes.open_dispute, text="再说一次", **given) == "disputed"


def test_somebody_elses_work_is_not_hers(office, neighbour, waiting):
    given = {"resident": neighbour, "entry": waiting, "actor": neighbour.user, "now": office.now}
    assert refusal(disputes.open_dispute, text="少了", **given) == "not_hers"


def test_nobody_speaks_in_her_place(office, resident, social_worker, waiting):
    given = {"resident": resident, "entry": waiting, "actor": social_worker, "now": office.now}
    assert refusal(disputes.open_dispute, text="少了", **given) == "not_hers"


def test_frozen_work_is_neither_corrected_nor_undone(office, disputed, waiting, second_social_worker):
    by = {"actor": second_social_worker, "now": office.now}
    assert refusal(correct_entry, entry=waiting, good=1, reason="数错了", **by) == "disputed"
    assert refusal(void_entry, entry=waiting, reason="数错了", **by) == "disputed"


def test_frozen_work_stays_out_of_a_run_and_the_list_says_why(office, combs, resident, disputed):
    office.entry(resident, combs, 4)
    run = office.drafted()
    assert run.slips.get().gross == 32
    waits = payable.waiting(office.community, cut_off=run.cut_off, run=run)
    assert [(row.reason, row.amount) for row in waits] == [(WaitReason.IN_DISPUTE, 16)]
    assert waits[0].reason.label == "有异议"


@pytest.mark.parametrize("submitted", [False, True])
def test_work_leaves_a_draft_and_the_rest_of_the_slip_stays(office, combs, resident, her, waiting, submitted):
    office.entry(resident, combs, 4)
    run = office.submitted() if submitted else office.drafted()
    number = run.slips.get().number
    disputes.open_dispute(resident=resident, entry=waiting, text="少了", actor=her, now=office.now)
    slip = run.slips.get()
    assert (slip.number, slip.gross, slip.lines.count()) == (number, 32, 1)
    assert differences(office.community) == []
    run.refresh_from_db()
    assert run.state == ("submitted" if submitted else "draft")


def test_a_submitted_run_without_slips_goes_back(office, resident, her, waiting):
    run = office.submitted()
    disputes.open_dispute(resident=resident, entry=waiting, text="少了", actor=her, now=office.now)
    run.refresh_from_db()
    assert (run.state, run.submitted_by) == ("draft", None)
    assert not Payslip.objects.exists()
    assert refusal(runs.submit_run, run=run, actor=office.social_worker, now=office.now) == "empty"


def test_an_approved_slip_stays_whole(office, line, paid_slip, resident, her):
    disputes.open_dispute(resident=resident, line=line, text="少了", actor=her, now=office.now)
    paid_slip.refresh_from_db()
    assert (paid_slip.state, paid_slip.net, paid_slip.lines.count()) == ("paid", 64, 2)
    assert differences(office.community) == []


def test_pay_is_not_taken_back_before_she_has_an_answer(office, combs, resident, her, cashier, waiting):
    run = office.approved()
    found = disputes.open_dispute(
        resident=resident, line=run.slips.get().lines.get(), text="少了", actor=her, now=office.now
    )
    given = {"run": run, "reason": "账号错了", "actor": cashier, "now": office.now}
    assert refusal(reversal.reverse_run, **given) == "disputed"
    disputes.withdraw_dispute(dispute=found, actor=her, now=office.now)
    assert reversal.reverse_run(**given).state == "reversed"


def test_at_the_counter_she_types_her_pin(office, resident, waiting, social_worker, liuhe):
    card = AccessCardFactory(resident=resident, issued_by=social_worker)
    vouch = by_pin(resident=resident, pin=PIN, now=office.now)
    given = {"resident": resident, "entry": waiting, "text": "少了一盒", "vouch": vouch, "now": office.now}
    assert refusal(disputes.open_dispute, actor=social_worker, **given) == "barred"  # who logged that work
    clerk = member("郑好", liuhe, "staff")
    found = disputes.open_dispute(actor=clerk, **given)
    said = found.messages.get()
    assert (said.how, said.card, found.opened_by) == (How.PIN, card, clerk)


def test_before_two_witnesses_neither_logged_it(office, resident, waiting, social_worker, cashier, liuhe):
    clerk = member("郑好", liuhe, "staff")
    said = {"community": liuhe, "why": "不识字，也没带卡", "now": office.now}
    given = {"resident": resident, "entry": waiting, "text": "少了", "actor": clerk, "now": office.now}
    for logger in ({"colleague": social_worker, "name": "陈阿姨"}, {"colleague": cashier, "name": social_worker.name}):
        vouch = by_witnesses(**logger, **said)
        assert refusal(disputes.open_dispute, vouch=vouch, **given) == "barred"
    vouch = by_witnesses(colleague=cashier, name="王大爷", **said)
    found = disputes.open_dispute(vouch=vouch, **given).messages.get()
    assert (found.how, found.witness_one_user, found.witness_two) == (How.WITNESSES, cashier, "王大爷")
    assert found.why_not_herself == "不识字，也没带卡"


def test_a_dispute_is_open(disputed):
    assert Dispute.objects.unsettled().get().state == DisputeState.OPEN
