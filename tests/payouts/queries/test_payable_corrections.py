"""Corrections of paid work: taken whole, the oldest first, down to the floor."""

import datetime as dt
from decimal import Decimal as D

import pytest

from residents.models import PolicyParameter
from tests.payouts.books import books_are_clean
from tests.payouts.queries.payable import payable, reasons
from workshops.payouts.enums import WaitReason
from workshops.payouts.operations.corrections import bear_correction


@pytest.fixture
def paid(office, combs):
    """Somebody whose 40 boxes were paid: 320 yuan."""
    office.pays("on_pay_day", cap="5000")
    office.donated("5000")
    entry = office.entry(office.resident(), combs, 40)
    office.paid_in_cash(office.approved())
    return entry


def test_corrections_are_taken_whole_oldest_first_down_to_the_floor(office, combs, paid):
    office.corrected(paid, good=38)
    office.now += dt.timedelta(minutes=1)
    (waits,) = office.corrected(paid, good=37)
    office.entry(paid.resident, combs, 10)
    assert payable(office) == {paid.resident_id: 80 - 16}
    run = office.drafted()
    assert reasons(office, run=run) == {(paid.resident_id, WaitReason.CORRECTION): D("-8.0000")}
    bear_correction(entry=waits, reason="数错了，社区承担", actor=office.approver, now=office.now)
    assert reasons(office, run=run) == {}
    assert books_are_clean(office.community)


def test_a_correction_waits_without_work(office, combs, paid):
    office.corrected(paid, good=39)
    assert payable(office) == {}
    assert reasons(office) == {(paid.resident_id, WaitReason.CORRECTION): -8}


def test_the_floor_is_a_parameter(office, combs, paid):
    PolicyParameter.objects.create(
        community=office.community,
        key="pay.correction_floor",
        value=0,
        starts_on=dt.date(2026, 1, 1),
        source="居委会决定",
    )
    office.corrected(paid, good=30)
    office.entry(paid.resident, combs, 10)
    assert reasons(office) == {(paid.resident_id, WaitReason.UNDER_A_FEN): 0}


def test_a_wrong_rate_is_put_right_as_one(office, combs, paid):
    rows = office.corrected(paid, rate=D("8.5"))
    assert sorted(row.amount for row in rows) == [-320, 340]
    assert payable(office) == {paid.resident_id: 20}


def test_a_correction_of_unpaid_work_goes_with_it(office, combs):
    office.pays("on_pay_day", cap="5000")
    office.donated("5000")
    entry = office.entry(office.resident(), combs, 10)
    office.corrected(entry, good=1)
    slip = office.drafted().slips.get()
    assert (slip.gross, slip.lines.count()) == (8, 2)


def test_traced_rejects_come_off_the_pay(office):
    boxes = office.traced("8", "8")
    office.pays("on_acceptance", cap="1000")
    office.donated("1000")
    entry = office.entry(office.resident(), boxes, 10)
    office.accepted(entry, worker=2, named=entry)
    assert payable(office) == {entry.resident_id: 64}
    assert books_are_clean(office.community)
