"""A claim that was too high is credited in the next statement's claims, never below nothing."""

from decimal import Decimal as D

import pytest

from tests.payouts.books import books_are_clean
from tests.payouts.office import LAST_DAY
from tests.payouts.refusals import refusal
from workshops.payouts.operations import receipts, statements
from workshops.payouts.queries.books import differences
from workshops.payouts.queries.statements import statement_page
from workshops.payouts.queries.trail import trail_of_entry, trail_of_receipt

pytestmark = pytest.mark.django_db


@pytest.fixture
def claiming(office):
    """Work whose spoilt material is claimed: 8 a piece."""
    claims = {
        "work_order__agreement__claims_material_fault": True,
        "work_order__agreement__community": office.community,
    }
    return office.operation("8", "8", **claims)


@pytest.fixture
def overclaimed(office, claiming):
    """Three pieces were claimed; it was one."""
    entry = office.entry(office.resident(), claiming, 10, material_fault=3)
    statement = office.stated(claiming.work_order.client)
    office.corrected(entry, good=12, material_fault=1)
    return statement


@pytest.fixture
def draft(office, claiming, by_staff):
    """The next statement, of another delivery with `rejected` pieces for bad material."""

    def draft(rejected: int):
        entry = office.entry(office.resident(), claiming, 20)
        office.accepted(entry, material=rejected)
        client = claiming.work_order.client
        return statements.draft_statement(community=office.community, client=client, until=LAST_DAY, **by_staff)

    return draft


def test_what_was_claimed_too_many_lowers_the_next_claims(office, overclaimed, draft, by_staff):
    drawn, line = draft(4), overclaimed.lines.get()
    assert drawn.claims == 32
    assert refusal(statements.add_credit, statement=drawn, line=line, pieces=3, note="改了", **by_staff) == "too_much"
    statements.add_credit(statement=drawn, line=line, pieces=2, note="验收改了", **by_staff)
    assert refusal(statements.add_credit, statement=drawn, line=line, pieces=1, note="再来", **by_staff) == "too_much"
    second = statements.issue_statement(statement=drawn, **by_staff)
    assert (second.fees, second.claims) == (128, 16)
    assert office.at("claim") == 40
    assert office.at("claim_fee") == 40
    assert books_are_clean(office.community)


def test_the_trail_states_a_piece_once_whatever_was_credited(office, overclaimed, claiming, draft, by_staff):
    """Of the three that were claimed and paid, two were none: the next bad ones are claimed by the next statement."""
    paid = office.received(overclaimed, "24", claims=True)
    drawn, line = draft(4), overclaimed.lines.get()
    statements.add_credit(statement=drawn, line=line, pieces=2, note="验收改了", **by_staff)
    statements.issue_statement(statement=drawn, **by_staff)
    later = office.entry(office.resident(), claiming, 5, material_fault=3)
    third = office.stated(claiming.work_order.client)
    receipt = office.received(third, "24", claims=True)
    first, last = (trail_of_entry(entry) for entry in (claiming.entries.earliest("pk"), later))
    assert [(row.statement_id, row.pieces) for row in first.stated] == [(overclaimed.pk, 1)]
    assert [(row.statement_id, row.pieces) for row in last.stated] == [(third.pk, 3)]
    assert [(row.receipt_id, row.pieces) for row in first.spoilt + last.spoilt] == [(paid.pk, 1), (receipt.pk, 3)]
    reached = [[(row.entry_id, row.pieces) for row in trail_of_receipt(money)] for money in (paid, receipt)]
    assert reached == [[(first.entry.pk, 1)], [(later.pk, 3)]]


def test_paying_what_is_left_settles_every_claim(office, overclaimed, draft, by_staff):
    drawn = draft(4)
    statements.add_credit(statement=drawn, line=overclaimed.lines.get(), pieces=2, note="验收改了", **by_staff)
    second = statements.issue_statement(statement=drawn, **by_staff)
    office.received(second, "16", claims=True)
    page = statement_page(second)
    assert page.statement.open_claims == 0
    assert [(line.pieces, line.paid_pieces) for line in page.claims] == [(4, 4), (-2, 0)]
    assert books_are_clean(office.community)


def test_a_draft_can_not_give_back_more_than_it_claims(office, overclaimed, draft, by_staff):
    drawn, line = draft(1), overclaimed.lines.get()
    assert refusal(statements.add_credit, statement=drawn, line=line, pieces=2, note="改了", **by_staff) == "too_much"
    statements.add_credit(statement=drawn, line=line, pieces=1, note="改了", **by_staff)
    drawn.refresh_from_db()
    assert drawn.claims == 0
    statements.issue_statement(statement=drawn, **by_staff)
    (still,) = differences(office.community)
    assert "索赔了 2，交活时记的是 1" in still
    again = draft(2)
    statements.add_credit(statement=again, line=line, pieces=1, note="改了", **by_staff)
    assert books_are_clean(office.community)


def test_a_claim_that_is_right_is_given_up_not_credited(office, claiming, draft, by_staff):
    office.entry(office.resident(), claiming, 10, material_fault=3)
    line = office.stated(claiming.work_order.client).lines.get()
    assert (
        refusal(statements.add_credit, statement=draft(4), line=line, pieces=1, note="谈的", **by_staff) == "too_much"
    )


def test_short_pieces_that_were_found_are_credited(office, claiming, draft, by_staff):
    office.accepted(office.entry(office.resident(), claiming, 10), short=4)
    first = office.stated(claiming.work_order.client)
    line = first.lines.get(kind="claim")
    drawn = draft(2)
    assert (
        refusal(statements.add_credit, statement=drawn, line=line, pieces=1, note="找到", as_claim=True, **by_staff)
        == "wrong_line"
    )
    statements.add_credit(statement=drawn, line=line, pieces=1, note="对方找到一盒", **by_staff)
    second = statements.issue_statement(statement=drawn, **by_staff)
    assert second.claims == 8
    next_one = draft(1)
    assert next_one.claims == 8
    assert books_are_clean(office.community)


def test_a_discarded_draft_gives_the_credit_back(office, overclaimed, draft, by_staff):
    drawn, line = draft(4), overclaimed.lines.get()
    statements.add_credit(statement=drawn, line=line, pieces=2, note="改了", **by_staff)
    statements.discard_statement(statement=drawn, **by_staff)
    again = statements.draft_statement(
        community=office.community, client=overclaimed.client, until=LAST_DAY, **by_staff
    )
    assert statements.add_credit(statement=again, line=line, pieces=2, note="改了", **by_staff).amount == D(-16)


def test_nothing_settles_a_credit(office, overclaimed, draft, by_staff):
    drawn = draft(4)
    credit = statements.add_credit(statement=drawn, line=overclaimed.lines.get(), pieces=2, note="改了", **by_staff)
    second = statements.issue_statement(statement=drawn, **by_staff)
    receipts.give_up_claim(statement=second, reason="谈不拢", actor=office.approver, now=office.now)
    assert not credit.matches.exists()
    assert office.at("claim") == 24
    assert books_are_clean(office.community)
