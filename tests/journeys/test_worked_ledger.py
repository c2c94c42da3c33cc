"""The worked ledger from order to receipt: 120 boxes at 8, client price 8; 114 accepted, 4 rejected for the
material's fault, 2 for the worker's; pay day the 15th, the client pays on the 28th."""

import datetime as dt
from decimal import Decimal as D

import pytest

from tests.payouts.books import books_are_clean
from workshops.enums import IssueState, RejectPolicy
from workshops.models import Issue
from workshops.operations.entries import report_lost
from workshops.operations.orders import close_order
from workshops.payouts.enums import RunState, SlipState, StatementState
from workshops.payouts.operations.fronting import give_up_front
from workshops.payouts.operations.orders import settle_order
from workshops.payouts.operations.receipts import give_up_claim
from workshops.payouts.queries.orders import order_money
from workshops.payouts.queries.trail import trail_of_receipt, trail_of_slip

PAY_DAY, PAID_ON = dt.date(2026, 11, 15), dt.date(2026, 11, 28)
MAKERS = ("赵青梅", "钱美玲", "孙玉兰")


class Case:
    """The case up to pay day: 40 boxes by each of three residents, delivered and judged, approved and paid out."""

    def __init__(self, works, policy):
        self.works = works
        works.pays("on_pay_day", cap="5000")
        works.donated("3000")
        self.boxes = works.operation("8", "8", policy=policy)
        self.order = self.boxes.work_order
        self.makers = [works.resident(MAKERS[0], account="6200000000000005"), *map(works.resident, MAKERS[1:])]
        slips = [works.takes(maker, self.boxes, 40) for maker in self.makers]
        works.clock.on(dt.date(2026, 11, 9))
        for slip in slips:
            works.hands_in(slip, good=40)
        delivery = works.delivers(self.boxes, 120)
        works.clock.on(dt.date(2026, 11, 12))
        works.accepts(delivery, 114, material=4, worker=2, maker=self.makers[0])
        self.statement = works.states(self.order.client)
        works.clock.on(PAY_DAY)
        self.run = works.prepares(pay_date=PAY_DAY, cut_off=dt.date(2026, 11, 14))

    def paid_out(self) -> None:
        """One by the bank, two in cash; each says that it arrived."""
        self.works.transfers(self.run)
        for maker in self.makers[1:]:
            self.works.counts_out(self.run, maker)
        for slip in self.run.slips.order_by("pk"):
            self.works.card(slip.resident)
            slip.refresh_from_db()
            self.works.says(slip, "received")
        self.works.closes(self.run)

    def client_pays(self):
        self.works.clock.on(PAID_ON)
        return self.works.receives(self.statement, "912")

    def of_order(self) -> dict[str, D]:
        kinds = ("fee", "claim_fee", "cost", "fronted", "due_to_fund")
        return {kind: self.works.at(kind, work_order=self.order) for kind in kinds}


@pytest.fixture
def traced(works):
    return Case(works, RejectPolicy.TRACED)


@pytest.fixture
def guaranteed(works):
    return Case(works, RejectPolicy.GUARANTEED)


@pytest.mark.parametrize("policy", RejectPolicy.values)
def test_what_the_client_owes_is_the_same_under_both_policies(works, policy):
    statement = Case(works, policy).statement
    assert (statement.fees, statement.claims) == (D("912.00"), D("32.00"))


def test_traced_owes_118_boxes_and_two_are_held_again(traced):
    grosses = traced.run.slips.order_by("pk").values_list("resident__name", "gross")
    assert dict(grosses) == {"赵青梅": D("304.00"), "钱美玲": D("320.00"), "孙玉兰": D("320.00")}
    slip = Issue.objects.with_held().get(resident=traced.makers[0])
    assert (slip.held, slip.state) == (2, IssueState.OPEN)


def test_traced_the_fund_fronts_944_and_gets_912_back(works, traced):
    assert works.at("fronted") == D("944.00")
    traced.paid_out()
    assert works.at("payable") == 0
    assert works.at("fronted") == D("944.00")
    traced.client_pays()
    assert traced.of_order() == {
        "fee": D(912),
        "claim_fee": D(32),
        "cost": D(944),
        "fronted": D(32),
        "due_to_fund": D(32),
    }
    assert (works.at("claim"), works.at("receivable"), works.at("unmatched")) == (32, 0, 0)
    assert works.at("fund") == 3000
    assert books_are_clean(works.community)


def test_traced_nothing_stays_open_when_the_claim_is_paid(works, traced):
    traced.paid_out()
    traced.client_pays()
    works.receives(traced.statement, "32", claims=True)
    assert (works.at("claim"), works.at("fronted"), works.at("due_to_fund")) == (0, 0, 0)
    assert books_are_clean(works.community)


def test_traced_the_mended_boxes_are_paid_in_the_next_run(works, traced):
    traced.paid_out()
    traced.client_pays()
    slip = Issue.objects.get(resident=traced.makers[0], operation=traced.boxes)
    works.hands_in(slip, good=2)
    works.accepts(works.delivers(traced.boxes, 2), 2)
    second = works.prepares(pay_date=dt.date(2026, 12, 15), cut_off=dt.date(2026, 11, 30))
    assert [line.amount for line in second.slips.get().lines.all()] == [D(16)]
    statement = works.states(traced.order.client)
    assert (statement.fees, statement.claims) == (D("16.00"), D("0.00"))
    assert books_are_clean(works.community)


def test_guaranteed_owes_all_120_and_16_is_the_communitys(works, guaranteed):
    assert {slip.gross for slip in guaranteed.run.slips.all()} == {D("320.00")}
    guaranteed.paid_out()
    guaranteed.client_pays()
    found = guaranteed.of_order()
    assert (found["fee"], found["claim_fee"], found["cost"]) == (912, 32, 960)
    assert found["fee"] + found["claim_fee"] - found["cost"] == -16
    assert found["fronted"] == found["due_to_fund"] == 32 + 16
    assert works.at("claim") == 32
    assert books_are_clean(works.community)


@pytest.mark.parametrize(("policy", "front", "result"), [("traced", D(32), D(-32)), ("guaranteed", D(48), D(-48))])
def test_a_closed_order_leaves_nothing_unexplained(works, policy, front, result):
    case = Case(works, policy)
    case.paid_out()
    case.client_pays()
    give_up_claim(statement=case.statement, reason="企业不认", **works.by("approver"))
    give_up_front(work_order=case.order, amount=front, reason="收不回", **works.by("approver"))
    if policy == "traced":
        slip = Issue.objects.get(resident=case.makers[0], operation=case.boxes)
        report_lost(issue=slip, pieces=2, reason="修不好", **works.by("staff"))
    close_order(work_order=case.order, **works.by("staff"))
    settle_order(work_order=case.order, **works.by("staff"))
    assert {kind: works.at(kind) for kind in ("claim", "receivable", "fronted", "due_to_fund", "payable")} == {
        "claim": 0,
        "receivable": 0,
        "fronted": 0,
        "due_to_fund": 0,
        "payable": 0,
    }
    assert works.at("fund") == 3000 - front
    assert books_are_clean(works.community)


def test_every_state_has_come_to_its_end(guaranteed):
    guaranteed.paid_out()
    guaranteed.client_pays()
    guaranteed.run.refresh_from_db()
    guaranteed.statement.refresh_from_db()
    assert guaranteed.run.state == RunState.CLOSED
    assert set(guaranteed.run.slips.values_list("state", flat=True)) == {SlipState.CONFIRMED}
    assert guaranteed.statement.state in (StatementState.ISSUED, StatementState.SETTLED)


def test_the_trail_leads_from_the_clients_yuan_to_each_pocket_and_back(guaranteed):
    guaranteed.paid_out()
    receipt = guaranteed.client_pays()
    reached = trail_of_receipt(receipt)
    assert sum(row.pieces for row in reached) == 114
    assert sum(row.earned for row in reached) == receipt.amount == D("912.00")
    assert {row.resident_name for row in reached} == set(MAKERS)
    assert {row.slip_number for row in reached} == set(guaranteed.run.slips.values_list("number", flat=True))
    for slip in guaranteed.run.slips.order_by("pk"):
        for line, trail in trail_of_slip(slip):
            assert line.amount == 320
            assert [part.delivery_number for part in trail.parts] == [reached[0].delivery_number]
            assert {step.receipt_id for part in trail.parts for step in part.money} == {receipt.pk}


def test_the_order_page_shows_the_loss(guaranteed):
    guaranteed.paid_out()
    guaranteed.client_pays()
    assert order_money(guaranteed.order).result == -16
