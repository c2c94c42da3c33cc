"""Statements, receipts, claims: what the client owes, what settles it, in whole pieces oldest first."""

import datetime as dt
from decimal import Decimal as D

import pytest
from django.db import IntegrityError

from microfactory.kernel.errors import RuleBroken
from tests.payouts.books import books_are_clean
from tests.payouts.office import LAST_DAY
from workshops.payouts.enums import ClaimCause, StatementState
from workshops.payouts.models import ClientReceipt, ReceiptMatch, StatementLine
from workshops.payouts.operations import receipts, statements
from workshops.payouts.queries.statements import statement_list, statement_page, with_unmatched
from workshops.payouts.queries.stating import to_state


def test_a_statement_holds_what_was_accepted(office, combs, by_staff):
    office.accepted(office.entry(office.resident(), combs, 10), material=1, worker=1, short=2)
    (waiting,) = to_state(office.community, until=LAST_DAY)
    assert (waiting.fees, waiting.claims) == (D("48.00"), D("24.00"))
    statement = office.stated(combs.work_order.client)
    lines = statement.lines.order_by("position").values_list("kind", "cause", "pieces")
    assert list(lines) == [
        ("fee", "", 6),
        ("claim", ClaimCause.REJECTED_MATERIAL, 1),
        ("claim", ClaimCause.SHORT, 2),
    ]
    assert (statement.fees, statement.claims) == (D("48.00"), D("24.00"))
    assert (office.at("receivable"), office.at("claim")) == (D("48.00"), D("24.00"))
    assert to_state(office.community, until=LAST_DAY) == []
    assert books_are_clean(office.community)


def test_a_delivery_line_is_stated_once(office, combs, by_staff):
    office.accepted(office.entry(office.resident(), combs, 10))
    drawn = statements.draft_statement(
        community=office.community, client=combs.work_order.client, until=LAST_DAY, **by_staff
    )
    with pytest.raises(RuleBroken) as error:
        office.stated(combs.work_order.client)
    assert error.value.code == "nothing_to_state"
    statements.discard_statement(statement=drawn, **by_staff)
    again = office.stated(combs.work_order.client)
    assert again.fees == 80
    assert again.number != drawn.number


def test_several_orders_are_rounded_apart_and_once_together(office):
    first = office.operation("0.0348", "0.01")
    second = office.operation(
        "0.0348", "0.01", work_order__agreement=first.work_order.agreement, work_order__community=office.community
    )
    for operation, good in ((first, 3), (second, 1)):
        office.accepted(office.entry(office.resident(), operation, good))
    statement = office.stated(first.work_order.client)
    assert statement.fees == D("0.14")
    assert office.at("fee", work_order=first.work_order) == D("0.10")
    assert office.at("fee", work_order=second.work_order) == D("0.03")
    assert office.at("rounding") == D("-0.01")
    assert books_are_clean(office.community)


def test_material_found_bad_at_hand_in_is_claimed_where_agreed(office):
    combs = office.operation(
        "8",
        "8",
        work_order__agreement__claims_material_fault=True,
        work_order__agreement__community=office.community,
    )
    office.entry(office.resident(), combs, 10, material_fault=3)
    statement = office.stated(combs.work_order.client)
    assert (statement.fees, statement.claims) == (0, D("24.00"))
    assert statement.state == StatementState.SETTLED
    assert statement.lines.get().cause == ClaimCause.MATERIAL_AT_HAND_IN
    assert books_are_clean(office.community)


def test_money_reaches_the_oldest_delivery_first(office, combs, by_staff):
    for good in (10, 5):
        office.accepted(office.entry(office.resident(), combs, good))
    statement = office.stated(combs.work_order.client)
    receipt = office.received(statement, "100")
    matched = ReceiptMatch.objects.filter(receipt=receipt).order_by("pk").values_list("pieces", "amount")
    assert list(matched) == [(10, D("80.00")), (2, D("20.00"))]
    office.received(statement, "20")
    statement.refresh_from_db()
    assert statement.state == StatementState.SETTLED
    page = statement_page(statement)
    assert [line.paid_pieces for line in page.lines] == [10, 5]
    assert (page.statement.open_fees, page.proposals) == (0, [])
    assert books_are_clean(office.community)


def test_too_much_money_waits(office, combs, by_staff):
    office.accepted(office.entry(office.resident(), combs, 10))
    statement = office.stated(combs.work_order.client)
    receipt = office.received(statement, "100")
    client = combs.work_order.client
    assert office.at("unmatched", client=client) == D("20.00")
    assert with_unmatched(ClientReceipt.objects.all()).get(pk=receipt.pk).unmatched == D("20.00")
    with pytest.raises(RuleBroken) as error:
        receipts.match_receipt(receipt=receipt, statement=statement, **by_staff)
    assert error.value.code == "nothing_open"


def test_more_than_there_is_cannot_be_matched(office, combs, by_staff):
    office.accepted(office.entry(office.resident(), combs, 10))
    statement = office.stated(combs.work_order.client)
    receipt = receipts.book_receipt(
        community=office.community,
        client=statement.client,
        amount=D(30),
        received_on=office.now.date(),
        bank_reference="NS001",
        **by_staff,
    )
    for amount in (D(31), D(81)):
        with pytest.raises(RuleBroken) as error:
            receipts.match_receipt(receipt=receipt, statement=statement, amount=amount, **by_staff)
        assert error.value.code == "too_much"
    with pytest.raises(IntegrityError, match="receipt_reference_once"):
        receipts.book_receipt(
            community=office.community,
            client=statement.client,
            amount=D(30),
            received_on=office.now.date(),
            bank_reference="NS001",
            **by_staff,
        )


def test_a_receipt_of_another_client(office, combs, by_staff):
    office.accepted(office.entry(office.resident(), combs, 10))
    statement = office.stated(combs.work_order.client)
    other = office.operation("8", "8").work_order.client
    receipt = receipts.book_receipt(
        community=office.community, client=other, amount=D(30), received_on=office.now.date(), **by_staff
    )
    with pytest.raises(RuleBroken) as error:
        receipts.match_receipt(receipt=receipt, statement=statement, **by_staff)
    assert error.value.code == "other_client"


def test_a_deduction_and_a_bank_charge_close_the_rest(office, combs, by_staff):
    office.accepted(office.entry(office.resident(), combs, 10))
    statement = office.stated(combs.work_order.client)
    office.received(statement, "70")
    receipts.deduct(statement=statement, amount=D(8), reason="商定让价", **by_staff)
    receipts.deduct(statement=statement, amount=D(2), reason="手续费", bank_charge=True, **by_staff)
    statement.refresh_from_db()
    assert statement.state == StatementState.SETTLED
    assert office.at("cost") == 10
    assert sum(ReceiptMatch.objects.values_list("pieces", flat=True)) == 10
    assert books_are_clean(office.community)


def test_claims_are_paid_or_given_up(office, combs, by_staff):
    office.accepted(office.entry(office.resident(), combs, 10), material=4)
    statement = office.stated(combs.work_order.client)
    office.received(statement, "20", claims=True)
    assert office.at("claim") == 12
    receipts.give_up_claim(statement=statement, reason="谈不拢", actor=office.approver, now=office.now)
    assert (office.at("claim"), office.at("claim_fee")) == (0, 20)
    assert statement_page(statement).statement.open_claims == 0
    assert books_are_clean(office.community)


def test_a_disputed_piece_is_credited_and_stays_a_claim(office, combs, by_staff):
    client = combs.work_order.client
    office.accepted(office.entry(office.resident(), combs, 10))
    first = office.stated(client)
    office.accepted(office.entry(office.resident(), combs, 20))
    drawn = statements.draft_statement(community=office.community, client=client, until=LAST_DAY, **by_staff)
    line = first.lines.get()
    with pytest.raises(RuleBroken) as error:
        statements.add_credit(statement=drawn, line=line, pieces=11, note="说是坏的", **by_staff)
    assert error.value.code == "too_much"
    statements.add_credit(statement=drawn, line=line, pieces=3, note="说是坏的", as_claim=True, **by_staff)
    second = statements.issue_statement(statement=drawn, **by_staff)
    assert (second.fees, second.claims) == (D("136.00"), D("24.00"))
    assert (office.at("receivable"), office.at("claim")) == (D("216.00"), D("24.00"))
    assert office.at("fee") == D("216.00")
    office.received(second, "136")
    second.refresh_from_db()
    assert second.state == StatementState.SETTLED
    assert StatementLine.objects.get(statement=second, kind="fee").matches.get().pieces == 20
    assert books_are_clean(office.community)


def test_a_credit_that_eats_the_statement_waits(office, combs, by_staff):
    client = combs.work_order.client
    office.accepted(office.entry(office.resident(), combs, 10))
    first = office.stated(client)
    office.accepted(office.entry(office.resident(), combs, 1))
    drawn = statements.draft_statement(community=office.community, client=client, until=LAST_DAY, **by_staff)
    statements.add_credit(statement=drawn, line=first.lines.get(), pieces=1, note="退了", **by_staff)
    with pytest.raises(RuleBroken) as error:
        statements.issue_statement(statement=drawn, **by_staff)
    assert error.value.code == "too_little"


@pytest.mark.parametrize("amount", ["0", "-1", "1.005"])
def test_amounts_are_whole_fen_above_nothing(office, combs, by_staff, amount):
    with pytest.raises(RuleBroken) as error:
        receipts.book_receipt(
            community=office.community,
            client=combs.work_order.client,
            amount=D(amount),
            received_on=office.now.date(),
            **by_staff,
        )
    assert error.value.code == "amount"


def test_money_of_tomorrow(office, combs, by_staff):
    with pytest.raises(RuleBroken) as error:
        receipts.book_receipt(
            community=office.community,
            client=combs.work_order.client,
            amount=D(1),
            received_on=office.now.date() + dt.timedelta(days=1),
            **by_staff,
        )
    assert error.value.code == "future"


def test_the_list_of_statements_is_one_query(office, combs, django_assert_num_queries, client_of, by_staff):
    from microfactory.kernel.scoping import Access

    for _ in range(3):
        office.accepted(office.entry(office.resident(), combs, 10))
        office.stated(combs.work_order.client)
    access = Access(office.staff, office.community, frozenset({"staff"}))
    with django_assert_num_queries(1):
        found = list(statement_list(access))
    assert [s.open_fees for s in found] == [80, 80, 80]
