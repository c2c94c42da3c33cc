"""What each step of the trail comes to in yuan, and the way of pieces that were bad when they were handed in."""

import datetime as dt
from decimal import Decimal as D

import pytest

from workshops.payouts.enums import StatementLineKind
from workshops.payouts.operations.receipts import give_up_claim
from workshops.payouts.queries.trail import trail_of_entry, trail_of_receipt, trail_of_slip

CLAIMING = {"work_order__agreement__claims_material_fault": True, "work_order__agreement__pays_material_fault": True}


@pytest.fixture
def combs(office):
    """The client pays 10, the resident gets 8; bad material is claimed, and paid all the same."""
    office.pays("on_pay_day", cap="5000")
    office.donated("5000")
    return office.operation("10", "8", work_order__agreement__community=office.community, **CLAIMING)


@pytest.fixture
def spoilt(office, combs):
    """Two people with good boxes, and two and three that the material spoilt (older first)."""
    return [
        office.entry(office.resident(), combs, 5, on=dt.date(2026, 11, day), material_fault=bad, paid_faulty=bad)
        for day, bad in ((2, 2), (3, 3))
    ]


def test_each_step_in_yuan(office, combs):
    entry = office.entry(office.resident(), combs, 6)
    office.accepted(entry, material=1)
    statement = office.stated(combs.work_order.client)
    receipt = office.received(statement, "50")
    trail = trail_of_entry(entry)
    (part,) = trail.parts
    assert (part.delivered_amount, part.accepted_amount, part.claim_open_amount) == (60, 50, 10)
    assert [(step.receipt_id, step.amount) for step in part.money] == [(receipt.pk, 50)]
    assert trail.margin == 2
    assert [row.paid for row in trail_of_receipt(receipt)] == [50]


def test_a_piece_of_several_operations_has_no_margin_of_its_own(office, combs):
    resident = office.resident()
    step = office.operation("0", "1", work_order=combs.work_order)
    entries = [office.entry(resident, combs, 4), office.entry(resident, step, 4)]
    office.judge(office.delivered(*entries))
    receipt = office.received(office.stated(combs.work_order.client), "40")
    trails = [trail_of_entry(entry) for entry in entries]
    assert [(trail.margin, trail.parts[0].steps) for trail in trails] == [(None, 2), (None, 2)]
    assert len(trail_of_receipt(receipt)) == 2
    assert sum(row.paid for row in trail_of_receipt(receipt)) == 40


def test_from_bad_material_at_hand_in_to_the_receipt_and_back(office, combs, spoilt, django_assert_num_queries):
    office.accepted(*spoilt)
    statement = office.stated(combs.work_order.client)
    claim = statement.lines.get(kind=StatementLineKind.CLAIM)
    assert (claim.pieces, claim.delivery_line_id) == (5, None)
    receipt = office.received(statement, "30", claims=True)
    run = office.approved()
    slip = run.slips.get(resident=spoilt[1].resident_id)
    with django_assert_num_queries(4):
        ((line, trail),) = trail_of_slip(slip)
    assert line.amount == 64
    assert [(one.pieces, one.amount, one.statement_number) for one in trail.stated] == [(3, 30, statement.number)]
    assert [(one.receipt_id, one.pieces, one.amount) for one in trail.spoilt] == [(receipt.pk, 1, 10)]
    with django_assert_num_queries(1):
        reached = trail_of_receipt(receipt)
    assert [(row.entry_id, row.pieces, row.earned, row.paid) for row in reached] == [
        (spoilt[0].pk, 2, 16, 20),
        (spoilt[1].pk, 1, 8, 10),
    ]
    assert {row.delivery_id for row in reached} == {None}
    assert {row.run_number for row in reached} == {run.number}
    assert {row.claimed for row in reached} == {claim.get_cause_display()}


def test_unpaid_bad_material_earns_nothing_and_reaches_its_entry(office):
    office.pays("on_pay_day", cap="5000")
    office.donated("5000")
    only_claiming = {"work_order__agreement__claims_material_fault": True}
    combs = office.operation("10", "8", work_order__agreement__community=office.community, **only_claiming)
    entry = office.entry(office.resident(), combs, 5, material_fault=2)
    office.accepted(entry)
    receipt = office.received(office.stated(combs.work_order.client), "20", claims=True)
    ((pieces, earned, paid),) = [(row.pieces, row.earned, row.paid) for row in trail_of_receipt(receipt)]
    assert (pieces, earned, paid) == (2, 0, 20)


def test_the_next_claim_goes_on_where_the_last_one_ended(office, combs, spoilt):
    office.accepted(*spoilt)
    first = office.stated(combs.work_order.client)
    later = office.entry(office.resident(), combs, 1, on=dt.date(2026, 11, 4), material_fault=4, paid_faulty=4)
    office.accepted(later)
    second = office.stated(combs.work_order.client)
    give_up_claim(statement=second, reason="企业不认", actor=office.approver, now=office.now, amount=D(40))
    trails = [trail_of_entry(entry) for entry in (*spoilt, later)]
    assert [[(one.statement_number, one.pieces) for one in trail.stated] for trail in trails] == [
        [(first.number, 2)],
        [(first.number, 3)],
        [(second.number, 4)],
    ]
    assert [[(one.kind, one.pieces) for one in trail.spoilt] for trail in trails] == [[], [], [("given_up", 4)]]


def test_a_correction_moves_the_stretches(office, combs, spoilt):
    office.accepted(*spoilt)
    office.corrected(spoilt[0], material_fault=1)
    office.stated(combs.work_order.client)
    trails = [trail_of_entry(entry) for entry in spoilt]
    assert [[one.pieces for one in trail.stated] for trail in trails] == [[1], [3]]
