"""A claim is taken back once: what was given up isn't credited too, and the other way round."""

import datetime as dt
from decimal import Decimal as D

import pytest

from microfactory.kernel.errors import RuleBroken
from tests.payouts.books import books_are_clean
from tests.payouts.office import LAST_DAY
from workshops.payouts.operations import receipts, statements, taking_back

pytestmark = pytest.mark.django_db


@pytest.fixture
def first(office, combs):
    """A statement that claims 32: four pieces are short."""
    office.accepted(office.entry(office.resident(), combs, 20), short=4)
    return office.stated(combs.work_order.client)


@pytest.fixture
def draft(office, combs, first, by_staff):
    """The next one, being drawn up; it claims 40."""
    office.accepted(office.entry(office.resident(), combs, 20), short=5)
    return statements.draft_statement(
        community=office.community, client=combs.work_order.client, until=LAST_DAY, **by_staff
    )


def given_up(office, statement, amount=None):
    rows = receipts.give_up_claim(
        statement=statement, amount=amount, reason="算了", actor=office.approver, now=office.now
    )
    return rows[0]


def credited(draft, first, pieces, by_staff) -> str:
    line = first.lines.get(kind="claim")
    try:
        statements.add_credit(statement=draft, line=line, pieces=pieces, note="找到了", **by_staff)
    except RuleBroken as error:
        return error.code
    return ""


def test_what_was_given_up_is_not_credited_too(office, first, draft, by_staff):
    given_up(office, first)
    assert credited(draft, first, 1, by_staff) == "too_much"
    statements.issue_statement(statement=draft, **by_staff)
    draft.refresh_from_db()
    assert draft.claims == 40
    assert books_are_clean(office.community)


def test_a_part_that_was_given_up_leaves_the_rest(office, first, draft, by_staff):
    given_up(office, first, D(12))
    assert credited(draft, first, 3, by_staff) == "too_much"
    assert credited(draft, first, 2, by_staff) == ""
    statements.issue_statement(statement=draft, **by_staff)
    assert books_are_clean(office.community)


def test_what_is_claimed_again_may_be_credited_again(office, first, draft, by_staff):
    match = given_up(office, first)
    taking_back.take_back_match(match=match, reason="又要了", actor=office.approver, now=office.now)
    assert credited(draft, first, 4, by_staff) == ""


def test_what_was_credited_is_not_given_up_too(office, first, draft, by_staff):
    assert credited(draft, first, 3, by_staff) == ""
    with pytest.raises(RuleBroken) as refused:
        given_up(office, first)
    assert refused.value.code == "credited"
    given_up(office, first, D(8))
    statements.issue_statement(statement=draft, **by_staff)
    assert books_are_clean(office.community)


def test_a_claim_may_be_given_up_to_the_fen(office, by_staff):
    odd = office.operation("0.035", "0.033")
    office.accepted(office.entry(office.resident(), odd, 20), short=3)
    statement = office.stated(odd.work_order.client, until=office.now.date() + dt.timedelta(days=1))
    assert statement.claims * 100 == 11
    given_up(office, statement)
    assert books_are_clean(office.community)
