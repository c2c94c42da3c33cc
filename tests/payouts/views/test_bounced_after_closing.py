"""Pay that the bank sends back after its run was wound up waits for somebody until it has arrived."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.payouts.views.pages import at, page
from workshops.payouts.operations import bank_files, closing, payments

WAITS = "已办结的发放里还有 <b>1</b> 人没拿到钱"
MARK = "还有 1 人没拿到"
ROLES = ("cashier", "staff", "social_worker")


@pytest.fixture
def closed(office, combs):
    """A run of one person, paid to her account and wound up."""
    office.pays("on_pay_day", cap="100000")
    office.donated("20000")
    office.entry(office.resident(name="刘明月", account=True), combs, 13)
    run = office.approved()
    office.sent(run)
    keys = run.slips.values_list("payments", flat=True)
    payments.mark_done(run=run, payments=list(keys), actor=office.cashier, now=office.now)
    return closing.close_run(run=run, actor=office.cashier, now=office.now)


def bounced(office, run):
    payment = run.slips.get().payments.get()
    return payments.mark_failed(
        payment=payment, reason="账号不对", actor=office.cashier, now=office.now + dt.timedelta(days=1)
    )


def told(desks) -> set[str]:
    return {role for role in (*ROLES, "approver", "leader") if WAITS in page(desks[role], "/liuhe/")}


def test_nothing_waits_while_all_of_it_arrived(desks, closed):
    assert told(desks) == set()
    assert closed.number not in page(desks["cashier"], "/liuhe/")
    assert "没拿到" not in page(desks["cashier"], at("runs"))


def test_it_waits_for_whoever_can_act_until_it_arrives(desks, office, closed):
    """Refused, made again, in a new file, sent: all that time she has no money."""
    payment = bounced(office, closed)
    steps = [
        lambda: None,
        lambda: payments.pay_again(payment=payment, actor=office.cashier, now=office.now),
        lambda: bank_files.make_bank_file(run=closed, profile=None, actor=office.cashier, now=office.now),
        lambda: payments.mark_sent(bank_file=closed.bank_files.latest("pk"), actor=office.cashier, now=office.now),
    ]
    for place, act in enumerate(steps):
        act()
        assert told(desks) == set(ROLES), place
        assert closed.number in page(desks["cashier"], "/liuhe/").split('id="runs"')[1], place
        assert MARK in page(desks["staff"], at("runs")), place
    last = closed.slips.get().payments.latest("attempt")
    payments.mark_done(run=closed, payments=[last.pk], actor=office.cashier, now=office.now)
    assert told(desks) == set()
    assert closed.number not in page(desks["cashier"], "/liuhe/")
    assert "没拿到" not in page(desks["staff"], at("runs"))


def test_it_costs_home_no_more_queries(desks, office, closed):
    page(desks["cashier"], "/liuhe/")
    with CaptureQueriesContext(connection) as before:
        page(desks["cashier"], "/liuhe/")
    bounced(office, closed)
    with CaptureQueriesContext(connection) as after:
        page(desks["cashier"], "/liuhe/")
    assert len(after) == len(before)
