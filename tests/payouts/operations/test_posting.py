"""Posting an act: one statement, whatever its lines; accounts are opened where they are missing, and once."""

from decimal import Decimal as D

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from workshops.payouts.enums import AccountKind, Act
from workshops.payouts.models import Account, JournalEntry
from workshops.payouts.operations.ledger import Posting, post

pytestmark = pytest.mark.django_db


@pytest.fixture
def posted(office):
    """Posts lines; gives the entry and how many statements that took."""

    def act(*lines, **more):
        given = {"community": office.community, "act": Act.PAID, "on": office.now.date(), "now": office.now}
        with CaptureQueriesContext(connection) as context:
            entry = post(lines=lines, actor=office.cashier, **given | more)
        return entry, len(context)

    return act


def written(entry):
    lines = entry.lines.order_by("pk").select_related("account")
    return [(line.account.kind, line.account.owner_id, line.amount) for line in lines]


def test_lines_are_written_as_they_were_given(office, posted):
    people = [office.resident() for _ in range(30)]
    lines = [Posting(AccountKind.PAYABLE, person.pk, D("1.25")) for person in reversed(people)]
    entry, took = posted(*lines, Posting(AccountKind.BANK, None, D("-37.50")), narrative="  发十一月的钱 ")
    assert took == 1
    assert written(entry) == [tuple(line) for line in lines] + [("bank", None, D("-37.50"))]
    stored = JournalEntry.objects.get()
    assert entry == stored and stored.narrative == "发十一月的钱" and stored.actor == office.cashier
    assert {stored.statement, stored.receipt, stored.run, stored.slip, stored.work_order, stored.reverses} == {None}


def test_an_account_is_opened_once_and_its_lines_are_added_up(office, posted, combs):
    order, person = combs.work_order, office.resident()
    some = [
        Posting(AccountKind.FEE, order.pk, D(-3)),
        Posting(AccountKind.RECEIVABLE, order.client_id, D(5)),
        Posting(AccountKind.FEE, order.pk, D(-2)),
        Posting(AccountKind.PAYABLE, person.pk, D(0)),
    ]
    for _ in range(2):
        entry, took = posted(*some, work_order=order)
        assert took == 1 and entry.work_order == order
        assert written(entry) == [("fee", order.pk, -5), ("receivable", order.client_id, 5)]
    assert Account.objects.filter(community=office.community).count() == 2
    assert office.at("fee", work_order=order) == 10


def test_another_communitys_account_is_not_ours(office, posted, guiyuan):
    Account.objects.create(community=guiyuan, kind=AccountKind.BANK)
    entry, _took = posted(Posting(AccountKind.BANK, None, D(1)), Posting(AccountKind.CASH, None, D(-1)))
    assert {line.account.community for line in entry.lines.all()} == {office.community}


def test_what_comes_to_nothing_is_not_posted(posted):
    line = Posting(AccountKind.BANK, None, D(1))
    assert posted(line, line._replace(amount=D(-1))) == (None, 0)
    assert not Account.objects.filter(kind=AccountKind.BANK).exists()


def test_an_entry_names_what_it_turns_round(posted):
    there = [Posting(AccountKind.BANK, None, D(2)), Posting(AccountKind.CASH, None, D(-2))]
    first, _took = posted(*there)
    back, _took = posted(*(line._replace(amount=-line.amount) for line in there), act=Act.REVERSAL, reverses=first)
    assert JournalEntry.objects.get(pk=back.pk).reverses == first
