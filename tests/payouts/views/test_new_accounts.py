"""Before the bank file, the cashier is told whose account is younger than the approval, and ticks that she asked."""

import datetime as dt

import pytest

from residents.operations.accounts import change_account
from tests.payouts.views.pages import at, page, write
from workshops.payouts.enums import RunState
from workshops.payouts.models import BankFile, PayRun


@pytest.fixture
def changed(office, desks, worked):
    """Approved; afterwards the account of 刘明月 was changed."""
    run = office.approved()
    later = office.now + dt.timedelta(minutes=1)
    terms = {"bank": "建设银行", "number": "6217000010001234567"}
    return run, change_account(resident=worked[1], **terms, actor=office.social_worker, now=later)


def test_the_page_of_the_run_says_whose_and_who(office, desks, changed):
    run, _account = changed
    text = page(desks["cashier"], at("run", run.pk))
    assert "收款账户在审批之后换过" in text and office.social_worker.name in text


def test_the_file_waits_for_the_tick(desks, changed):
    run, account = changed
    text = page(desks["cashier"], at("run_file", run.pk))
    assert "刘明月" in text and "4567" in text and "6217000010001234567" not in text
    refused = write(desks["cashier"], at("run_file", run.pk))
    assert refused.status_code == 200 and "请先问过本人" in refused.content.decode()
    assert not BankFile.objects.exists()
    assert write(desks["cashier"], at("run_file", run.pk), checked=[account.pk]).status_code == 302
    assert BankFile.objects.get().rows == 1


def test_without_a_change_there_is_nothing_to_tick(desks, office, worked):
    run = office.approved()
    assert "审批之后" not in page(desks["cashier"], at("run_file", run.pk))
    assert write(desks["cashier"], at("run_file", run.pk)).status_code == 302


def test_a_run_gets_a_new_pay_day(desks, office, worked):
    run = office.approved()
    button = at("run_postpone", run.pk)
    assert button in page(desks["staff"], at("run", run.pk))
    assert button not in page(desks["approver"], at("run", run.pk))
    assert "冲销" in page(desks["staff"], button)
    late = write(desks["staff"], button, pay_date="2026-11-01", reason="过月了")
    assert late.status_code == 200 and "不能" in late.content.decode()
    assert write(desks["staff"], button, pay_date="2026-12-15", reason="过月了").status_code == 302
    again = PayRun.objects.latest("pk")
    run.refresh_from_db()
    assert (run.state, again.state, str(again.pay_date)) == (RunState.REVERSED, RunState.DRAFT, "2026-12-15")
