"""The worked ledger: 120 boxes at 8, client price 8; 114 accepted, 4 rejected for material, 2 for the worker."""

from decimal import Decimal as D

import pytest

from workshops.payouts.operations.fronting import give_up_front
from workshops.payouts.operations.receipts import give_up_claim


def boxes(office, operation):
    """Twelve residents made ten boxes each; the client judged them."""
    entries = [office.entry(office.resident(), operation, 10) for _ in range(12)]
    office.accepted(*entries, material=4, worker=2, named=entries[-1])
    return operation.work_order


def of_order(office, order):
    return {kind: office.at(kind, work_order=order) for kind in ("fee", "claim_fee", "cost", "fronted", "due_to_fund")}


def test_traced(office):
    office.pays("on_pay_day", cap="5000")
    office.donated("3000")
    order = boxes(office, office.traced("8", "8"))
    run = office.approved()
    assert sum(slip.gross for slip in run.slips.all()) == D("944.00")
    assert of_order(office, order)["fronted"] == D("944.00")

    statement = office.stated(order.client)
    assert (statement.fees, statement.claims) == (D("912.00"), D("32.00"))
    office.received(statement, "912")
    assert of_order(office, order) == {
        "fee": D(912),
        "claim_fee": D(32),
        "cost": D(944),
        "fronted": D(32),
        "due_to_fund": D(32),
    }
    assert office.at("claim") == 32
    assert office.at("receivable") == 0
    assert office.at("unmatched") == 0


def test_guaranteed(office, combs):
    office.pays("on_pay_day", cap="5000")
    office.donated("3000")
    order = boxes(office, combs)
    run = office.approved()
    assert sum(slip.gross for slip in run.slips.all()) == D("960.00")
    statement = office.stated(order.client)
    assert (statement.fees, statement.claims) == (D("912.00"), D("32.00"))
    office.received(statement, "912")
    found = of_order(office, order)
    assert found["fee"] + found["claim_fee"] - found["cost"] == -16
    assert found["fronted"] == 48


def test_the_rest_is_written_off(office, combs):
    office.pays("on_pay_day", cap="5000")
    office.donated("3000")
    order = boxes(office, combs)
    office.approved()
    statement = office.stated(order.client)
    office.received(statement, "912")
    give_up_claim(statement=statement, reason="企业不认", actor=office.approver, now=office.now)
    give_up_front(work_order=order, amount=D(48), reason="收不回", actor=office.approver, now=office.now)
    found = of_order(office, order)
    assert (found["fronted"], found["claim_fee"], office.at("claim")) == (0, 0, 0)
    assert office.at("fund") == 3000 - 48
    assert office.at("borne", work_order=order) == 48


@pytest.mark.parametrize("moment", ["on_receipt", "on_acceptance"])
def test_an_empty_fund_fronts_nothing(office, combs, moment):
    office.pays(moment, cap="5000")
    order = boxes(office, combs)
    statement = office.stated(order.client)
    office.received(statement, "912")
    run = office.approved()
    assert sum(slip.gross for slip in run.slips.all()) <= D("912.00")
    assert office.at("fronted") == 0
