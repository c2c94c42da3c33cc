"""A wrong match and a wrong receipt are taken back by rows that turn them round."""

from decimal import Decimal as D

import pytest

from residents.models import MoveLog
from tests.payouts.books import books_are_clean
from tests.payouts.refusals import refused_with
from workshops.payouts.enums import Act, StatementState
from workshops.payouts.models import ClientReceipt, JournalEntry, ReceiptMatch
from workshops.payouts.operations import receipts, taking_back
from workshops.payouts.queries.statements import statement_page, statements_to_pay, with_unmatched
from workshops.payouts.queries.trail import trail_of_receipt

pytestmark = pytest.mark.django_db


@pytest.fixture
def stated(office, combs):
    """Ten combs of an older delivery and five of a newer one, in one statement over 120."""
    for good in (10, 5):
        office.accepted(office.entry(office.resident(), combs, good))
    return office.stated(combs.work_order.client)


def standing(statement) -> list[tuple]:
    rows = ReceiptMatch.objects.standing().filter(statement=statement).order_by("line__position", "pk")
    return list(rows.values_list("line__position", "receipt", "pieces", "amount"))


def unmatched(receipt) -> D:
    return with_unmatched(ClientReceipt.objects.all()).get(pk=receipt.pk).unmatched


def test_a_match_taken_back_leaves_money_and_statement_open(office, stated, take_back):
    receipt = office.received(stated, "120")
    stated.refresh_from_db()
    assert stated.state == StatementState.SETTLED
    take_back(receipt)
    stated.refresh_from_db()
    assert (stated.state, stated.settled_at) == (StatementState.ISSUED, None)
    assert unmatched(receipt) == 120
    assert statement_page(stated).statement.open_fees == 120
    assert (office.at("receivable"), office.at("unmatched"), office.at("bank")) == (120, 120, 120)
    assert standing(stated) == []
    assert list(statements_to_pay(receipt.client_id)) == [stated]
    assert trail_of_receipt(receipt) == []
    assert books_are_clean(office.community)


def test_nothing_is_changed_all_is_turned_round(office, stated, take_back):
    receipt = office.received(stated, "100")
    before = list(ReceiptMatch.objects.order_by("pk").values_list("pk", "pieces", "amount"))
    take_back(receipt)
    rows = ReceiptMatch.objects.order_by("pk").values_list("reverses", "pieces", "amount", "reason")
    assert list(rows)[2:] == [(key, -pieces, -amount, "对错了单") for key, pieces, amount in before]
    turned = JournalEntry.objects.get(act=Act.MATCH_BACK)
    assert turned.reverses == JournalEntry.objects.get(act=Act.MATCH)
    assert turned.narrative == "对错了单"
    assert MoveLog.objects.filter(move="take_back", reason="对错了单").count() == 2


def test_a_second_press_is_quiet(office, stated, take_back):
    receipt = office.received(stated, "100")
    take_back(receipt)
    take_back(receipt)
    assert JournalEntry.objects.filter(act=Act.MATCH_BACK).count() == 1
    assert books_are_clean(office.community)


def test_a_reason_is_needed(office, stated, take_back, by_cashier):
    receipt = office.received(stated, "100")
    refused_with("reason_missing", take_back, receipt=receipt, reason=" ")
    refused_with("reason_missing", taking_back.take_back_receipt, receipt=receipt, reason="", **by_cashier)
    assert ReceiptMatch.objects.count() == 2


def test_later_money_reaches_further_down(office, stated, take_back):
    wrong, right = office.received(stated, "60"), office.received(stated, "40")
    assert standing(stated) == [
        (1, wrong.pk, 7, D("60.00")),
        (1, right.pk, 3, D("20.00")),
        (2, right.pk, 2, D("20.00")),
    ]
    take_back(wrong)
    assert standing(stated) == [(1, right.pk, 5, D("40.00"))]
    assert [(row.pieces, row.entry_id) for row in trail_of_receipt(right)][0][0] == 5
    assert (unmatched(wrong), unmatched(right)) == (60, 0)
    assert books_are_clean(office.community)


def test_it_can_be_matched_again_to_what_it_pays(office, stated, take_back, by_cashier):
    receipt = office.received(stated, "120")
    take_back(receipt)
    receipts.match_receipt(receipt=receipt, statement=stated, **by_cashier)
    stated.refresh_from_db()
    assert stated.state == StatementState.SETTLED
    assert books_are_clean(office.community)


@pytest.mark.parametrize("bank_charge", [True, False])
def test_a_deduction_taken_back_costs_nothing(office, stated, by_cashier, bank_charge):
    matches = receipts.deduct(statement=stated, amount=D(8), reason="商定让价", bank_charge=bank_charge, **by_cashier)
    office.received(stated, "50")
    assert office.at("cost") == 8
    taking_back.take_back_match(match=matches[0], reason="没这回事", **by_cashier)
    assert (office.at("cost"), office.at("receivable")) == (0, 70)
    assert books_are_clean(office.community)


def test_a_claim_given_up_by_mistake_is_open_again(office, combs, by_cashier):
    office.accepted(office.entry(office.resident(), combs, 10), material=4)
    statement = office.stated(combs.work_order.client)
    matches = receipts.give_up_claim(statement=statement, reason="谈不拢", **by_cashier)
    taking_back.take_back_match(match=matches[0], reason="对方又肯付了", **by_cashier)
    assert (office.at("claim"), office.at("claim_fee")) == (32, 32)
    assert statement_page(statement).statement.open_claims == 32
    statement.refresh_from_db()
    assert statement.state == StatementState.ISSUED
    assert books_are_clean(office.community)


def test_claims_and_fees_are_taken_back_apart(office, combs, by_cashier, take_back):
    office.accepted(office.entry(office.resident(), combs, 10), material=4)
    statement = office.stated(combs.work_order.client)
    fees, claims = office.received(statement, "48"), office.received(statement, "20", claims=True)
    take_back(claims)
    statement.refresh_from_db()
    assert statement.state == StatementState.SETTLED
    assert (unmatched(fees), unmatched(claims)) == (0, 20)
    assert books_are_clean(office.community)


def test_a_receipt_taken_back(office, combs, by_cashier):
    client = combs.work_order.client
    booked = {"community": office.community, "client": client, "received_on": office.now.date()}
    wrong = receipts.book_receipt(amount=D(300), bank_reference="NS001", **booked, **by_cashier)
    taking_back.take_back_receipt(receipt=wrong, reason="多打了一个零", **by_cashier)
    taking_back.take_back_receipt(receipt=wrong, reason="多打了一个零", **by_cashier)
    wrong.refresh_from_db()
    back = wrong.reversals.get()
    assert (wrong.live, wrong.amount, back.live, back.amount, back.note) == (False, 300, False, -300, "多打了一个零")
    assert (office.at("bank"), office.at("unmatched"), unmatched(wrong), unmatched(back)) == (0, 0, 0, 0)
    right = receipts.book_receipt(amount=D(30), bank_reference="NS001", **booked, **by_cashier)
    assert (office.at("bank"), unmatched(right)) == (30, 30)
    assert books_are_clean(office.community)


def test_a_receipt_that_still_settles_something_stays(office, stated, take_back, by_cashier):
    receipt = office.received(stated, "100")
    said = refused_with("still_matched", taking_back.take_back_receipt, receipt=receipt, reason="错", **by_cashier)
    assert stated.number in said
    take_back(receipt)
    taking_back.take_back_receipt(receipt=receipt, reason="错", **by_cashier)
    assert office.at("bank") == 0
    refused_with("taken_back", receipts.match_receipt, receipt=receipt, statement=stated, **by_cashier)
    assert books_are_clean(office.community)


def test_a_receipt_taken_back_is_proposed_nowhere(office, stated, by_cashier):
    wrong = receipts.book_receipt(
        community=office.community, client=stated.client, amount=D(9), received_on=office.now.date(), **by_cashier
    )
    assert statement_page(stated).proposals == [wrong]
    taking_back.take_back_receipt(receipt=wrong, reason="不是我们的钱", **by_cashier)
    assert statement_page(stated).proposals == []


def test_what_is_made_again_keeps_who_decided_it(office, combs, by_cashier):
    for good in (10, 10):
        office.accepted(office.entry(office.resident(), combs, good))
    statement = office.stated(combs.work_order.client)
    receipt = office.received(statement, "80")
    receipts.deduct(statement=statement, amount=D(40), reason="扣", actor=office.approver, now=office.now)
    taking_back.take_back_match(match=receipt.matches.first(), reason="错", actor=office.cashier, now=office.now)
    (again,) = ReceiptMatch.objects.standing().filter(statement=statement)
    assert (again.amount, again.matched_by) == (40, office.approver)
    assert again.entry.actor == office.cashier
    assert books_are_clean(office.community)
