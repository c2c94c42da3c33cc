"""An account that is younger than the approval: the cashier is told, asks, and says that she did."""

import datetime as dt

import pytest

from residents.operations.accounts import change_account
from tests.payouts.books import books_are_clean
from tests.payouts.refusals import refused_with
from workshops.payouts.operations import bank_files, payments, slips
from workshops.payouts.queries.accounts import new_accounts
from workshops.payouts.queries.runs import run_lines

pytestmark = pytest.mark.django_db
OTHER = "6217000010001234567"


@pytest.fixture
def run(office, combs):
    """Two people through the bank, one in cash; approved."""
    office.pays("on_pay_day", cap="1000")
    office.donated("1000")
    for name, account in (("柳小巧", True), ("刘明月", True), ("孙小荷", False)):
        office.entry(office.resident(name=name, account=account), combs, 5)
    return office.approved()


@pytest.fixture
def later(office):
    return office.now + dt.timedelta(hours=3)


@pytest.fixture
def change(office, run, later):
    """Somebody enters another account of a person of the run."""

    def change(name: str, *, by="social_worker", at=None, number=OTHER):
        resident = run.slips.get(resident__name=name).resident
        terms = {"bank": "建设银行", "number": number}
        return change_account(resident=resident, **terms, actor=office.people[by], now=at or later)

    return change


def make(office, run, now, **given):
    return bank_files.make_bank_file(run=run, actor=office.cashier, now=now + dt.timedelta(hours=1), **given)


def test_accounts_as_they_were_approved_need_no_tick(office, run, later):
    assert new_accounts(run) == []
    assert make(office, run, later).rows == 2
    assert books_are_clean(office.community)


def test_an_account_changed_since_is_named_and_has_to_be_ticked(office, run, later, change):
    account = change("柳小巧")
    found = new_accounts(run)
    assert [(row.resident_name, row.last4, row.first) for row in found] == [("柳小巧", "4567", False)]
    said = refused_with("unchecked_account", make, office, run, later)
    assert "柳小巧" in said and "刘明月" not in said
    file = make(office, run, later, checked=[account.pk])
    assert file.payments.get(slip__resident__name="柳小巧").last4 == "4567"


def test_a_tick_for_another_account_is_none(office, run, later, change):
    first = change("柳小巧")
    second = change("柳小巧", at=later + dt.timedelta(minutes=5), number="6217000010007654321")
    refused_with("unchecked_account", make, office, run, later, checked=[first.pk])
    assert make(office, run, later, checked=[second.pk]).rows == 2


def test_whoever_entered_it_makes_no_file(office, run, later, change):
    account = change("柳小巧", by="cashier")
    said = refused_with("own_account", make, office, run, later, checked=[account.pk])
    assert "柳小巧" in said
    assert not run.bank_files.exists()


def test_the_first_account_of_somebody_counts_too(office, run, later, change):
    account = change("孙小荷")
    assert new_accounts(run) == []
    slips.set_method(slip=run.slips.get(resident__name="孙小荷"), method="bank", actor=office.social_worker, now=later)
    assert [row.first for row in new_accounts(run)] == [True]
    refused_with("unchecked_account", make, office, run, later)
    assert make(office, run, later, checked=[account.pk]).rows == 3


def test_a_payment_made_again_is_asked_about(office, run, later, change):
    file = make(office, run, office.now)
    payments.mark_sent(bank_file=file, actor=office.cashier, now=later)
    failed = file.payments.get(slip__resident__name="刘明月")
    payments.mark_failed(payment=failed, reason="账号已注销", actor=office.cashier, now=later)
    assert new_accounts(run) == []
    account = change("刘明月")
    again = payments.pay_again(payment=failed, actor=office.cashier, now=later)
    assert again.last4 == "4567"
    assert [row.resident_name for row in new_accounts(run)] == ["刘明月"]
    refused_with("unchecked_account", make, office, run, later)
    assert make(office, run, later, checked=[account.pk]).rows == 1
    assert new_accounts(run) == []


def test_a_stale_failed_payment_is_not_made_again_twice(office, run, later):
    file = make(office, run, office.now)
    payments.mark_sent(bank_file=file, actor=office.cashier, now=later)
    stale = file.payments.get(slip__resident__name="刘明月")
    payments.mark_failed(payment=stale, reason="账号已注销", actor=office.cashier, now=later)
    again = payments.pay_again(payment=stale, actor=office.cashier, now=later)
    assert stale.state == "sent"
    refused_with("wrong_state", payments.pay_again, payment=again, actor=office.cashier, now=later)


def test_the_run_says_so(office, run, change):
    change("柳小巧")
    lines = {line.slip.resident.name: line.attention for line in run_lines(run)}
    assert any(said.startswith("收款账户在审批之后换过：") for said in lines["柳小巧"])
    assert not any("审批之后" in said for said in lines["刘明月"])
