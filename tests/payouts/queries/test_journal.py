"""The journal shows a run of many people in a few lines, and one account's own lines."""

from decimal import Decimal

import pytest

from microfactory.kernel.scoping import Access
from tests.factories.residents import CommunityFactory, ResidentFactory, UserFactory
from tests.runtime.clock import NOW
from workshops.payouts.enums import AccountKind, Act
from workshops.payouts.models import Account, JournalEntry
from workshops.payouts.operations.ledger import Posting, post
from workshops.payouts.queries.journal import posted

pytestmark = pytest.mark.django_db


@pytest.fixture
def access():
    community = CommunityFactory(pay_moment="on_receipt")
    return Access(user=UserFactory(), community=community, roles=frozenset({"staff"}))


def pay_day(access, people: int) -> JournalEntry:
    residents = [ResidentFactory(community=access.community) for _number in range(people)]
    lines = [Posting(AccountKind.PAYABLE, resident.pk, Decimal("10.00")) for resident in residents]
    lines.append(Posting(AccountKind.BANK, None, Decimal(-10 * people)))
    return post(community=access.community, act=Act.PAID, on=NOW.date(), lines=lines, actor=access.user, now=NOW)


def test_many_residents_are_one_line(access, django_assert_num_queries):
    pay_day(access, 30)
    with django_assert_num_queries(3):
        (row,) = posted(access).rows
    assert [(one.kind, one.lines, one.amount) for one in row.sums] == [
        (AccountKind.PAYABLE, 30, Decimal("300.00")),
        (AccountKind.BANK, 1, Decimal("-300.00")),
    ]
    assert row.sums[0].account is None
    assert row.sums[1].account.kind == AccountKind.BANK


def test_an_account_shows_its_own_lines_only(access):
    pay_day(access, 3)
    mine = Account.objects.filter(kind=AccountKind.PAYABLE).order_by("pk").first()
    (row,) = posted(access, account=mine).rows
    assert [(one.account, one.amount) for one in row.sums] == [(mine, Decimal("10.00"))]


def test_older_entries_follow_by_id(access):
    first, second = pay_day(access, 1), pay_day(access, 1)
    newest = posted(access, size=1)
    assert [row.entry for row in newest.rows] == [second]
    older = posted(access, after=newest.older)
    assert [row.entry for row in older.rows] == [first]
    assert [row.entry for row in posted(access, before=older.newer).rows] == [second]
