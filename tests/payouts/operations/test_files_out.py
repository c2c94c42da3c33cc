"""A file that the bank may have: nothing of it is reversed or postponed, and none is made outside its pay month."""

import datetime as dt

import pytest

from tests.payouts.books import books_are_clean
from tests.payouts.refusals import refusal, refused_with
from workshops.payouts.operations import bank_files, closing, payments, postponing, reversal
from workshops.payouts.queries.bank_files import files_of, is_taken_back

pytestmark = pytest.mark.django_db
NEXT_MONTH = dt.date(2026, 12, 15)
DECEMBER = dt.datetime(2026, 12, 2, 9, tzinfo=dt.UTC)


@pytest.fixture
def third(office):
    """Somebody who neither prepared nor approved it, and why she takes it back."""
    return {"reason": "发放日写错了", "actor": office.staff, "now": office.now}


@pytest.fixture
def run(office, earned):
    """Approved; the first of two is paid through the bank."""
    return office.approved()


@pytest.fixture
def file(run, by_cashier):
    return bank_files.make_bank_file(run=run, **by_cashier)


@pytest.fixture
def slip(run, file):
    return run.slips.get(payments__bank_file=file)


def test_a_run_is_not_reversed_while_its_file_is_out(office, run, file, third, by_cashier):
    said = refused_with("file_out", reversal.reverse_run, run=run, **third)
    assert file.name in said and "撤回" in said and "已交银行" in said
    bank_files.withdraw_file(bank_file=file, reason="银行没有拿到", **by_cashier)
    assert reversal.reverse_run(run=run, **third).state == "reversed"
    assert books_are_clean(office.community)


def test_nor_a_slip_that_stands_in_it(office, run, file, slip, third, by_cashier):
    assert file.name in refused_with("file_out", reversal.reverse_slip, slip=slip, **third)
    other = run.slips.exclude(pk=slip.pk).get()
    assert reversal.reverse_slip(slip=other, **third).state == "reversed"  # she is in no file
    bank_files.withdraw_file(bank_file=file, reason="银行没有拿到", **by_cashier)
    assert reversal.reverse_slip(slip=slip, **third).state == "reversed"
    assert books_are_clean(office.community)


def test_nor_does_it_get_a_new_pay_day(office, run, file, third, by_cashier):
    late = {**third, "pay_date": NEXT_MONTH, "now": DECEMBER}
    assert file.name in refused_with("file_out", postponing.postpone_run, run=run, **late)
    bank_files.withdraw_file(bank_file=file, reason="银行没有拿到", **by_cashier)
    assert postponing.postpone_run(run=run, **late).pay_date == NEXT_MONTH
    assert books_are_clean(office.community)


def test_what_the_bank_refused_is_out_no_longer(office, run, file, slip, third, by_cashier):
    payments.mark_sent(bank_file=file, **by_cashier)
    assert refusal(reversal.reverse_slip, slip=slip, **third) == "already_sent"
    failed = payments.mark_failed(payment=file.payments.get(), reason="户名不符", **by_cashier)
    payments.pay_again(payment=failed, **by_cashier)  # in no file yet
    assert reversal.reverse_slip(slip=slip, **third).state == "reversed"
    assert books_are_clean(office.community)


def test_a_file_is_known_to_be_taken_back(run, file, by_cashier):
    assert not is_taken_back(file)
    bank_files.withdraw_file(bank_file=file, reason="模板选错了", **by_cashier)
    again = bank_files.make_bank_file(run=run, **by_cashier)
    assert is_taken_back(file) and not is_taken_back(again)
    assert [row.voided for row in files_of(run)] == [1, 0]


def test_no_file_is_made_before_the_month_of_its_tax(office, earned, by_cashier):
    run = office.approved(pay_date=NEXT_MONTH)
    said = refused_with("other_month", bank_files.make_bank_file, run=run, **by_cashier)
    assert "2026-12" in said and "2026-11" in said and "等到" in said and "改发放日" in said
    assert not run.bank_files.exists()
    assert bank_files.make_bank_file(run=run, **{**by_cashier, "now": DECEMBER}).rows == 1


def test_nor_after_it(office, run, by_cashier):
    said = refused_with("other_month", bank_files.make_bank_file, run=run, **{**by_cashier, "now": DECEMBER})
    assert "改发放日" in said and "等到" not in said
    assert not run.bank_files.exists()


def test_nor_is_a_run_closed_while_its_file_is_out(office, run, file, slip, by_cashier):
    other = run.slips.exclude(pk=slip.pk).get()
    payments.pay_cash(run=run, slips=[other.pk], **by_cashier)
    left = {slip.pk: "银行没有拿到"}
    assert file.name in refused_with("file_out", closing.close_run, run=run, left_due=left, **by_cashier)
    bank_files.withdraw_file(bank_file=file, reason="银行没有拿到", **by_cashier)
    assert closing.close_run(run=run, left_due=left, **by_cashier).state == "closed"
