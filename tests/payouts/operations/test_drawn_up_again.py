"""Runs that are drawn up again, approved too late or taken back: what was decided before stays decided."""

import datetime as dt
from decimal import Decimal as D

import pytest

from tests.payouts.books import books_are_clean
from tests.payouts.refusals import refused_with
from workshops.payouts.enums import RunState, SlipState
from workshops.payouts.operations import (
    approval,
    bank_files,
    corrections,
    deposits,
    payments,
    postponing,
    reversal,
    runs,
    slips,
)

pytestmark = pytest.mark.django_db
DECEMBER = dt.datetime(2026, 12, 2, 9, tzinfo=dt.UTC)
NEW_DAY = dt.date(2026, 12, 15)


@pytest.fixture
def by(office):
    """Who acts, and when: `by("staff")`, `by("staff", DECEMBER)`."""
    return lambda role, at=None: {"actor": office.people[role], "now": at or office.now}


def held(run) -> list[tuple]:
    return list(run.slips.filter(state=SlipState.HELD).values_list("resident", "held_reason"))


def test_a_redraft_keeps_who_is_held_back(office, combs, earned, by):
    run = office.drafted()
    first = run.slips.get(resident=earned[0].resident_id)
    slips.hold_slip(slip=first, reason="等监护人签字", **by("staff"))
    office.entry(earned[0].resident, combs, 2)
    runs.redraft_run(run=run, **by("social_worker"))
    assert held(run) == [(earned[0].resident_id, "等监护人签字")]
    assert run.slips.get(resident=earned[0].resident_id).gross == 56
    assert run.slips.get(resident=earned[1].resident_id).state == SlipState.DUE
    assert books_are_clean(office.community)


def test_who_was_let_go_is_not_held_again(office, earned, by):
    run = office.drafted()
    slip = run.slips.get(resident=earned[0].resident_id)
    slips.hold_slip(slip=slip, reason="等监护人签字", **by("staff"))
    slips.release_slip(slip=slip, **by("staff"))
    runs.redraft_run(run=run, **by("social_worker"))
    assert held(run) == []


def test_a_run_sent_back_keeps_them_too(office, earned, by):
    run = office.drafted()
    slips.hold_slip(slip=run.slips.get(resident=earned[1].resident_id), reason="账户不对", **by("staff"))
    runs.submit_run(run=run, **by("social_worker"))
    runs.send_back_run(run=run, reason="再看看", **by("approver"))
    runs.redraft_run(run=run, **by("social_worker"))
    assert held(run) == [(earned[1].resident_id, "账户不对")]
    run.refresh_from_db()
    assert run.held_over is None


def test_who_has_nothing_to_be_held_is_remembered(office, earned, by):
    run = office.drafted()
    slips.hold_slip(slip=run.slips.get(resident=earned[1].resident_id), reason="账户不对", **by("staff"))
    earlier = earned[1].work_date - dt.timedelta(days=1)
    office.entry(earned[0].resident, earned[0].operation, 1, on=earlier)
    runs.redraft_run(run=run, cut_off=earlier, **by("social_worker"))
    assert (run.slips.count(), held(run)) == (1, [])
    runs.redraft_run(run=run, cut_off=run.pay_date, **by("social_worker"))
    assert held(run) == [(earned[1].resident_id, "账户不对")]


def test_a_run_is_not_approved_after_its_pay_month(office, earned, by):
    run = office.submitted()
    said = refused_with("other_month", approval.approve_run, run=run, **by("approver", DECEMBER))
    assert "2026-11" in said
    runs.send_back_run(run=run, reason="过月了", **by("approver", DECEMBER))
    runs.redraft_run(run=run, pay_date=NEW_DAY, **by("social_worker", DECEMBER))
    runs.submit_run(run=run, **by("social_worker", DECEMBER))
    assert approval.approve_run(run=run, **by("approver", DECEMBER)).state == RunState.APPROVED
    assert books_are_clean(office.community)


def test_an_approved_run_that_was_not_paid_gets_a_new_pay_day(office, earned, by):
    run = office.approved()
    slips.hold_slip(slip=run.slips.get(resident=earned[1].resident_id), reason="账户不对", **by("staff"))
    days = {"pay_date": NEW_DAY, "reason": "过月了"}
    refused_with("same_person", postponing.postpone_run, run=run, **days, **by("approver", DECEMBER))
    refused_with("same_person", postponing.postpone_run, run=run, **days, **by("social_worker", DECEMBER))
    refused_with(
        "reason_missing", postponing.postpone_run, run=run, pay_date=NEW_DAY, reason=" ", **by("staff", DECEMBER)
    )
    again = postponing.postpone_run(run=run, **days, **by("staff", DECEMBER))
    run.refresh_from_db()
    assert (run.state, again.state, again.pay_date, again.cut_off) == ("reversed", "draft", NEW_DAY, run.cut_off)
    assert [slip.gross for slip in again.slips.order_by("-gross")] == [40, 24]
    assert held(again) == [(earned[1].resident_id, "账户不对")]
    refused_with("wrong_state", postponing.postpone_run, run=run, **days, **by("staff", DECEMBER))
    assert books_are_clean(office.community)


def test_a_run_with_money_out_is_not_postponed(office, earned, by):
    run = office.approved()
    office.sent(run)
    days = {"pay_date": NEW_DAY, "reason": "过月了"}
    refused_with("wrong_state", postponing.postpone_run, run=run, **days, **by("staff", DECEMBER))


def test_a_day_in_the_past_postpones_nothing(office, earned, by):
    run = office.approved()
    days = {"pay_date": dt.date(2026, 12, 1), "reason": "过月了"}
    refused_with("past", postponing.postpone_run, run=run, **days, **by("staff", DECEMBER))


@pytest.fixture
def odd(office):
    """Work at one fen a piece."""
    return office.operation("0.01", "0.01")


def test_a_fen_that_the_tax_would_eat_waits_for_more(office, odd, by):
    office.pays("on_pay_day", cap="5000")
    office.donated("5000")
    resident, other = office.resident(), office.resident()
    office.entry(resident, odd, 80_002)
    office.approved()
    office.entry(resident, odd, 1)
    refused_with("nothing_payable", office.drafted)
    office.entry(other, odd, 1)
    run = office.drafted()
    assert [(slip.resident_id, slip.net, slip.number[-4:]) for slip in run.slips.all()] == [
        (other.pk, D("0.01"), "0001")
    ]
    office.entry(resident, odd, 1)
    runs.redraft_run(run=run, **by("social_worker"))
    slip = run.slips.get(resident=resident)
    assert (slip.gross, slip.tax, slip.net) == (D("0.02"), D("0.01"), D("0.01"))
    runs.submit_run(run=run, **by("social_worker"))
    approval.approve_run(run=run, **by("approver"))
    office.paid_in_cash(run)
    assert books_are_clean(office.community)


def test_a_slip_is_not_approved_over_nothing(office, odd, by):
    office.pays("on_pay_day", cap="5000")
    office.donated("5000")
    resident = office.resident()
    office.entry(resident, odd, 80_002)
    large = office.submitted()
    office.entry(resident, odd, 1)
    small = office.submitted()
    approval.approve_run(run=large, **by("approver"))
    said = refused_with("nothing_left", approval.approve_run, run=small, **by("approver"))
    assert resident.name in said
    assert office.at("tax") == 0
    assert books_are_clean(office.community)


def test_a_correction_of_drafted_work_is_not_borne(office, combs, earned, by):
    draft = office.drafted()
    minus = office.corrected(earned[0], good=3)[0]
    said = refused_with("in_draft", corrections.bear_correction, entry=minus, reason="算我们的", **by("approver"))
    assert draft.number in said
    runs.discard_run(run=draft, **by("social_worker"))
    refused_with("not_waiting", corrections.bear_correction, entry=minus, reason="算我们的", **by("approver"))
    run = office.approved()
    assert run.slips.get(resident=earned[0].resident_id).gross == 24
    assert books_are_clean(office.community)


def test_a_correction_of_approved_work_is_borne(office, earned, by):
    office.approved()
    minus = office.corrected(earned[0], good=3)[0]
    assert corrections.bear_correction(entry=minus, reason="算我们的", **by("approver")).amount == -16
    assert books_are_clean(office.community)


def test_money_does_not_go_out_tomorrow(office, earned, by):
    run = office.approved()
    keys = [run.slips.get(resident=earned[1].resident_id).pk]
    tomorrow = office.now.date() + dt.timedelta(days=1)
    refused_with("future", payments.pay_cash, run=run, slips=keys, paid_on=tomorrow, **by("cashier"))
    file = bank_files.make_bank_file(run=run, **by("cashier"))
    refused_with("future", payments.mark_sent, bank_file=file, sent_on=tomorrow, **by("cashier"))
    assert not run.slips.filter(state=SlipState.PAID).exists()


@pytest.fixture
def took_back(office, combs, earned, by):
    """A paid rate that was too high is taken back (−10 of the combs) beside other work, in a run of its own."""
    office.paid_in_cash(office.approved())
    other = office.operation("8", "8")
    office.entry(earned[0].resident, other, 10)
    office.corrected(earned[0], rate=D("6"))
    return office.approved()


def test_undoing_a_correction_is_not_refused_for_the_cap(office, combs, took_back, by):
    office.pays("on_pay_day", cap="30")
    slip = took_back.slips.get()
    assert slip.gross == 70
    assert office.at("fronted", work_order=combs.work_order) == 54
    reversal.reverse_slip(slip=slip, reason="没来领", **by("staff"))
    assert office.at("fronted", work_order=combs.work_order) == 64
    assert books_are_clean(office.community)


def test_nor_where_the_fund_has_nothing_to_spare(office, combs, took_back, by):
    free = office.at("fund") - office.at("fronted")
    deposits.pay_deposit(client=combs.work_order.client, amount=free, on=office.now.date(), **by("cashier"))
    entries = office.community.pk
    reversal.reverse_run(run=took_back, reason="没来领", **by("staff"))
    assert office.at("fronted", work_order=combs.work_order) == 64
    assert books_are_clean(office.community), entries
