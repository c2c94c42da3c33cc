"""Real threads on a real database: money is never paid twice, and taxes of one month agree."""

import datetime as dt
from decimal import Decimal as D

import pytest

from microfactory.kernel.errors import RuleBroken
from tests.payouts.books import books_are_clean
from tests.threads import at_once
from workshops.models import EntryClaim
from workshops.operations.undoing import void_entry
from workshops.payouts.enums import RunState
from workshops.payouts.models import JournalEntry, PayLine, PayRun
from workshops.payouts.operations import approval, fronting, payments, receipts, runs
from workshops.payouts.operations.deposits import pay_deposit

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def earned(office, combs):
    """Twelve entries of four residents; the fund can front them."""
    office.pays("on_pay_day", cap="5000")
    office.donated("5000")
    return [office.entry(resident, combs, 5) for resident in [office.resident() for _ in range(4)] for _ in range(3)]


def codes(results):
    return sorted(result for result in results if isinstance(result, str))


def test_six_settle_the_same_entries(office, earned):
    results = at_once(*[office.drafted] * 6)
    assert codes(results) == ["nothing_payable"] * 5
    assert PayRun.objects.count() == 1
    assert PayLine.objects.count() == EntryClaim.objects.count() == len(earned)
    assert books_are_clean(office.community)


def test_two_press_approve(office, earned):
    run = office.submitted()
    results = at_once(*[lambda: approval.approve_run(run=run, actor=office.approver, now=office.now)] * 2)
    assert {result.state for result in results} == {RunState.APPROVED}
    assert JournalEntry.objects.filter(run=run, act="run").count() == 1
    assert office.at("payable") == D("480.00")
    assert books_are_clean(office.community)


def test_one_approves_while_one_sends_back(office, earned):
    run = office.submitted()
    results = at_once(
        lambda: approval.approve_run(run=run, actor=office.approver, now=office.now),
        lambda: runs.send_back_run(run=run, reason="再看看", actor=office.approver, now=office.now),
    )
    assert codes(results) == ["wrong_state"]
    assert books_are_clean(office.community)


def test_two_runs_of_one_month_are_approved_at_once(office):
    office.pays("on_pay_day", cap="50000")
    office.donated("50000")
    pay = office.operation("100", "100")
    people = [office.resident() for _ in range(5)]
    prepared = []
    for day in (2, 3):
        for person in people:
            office.entry(person, pay, 6, on=dt.date(2026, 11, day))
        prepared.append(office.submitted())
    at_once(
        *[lambda run=run: approval.approve_run(run=run, actor=office.approver, now=office.now) for run in prepared]
    )
    assert office.at("tax") == 5 * D("80.00")
    assert books_are_clean(office.community)


def test_an_entry_is_undone_while_it_is_drafted(office, earned):
    entry = earned[0]
    entry.issue.refresh_from_db()
    results = at_once(
        office.drafted, lambda: void_entry(entry=entry, reason="数错了", actor=office.social_worker, now=office.now)
    )
    assert codes(results) in (["claimed"], ["already_claimed"], [])
    assert not EntryClaim.objects.filter(entry__state="voided").exists()
    assert books_are_clean(office.community)


def test_two_match_the_last_of_a_receipt(office, combs):
    office.accepted(office.entry(office.resident(), combs, 10))
    statement = office.stated(combs.work_order.client)
    receipt = receipts.book_receipt(
        community=office.community,
        client=statement.client,
        amount=D(80),
        received_on=office.now.date(),
        actor=office.cashier,
        now=office.now,
    )
    results = at_once(
        *[lambda: receipts.match_receipt(receipt=receipt, statement=statement, actor=office.cashier, now=office.now)]
        * 2
    )
    assert len(codes(results)) == 1
    assert office.at("receivable") == office.at("unmatched") == 0
    assert books_are_clean(office.community)


def test_the_fund_is_not_spent_twice(office, earned):
    office.pays("on_pay_day", cap="5000")
    client = earned[0].operation.work_order.client
    run = office.submitted()
    results = at_once(
        lambda: approval.approve_run(run=run, actor=office.approver, now=office.now),
        lambda: pay_deposit(client=client, amount=D(4800), on=office.now.date(), actor=office.cashier, now=office.now),
    )
    assert codes(results) in (["free_fund"], ["front_cap"])
    assert books_are_clean(office.community)


def test_a_slip_is_counted_out_once(office, earned):
    run = office.approved()
    keys = list(run.slips.values_list("pk", flat=True))
    results = at_once(*[lambda: payments.pay_cash(run=run, slips=keys, actor=office.cashier, now=office.now)] * 3)
    assert codes(results) == ["wrong_state"] * 2
    assert office.at("cash") == D("-480.00")
    assert books_are_clean(office.community)


def test_money_comes_while_the_front_is_given_up(office, combs):
    office.pays("on_pay_day", cap="5000")
    office.donated("5000")
    office.accepted(office.entry(office.resident(), combs, 10))
    office.approved()
    statement = office.stated(combs.work_order.client)

    def give_up():
        try:
            return fronting.give_up_front(
                work_order=combs.work_order, amount=D(80), reason="收不回", actor=office.approver, now=office.now
            )
        except RuleBroken:
            return None

    at_once(lambda: office.received(statement, "80"), give_up)
    assert office.at("fronted") == 0
    assert books_are_clean(office.community)
