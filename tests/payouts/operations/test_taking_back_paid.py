"""A match on the strength of which people were paid is taken back: what was paid stays paid."""

from decimal import Decimal as D

import pytest

from tests.payouts.books import books_are_clean
from tests.payouts.refusals import refused_with
from workshops.payouts.models import ReceiptMatch
from workshops.payouts.operations import approval, receipts, runs

pytestmark = pytest.mark.django_db


@pytest.fixture
def paid(office, combs, take_back):
    """Work that was approved because the company had paid for it; the fund has `fund` yuan."""

    def paid(*, fund: str):
        office.pays("on_receipt", cap="5000")
        if D(fund):
            office.donated(fund)
        office.accepted(office.entry(office.resident(account=True), combs, 10))
        statement = office.stated(combs.work_order.client)
        return office.received(statement, "80"), office.approved()

    return paid


def test_what_was_paid_stays_paid_and_the_fund_fronts_it(office, combs, paid, take_back):
    receipt, run = paid(fund="100")
    take_back(receipt)
    run.refresh_from_db()
    assert (run.state, run.slips.get().state) == ("approved", "due")
    assert office.at("fronted", work_order=combs.work_order) == 80
    assert office.at("payable") == 80
    assert books_are_clean(office.community)


def test_the_fund_gets_it_back_with_the_right_money(office, paid, take_back, by_cashier):
    receipt, _run = paid(fund="100")
    take_back(receipt)
    receipts.match_receipt(receipt=receipt, statement=receipt.matches.first().statement, **by_cashier)
    assert office.at("fronted") == 0
    assert books_are_clean(office.community)


def test_where_the_fund_cannot_front_it_the_run_is_named(office, paid, take_back):
    receipt, run = paid(fund="79.99")
    said = refused_with("paid_already", take_back, receipt=receipt)
    assert run.number in said and "80.00" in said and "79.99" in said
    assert office.at("fronted") == 0
    assert not ReceiptMatch.objects.filter(reverses__isnull=False).exists()
    assert books_are_clean(office.community)


def test_the_cap_counts_too(office, paid, take_back):
    receipt, run = paid(fund="1000")
    office.pays("on_receipt", cap="50")
    assert run.number in refused_with("paid_already", take_back, receipt=receipt)


def test_a_draft_that_would_pay_it_stands_in_the_way(office, combs, take_back):
    office.pays("on_receipt", cap="5000")
    office.donated("1000")
    office.accepted(office.entry(office.resident(), combs, 10))
    receipt = office.received(office.stated(combs.work_order.client), "80")
    draft = office.drafted()
    assert draft.number in refused_with("in_draft", take_back, receipt=receipt)
    runs.discard_run(run=draft, actor=office.social_worker, now=office.now)
    take_back(receipt)
    refused_with("nothing_payable", office.drafted)
    assert books_are_clean(office.community)


def test_a_draft_of_other_work_does_not(office, combs, take_back):
    office.pays("on_receipt")
    for good in (10, 5):
        office.accepted(office.entry(office.resident(), combs, good))
    statement = office.stated(combs.work_order.client)
    office.received(statement, "80")
    draft = office.submitted()
    second = office.received(statement, "40")
    take_back(second)
    approval.approve_run(run=draft, actor=office.approver, now=office.now)
    assert draft.slips.get().gross == 80
    assert books_are_clean(office.community)
