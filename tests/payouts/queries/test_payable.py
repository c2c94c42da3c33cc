"""Who can be paid at each pay moment, and why the others wait."""

import datetime as dt
from decimal import Decimal as D

import pytest

from tests.factories.workshops import EntryFactory, ImportedEntryFactory
from tests.payouts.books import books_are_clean
from tests.payouts.office import LAST_DAY
from tests.payouts.queries.payable import payable, reasons
from workshops.operations.deliveries import draft_delivery, send_delivery
from workshops.operations.orders import close_order
from workshops.payouts.enums import WaitReason
from workshops.payouts.operations.receipts import deduct
from workshops.payouts.operations.statements import add_credit, draft_statement, issue_statement
from workshops.payouts.queries.books import earned_not_in_a_run
from workshops.payouts.queries.payable import waiting


def test_on_pay_day_inspection_is_enough(office, combs):
    office.pays("on_pay_day", cap="100")
    office.donated("100")
    entry = office.entry(office.resident(), combs, 10)
    assert payable(office) == {entry.resident_id: 80}
    assert reasons(office) == {}


def test_on_acceptance_each_piece_has_an_outcome(office, combs):
    office.pays("on_acceptance", cap="500")
    office.donated("500")
    entry = office.entry(office.resident(), combs, 10)
    resident = entry.resident_id
    assert reasons(office) == {(resident, WaitReason.NOT_DELIVERED): 80}
    delivery = office.delivered(entry)
    assert reasons(office) == {(resident, WaitReason.NOT_ACCEPTED): 80}
    office.judge(delivery, material=1, worker=1, short=1)
    assert payable(office) == {resident: 80}


@pytest.mark.parametrize("moment", ["on_acceptance", "on_receipt"])
def test_what_stays_behind_when_its_order_is_closed_waits_for_no_client(moment, office, combs):
    """Good work is paid: pieces that nobody will deliver any more hold neither themselves nor their entry up."""
    office.pays(moment, cap="100")
    office.donated("100")
    part, none = (office.entry(office.resident(), combs, 5, on=dt.date(2026, 11, day)) for day in (3, 5))
    order, acts = combs.work_order, {"actor": office.staff, "now": office.now}
    draft = draft_delivery(workshop=order.workshop, client=order.client, lines=[(combs, 3)], **acts)
    office.judge(send_delivery(delivery=draft, **acts))
    office.received(office.stated(order.client), "24")
    waits = WaitReason.NOT_DELIVERED
    assert reasons(office) == {(part.resident_id, waits): 40, (none.resident_id, waits): 40}
    close_order(work_order=order, reason="企业不要了", **acts)
    assert payable(office) == {part.resident_id: 40, none.resident_id: 40}
    office.approved()
    assert books_are_clean(office.community)


def test_a_closed_orders_client_still_has_to_pay_what_it_accepted(office, combs):
    office.pays("on_receipt", cap="100")
    office.donated("100")
    entry = office.entry(office.resident(), combs, 5)
    office.accepted(entry)
    close_order(work_order=combs.work_order, actor=office.staff, now=office.now)
    assert reasons(office) == {(entry.resident_id, WaitReason.NOT_PAID): 40}


def test_on_receipt_the_oldest_pieces_are_paid_first(office, combs):
    old, fresh = (office.entry(office.resident(), combs, 10, on=dt.date(2026, 11, day)) for day in (3, 5))
    office.accepted(old, fresh)
    assert set(reasons(office)) == {(old.resident_id, WaitReason.NOT_PAID), (fresh.resident_id, WaitReason.NOT_PAID)}
    statement = office.stated(combs.work_order.client)
    office.received(statement, "79.99")
    assert payable(office) == {}
    office.received(statement, "0.01")
    assert payable(office) == {old.resident_id: 80}
    office.received(statement, "72")
    assert set(payable(office)) == {old.resident_id}
    deduct(statement=statement, amount=D(8), reason="商定让价", actor=office.staff, now=office.now)
    assert set(reasons(office)) == {(fresh.resident_id, WaitReason.OVER_CAP)}


def test_a_step_is_paid_with_the_piece_that_it_went_into(office, combs):
    step = office.operation("0", "2", work_order=combs.work_order)
    maker, painter = office.resident(), office.resident()
    painted = [office.entry(painter, step, good, on=dt.date(2026, 11, day)) for good, day in ((4, 2), (6, 3))]
    combed = office.entry(maker, combs, 10)
    office.pays("on_receipt", cap="100")
    office.donated("100")
    office.accepted(combed, *painted)
    statement = office.stated(combs.work_order.client)
    office.received(statement, "40")
    assert payable(office) == {painter.pk: D("8.00")}
    office.received(statement, "40")
    assert payable(office) == {maker.pk: 80, painter.pk: 20}


def test_rejected_and_short_pieces_need_no_receipt(office, combs):
    office.pays("on_receipt", cap="100")
    office.donated("100")
    entry = office.entry(office.resident(), combs, 10)
    office.accepted(entry, material=4, worker=2, short=4)
    assert payable(office) == {entry.resident_id: 80}


def test_disputed_pieces(office, combs):
    client = combs.work_order.client
    entry = office.entry(office.resident(), combs, 10)
    office.accepted(entry)
    first = office.stated(client)
    other = office.entry(office.resident(), combs, 10)
    office.accepted(other)
    common = {"actor": office.staff, "now": office.now}
    drawn = draft_statement(community=office.community, client=client, until=LAST_DAY, **common)
    add_credit(statement=drawn, line=first.lines.get(), pieces=1, note="说是坏的", as_claim=True, **common)
    issue_statement(statement=drawn, **common)
    assert reasons(office) == {
        (entry.resident_id, WaitReason.DISPUTED): 80,
        (other.resident_id, WaitReason.NOT_PAID): 80,
    }


def test_what_no_run_may_take(office, combs):
    office.pays("on_pay_day", cap="1000")
    office.donated("1000")
    resident = office.resident()
    EntryFactory(pending=True, good=1, issue__operation=combs, issue__resident=resident)
    EntryFactory(sent_back=True, good=2, issue__operation=combs, issue__resident=resident)
    EntryFactory(voided=True, good=4, issue__operation=combs, issue__resident=resident)
    ImportedEntryFactory(settled_outside=True, good=8, operation=combs, resident=resident)
    late = office.entry(resident, combs, 3, on=dt.date(2026, 11, 24))
    cut_off = dt.date(2026, 11, 20)
    found = {row.reason: row.amount for row in waiting(office.community, cut_off=cut_off)}
    assert found == {WaitReason.PENDING: 8, WaitReason.SENT_BACK: 16, WaitReason.AFTER_CUT_OFF: 24}
    assert payable(office, cut_off) == {}
    assert payable(office) == {late.resident_id: 24}
    assert earned_not_in_a_run(office.community) == (1, 24)


def test_an_imported_past_that_is_still_to_be_paid(office, combs):
    office.pays("on_pay_day", cap="1000")
    office.donated("1000")
    entry = ImportedEntryFactory(settled_outside=False, good=8, operation=combs, resident=office.resident())
    assert payable(office) == {entry.resident_id: 64}


def test_work_of_another_draft(office, combs):
    office.pays("on_pay_day", cap="1000")
    office.donated("1000")
    entry = office.entry(office.resident(), combs, 10)
    run = office.drafted()
    assert reasons(office) == {(entry.resident_id, WaitReason.OTHER_RUN): 80}
    assert reasons(office, run=run) == {}


def test_the_fund_reaches_for_the_oldest(office, combs):
    office.pays("on_pay_day", cap="150")
    office.donated("1000")
    entries = [office.entry(office.resident(), combs, 8, on=dt.date(2026, 11, day)) for day in (9, 3, 6)]
    run = office.drafted()
    taken = set(run.slips.values_list("resident", flat=True))
    assert taken == {entries[1].resident_id, entries[2].resident_id}
    assert reasons(office, run=run) == {(entries[0].resident_id, WaitReason.OVER_CAP): 64}
    other = office.operation("8", "8")
    cheap = office.entry(office.resident(), other, 3)
    assert reasons(office, run=run)[cheap.resident_id, WaitReason.OVER_CAP] == 24


def test_an_order_with_money_of_its_own_needs_no_fund(office):
    office.pays("on_pay_day")
    rich = office.operation("10", "8")
    entry = office.entry(office.resident(), rich, 10)
    office.accepted(entry)
    office.received(office.stated(rich.work_order.client), "100")
    later = [office.entry(office.resident(), rich, good) for good in (2, 1)]
    assert payable(office) == {entry.resident_id: 80, later[0].resident_id: 16}


def test_less_than_a_fen_waits(office):
    office.pays("on_pay_day", cap="10")
    office.donated("10")
    beads = office.operation("0.01", "0.002")
    entry = office.entry(office.resident(), beads, 2)
    assert reasons(office) == {(entry.resident_id, WaitReason.UNDER_A_FEN): D("0.0040")}
    office.entry(entry.resident, beads, 1)
    assert payable(office) == {entry.resident_id: D("0.0060")}
