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


def test_her_slip_says_that_it_came_back_and_leads_on(desks, office, closed):
    payment = bounced(office, closed)
    slip, again = at("slip", payment.slip_id), at("payment_again", payment.pk)
    text = page(desks["cashier"], slip)
    assert "银行把钱退回来了：账号不对" in text and "结束时没发" not in text
    assert text.count(again) == 2  # beside the sentence, and in the list of tries
    assert again not in page(desks["staff"], slip)
    payments.pay_again(payment=payment, actor=office.cashier, now=office.now + dt.timedelta(days=2))
    assert "银行把钱退回来了" not in page(desks["cashier"], slip)


def test_the_page_of_the_run_says_how_to_go_on(desks, office, closed):
    payment = bounced(office, closed)
    run, said = at("run", closed.pk), "1 笔没付成，请点那个人的“明细”，再付一次。"
    assert said in page(desks["cashier"], run)
    assert said not in page(desks["staff"], run) and "等出纳来付款" in page(desks["staff"], run)
    payments.pay_again(payment=payment, actor=office.cashier, now=office.now)
    text = page(desks["cashier"], run)
    assert said not in text and at("run_file", closed.pk) in text
    bank_files.make_bank_file(run=closed, profile=None, actor=office.cashier, now=office.now)
    assert "还没交银行" in page(desks["staff"], run)


@pytest.mark.parametrize("wound_up", [False, True], ids=["being paid", "closed"])
def test_who_was_not_paid_in_the_month_of_her_tax_is_to_be_reversed(office, combs, client_of, clock, wound_up):
    """Neither a file nor cash is offered that would be refused; who can go on reads how."""
    office.pays("on_pay_day", cap="100000")
    office.donated("20000")
    for name in ("刘明月", "孙小荷"):
        office.entry(office.resident(name=name, account=name == "刘明月"), combs, 13)
    run = office.approved()
    paid, left = run.slips.get(method="cash"), run.slips.get(method="bank")
    payments.pay_cash(run=run, slips=[paid.pk], actor=office.cashier, now=office.now)
    if wound_up:
        closing.close_run(run=run, left_due={left.pk: "没来领"}, actor=office.cashier, now=office.now)
    said = "1 人的钱没在 2026-11 发出去，不能再发了。"
    text = page(client_of(office.cashier), at("run", run.pk))
    assert said not in text and at("run_file", run.pk) in text
    clock.forward(days=12)
    for who in (office.cashier, office.staff):
        text = page(client_of(who), at("run", run.pk))
        assert said in text and at("run_file", run.pk) not in text
    assert (at("run_close", run.pk) in page(client_of(office.cashier), at("run", run.pk))) is not wound_up
