"""Pay that is tried more than once: through the next file, to the account of that day, or another way after all."""

import datetime as dt

import pytest

from residents.operations.accounts import change_account, end_account
from tests.payouts.books import books_are_clean
from tests.payouts.refusals import refused_with
from workshops.payouts.operations import bank_files, payments, reversal, slips
from workshops.payouts.queries.run_people import waiting_for

pytestmark = pytest.mark.django_db
OTHER = "6217000010001234567"


@pytest.fixture
def run(office, earned):
    """Approved; the first of two is paid through the bank."""
    return office.approved()


@pytest.fixture
def slip(run):
    return run.slips.get(method="bank")


@pytest.fixture
def failed(office, run, slip, by_cashier):
    """The bank refused her money."""
    office.sent(run)
    return payments.mark_failed(payment=slip.payments.get(), reason="账号已注销", **by_cashier)


@pytest.fixture
def again(failed, by_cashier):
    """Made again, and in no file yet."""
    return payments.pay_again(payment=failed, **by_cashier)


@pytest.fixture
def later(office):
    return {"actor": office.social_worker, "now": office.now + dt.timedelta(hours=3)}


def states(slip) -> list[str]:
    return list(slip.payments.order_by("attempt").values_list("state", flat=True))


def test_a_second_try_whose_file_was_taken_back_comes_into_the_next(office, run, slip, again, by_cashier):
    file = bank_files.make_bank_file(run=run, **by_cashier)
    bank_files.withdraw_file(bank_file=file, reason="模板选错了", **by_cashier)
    assert waiting_for(run).to_bank == 1
    file = bank_files.make_bank_file(run=run, **by_cashier)
    assert states(slip) == ["failed", "voided", "ready"]
    payments.mark_sent(bank_file=file, **by_cashier)
    payments.mark_done(run=run, payments=[file.payments.get().pk], **by_cashier)
    slip.refresh_from_db()
    assert slip.state == "paid"
    assert books_are_clean(office.community)


def test_what_the_bank_refused_waits_until_it_is_made_again(run, failed, by_cashier):
    assert waiting_for(run).to_bank == 0
    refused_with("nobody", bank_files.make_bank_file, run=run, **by_cashier)


def test_a_try_in_no_file_goes_to_the_account_of_the_day_of_its_file(office, run, slip, again, later, by_cashier):
    account = change_account(resident=slip.resident, bank="建设银行", number=OTHER, **later)
    made = {"run": run, "actor": office.cashier, "now": office.now + dt.timedelta(hours=4)}
    assert slip.resident.name in refused_with("unchecked_account", bank_files.make_bank_file, **made)
    file = bank_files.make_bank_file(checked=[account.pk], **made)
    assert file.payments.get().last4 == "4567"
    assert states(slip) == ["failed", "voided", "ready"]
    assert books_are_clean(office.community)


def test_nobody_enters_her_own_account_between_the_try_and_the_file(office, run, slip, again, later):
    later["actor"] = office.cashier
    account = change_account(resident=slip.resident, bank="建设银行", number=OTHER, **later)
    later["now"] += dt.timedelta(hours=1)
    refused_with("own_account", bank_files.make_bank_file, run=run, checked=[account.pk], **later)
    assert states(slip) == ["failed", "ready"]


def test_a_try_in_no_file_is_held_back(office, slip, again, later):
    slips.hold_slip(slip=slip, reason="等她换卡", **later)
    assert states(slip) == ["failed", "voided"]
    assert books_are_clean(office.community)


def test_or_paid_in_cash_after_all(office, run, slip, again, later, by_cashier):
    end_account(resident=slip.resident, **later)
    slips.set_method(slip=slip, method="cash", **later)
    payments.pay_cash(run=run, slips=[slip.pk], **by_cashier)
    assert states(slip) == ["failed", "voided", "done"]
    assert books_are_clean(office.community)


def test_or_reversed(office, slip, again, by_staff):
    assert reversal.reverse_slip(slip=slip, reason="不再来了", **by_staff).state == "reversed"
    assert states(slip) == ["failed", "voided"]
    assert books_are_clean(office.community)


def test_cash_that_was_ticked_by_mistake_never_went_out(office, run, by_cashier):
    """So it is paid in the month of its tax only; what a bank refused may be paid in any."""
    slip = run.slips.get(method="cash")
    [ticked] = payments.pay_cash(run=run, slips=[slip.pk], **by_cashier)
    payments.mark_failed(payment=ticked, reason="勾错了人", **by_cashier)
    december = {"actor": office.cashier, "now": dt.datetime(2026, 12, 2, 9, tzinfo=dt.UTC)}
    refused_with("other_month", payments.pay_cash, run=run, slips=[slip.pk], **december)
    payments.pay_cash(run=run, slips=[slip.pk], **by_cashier)
    assert books_are_clean(office.community)


def test_but_not_while_a_file_holds_it(run, slip, again, later, by_cashier):
    bank_files.make_bank_file(run=run, **by_cashier)
    refused_with("on_its_way", slips.hold_slip, slip=slip, reason="等她换卡", **later)
    refused_with("on_its_way", slips.set_method, slip=slip, method="cash", **later)
    assert states(slip) == ["failed", "ready"]
