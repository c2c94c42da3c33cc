"""A run takes the same number of statements for one resident and for thirty, and few."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.payouts.office import LAST_DAY
from workshops.payouts.operations import approval, bank_files, payments, reversal, runs
from workshops.payouts.queries.payable import payable_now, waiting
from workshops.payouts.queries.runs import run_flow, run_lines


def counted(act):
    with CaptureQueriesContext(
        connection,
    ) as context:
        result = act()
    return result, [query["sql"] for query in context.captured_queries]


def month(office, people):
    """Draft, hand in, approve, send: how many statements each took."""
    combs = office.operation("8", "8")
    for _ in range(people):
        resident = office.resident(account=True)
        for _ in range(3):
            office.entry(resident, combs, 2)
    took = {}
    _, took["preview"] = counted(lambda: payable_now(office.community, cut_off=LAST_DAY))
    run, took["draft"] = counted(office.drafted)
    _, took["waiting"] = counted(lambda: waiting(office.community, cut_off=LAST_DAY, run=run))
    _, took["flow"] = counted(lambda: run_flow(run))
    _, took["lines"] = counted(lambda: run_lines(run))
    common = {"now": office.now}
    run, took["submit"] = counted(lambda: runs.submit_run(run=run, actor=office.social_worker, **common))
    run, took["approve"] = counted(lambda: approval.approve_run(run=run, actor=office.approver, **common))
    file, took["file"] = counted(lambda: bank_files.make_bank_file(run=run, actor=office.cashier, **common))
    sent, took["send"] = counted(lambda: payments.mark_sent(bank_file=file, actor=office.cashier, **common))
    keys = [payment.pk for payment in sent]
    _, took["done"] = counted(lambda: payments.mark_done(run=run, payments=keys, actor=office.cashier, **common))
    for _ in range(people):
        office.entry(office.resident(), combs, 2)
    other = office.approved()
    _, took["reverse"] = counted(lambda: reversal.reverse_run(run=other, reason="错了", actor=office.staff, **common))
    return took


@pytest.fixture
def rich(office):
    office.pays("on_pay_day", cap="90000")
    office.donated("90000")
    return office


def test_as_many_statements_for_thirty_as_for_one(rich):
    one, thirty = month(rich, 1), month(rich, 30)
    for act, statements in thirty.items():
        first = [sql for sql in one[act] if "payouts_account" not in sql]
        then = [sql for sql in statements if "payouts_account" not in sql]
        assert len(then) == len(first), f"{act}: {len(first)} → {len(then)}\n" + "\n".join(then)


def test_a_run_for_good_takes_few_statements(rich):
    took = month(rich, 5)
    statements = [sql for act in ("draft", "submit", "approve") for sql in took[act] if "SAVEPOINT" not in sql]
    assert len(statements) <= 20, "\n".join(statements)
    assert len(took["preview"]) == len(took["waiting"]) == 3  # the law's amounts of the day, then the chain
    assert len(took["lines"]) <= 6 and len(took["flow"]) <= 6
