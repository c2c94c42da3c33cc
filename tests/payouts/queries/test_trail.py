"""The trail both ways: from a slip to the receipt that paid it, and from a receipt to every slip it reached."""

import datetime as dt
from decimal import Decimal as D

import pytest

from workshops.payouts.queries.trail import trail_of_entry, trail_of_receipt, trail_of_slip


@pytest.fixture
def paid(office, combs):
    """Two residents with 6 and 4 boxes of one delivery; two receipts, of 40 and 40 yuan; both were paid."""
    office.pays("on_pay_day", cap="500")
    office.donated("500")
    entries = [
        office.entry(office.resident(), combs, good, on=dt.date(2026, 11, day)) for good, day in ((6, 2), (4, 3))
    ]
    office.accepted(*entries)
    statement = office.stated(combs.work_order.client)
    received = [office.received(statement, "40"), office.received(statement, "40")]
    run = office.approved()
    office.paid_in_cash(run)
    return entries, received, run, statement


def test_from_a_slip_to_the_receipt(paid, django_assert_num_queries):
    entries, received, run, statement = paid
    slip = run.slips.get(resident=entries[0].resident)
    with django_assert_num_queries(4):
        ((line, trail),) = trail_of_slip(slip)
    (part,) = trail.parts
    assert line.amount == 48
    assert (part.pieces, part.accepted, part.paid_for, part.statement_number) == (6, 6, 6, statement.number)
    assert [(step.receipt_id, step.pieces) for step in part.money] == [(received[0].pk, 5), (received[1].pk, 1)]
    assert trail.undelivered == 0


def test_from_a_receipt_to_every_slip(paid, django_assert_num_queries):
    entries, received, run, _statement = paid
    with django_assert_num_queries(1):
        reached = trail_of_receipt(received[1])
    assert [(row.entry_id, row.pieces, row.earned) for row in reached] == [
        (entries[0].pk, 1, D("8.0000")),
        (entries[1].pk, 4, D("32.0000")),
    ]
    assert {row.run_number for row in reached} == {run.number}
    assert {row.slip_state for row in reached} == {"paid"}
    assert all(row.payment_number.startswith("FK") for row in reached)


def test_from_a_receipt_that_pays_a_claim(office, django_assert_num_queries):
    """Of ten boxes of two people three were rejected for the material and one is short: the oldest first."""
    office.pays("on_pay_day", cap="500")
    office.donated("500")
    of_agreement = {"community": office.community, "claims_material_fault": True}
    agreement = {f"work_order__agreement__{name}": value for name, value in of_agreement.items()}
    combs = office.operation("8", "8", **agreement)
    entries = [office.entry(office.resident(), combs, 5, on=dt.date(2026, 11, day)) for day in (2, 3)]
    office.accepted(*entries, material=3, short=1)
    statement = office.stated(combs.work_order.client)
    claimed = office.received(statement, "32", claims=True)
    run = office.approved()
    with django_assert_num_queries(1):
        reached = trail_of_receipt(claimed)
    assert sum(row.pieces for row in reached) == 4
    assert {row.cause for row in reached} == {"rejected_material", "short"}
    assert {row.run_number for row in reached} == {run.number}
    assert all(row.claimed for row in reached)
    parts = [
        part for _line, trail in trail_of_slip(run.slips.get(resident=entries[1].resident)) for part in trail.parts
    ]
    parts += [
        part for _line, trail in trail_of_slip(run.slips.get(resident=entries[0].resident)) for part in trail.parts
    ]
    assert sum(step.pieces for part in parts for step in part.claims) == 4
    assert {part.claim_open for part in parts} == {0}


def test_as_many_queries_for_fifty(office, combs, django_assert_num_queries):
    office.pays("on_pay_day", cap="5000")
    office.donated("5000")
    resident = office.resident()
    office.accepted(*[office.entry(resident, combs, 1, on=dt.date(2026, 11, day % 24 + 1)) for day in range(50)])
    office.received(office.stated(combs.work_order.client), "400")
    slip = office.approved().slips.get()
    with django_assert_num_queries(4):
        assert len(trail_of_slip(slip)) == 50


def test_work_that_did_not_leave_yet(office, combs):
    trail = trail_of_entry(office.entry(office.resident(), combs, 5))
    assert (trail.parts, trail.undelivered) == ([], 5)


def test_a_correction_leads_to_what_it_corrects(office, combs):
    entry = office.entry(office.resident(), combs, 5)
    (correction,) = office.corrected(entry, good=4)
    office.now += dt.timedelta(minutes=1)
    entry.good = 4
    office.accepted(entry)
    assert trail_of_entry(correction).parts == trail_of_entry(entry).parts != []
