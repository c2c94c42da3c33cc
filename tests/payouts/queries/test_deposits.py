"""The ledger of deposits: every row with what lies with its company afterwards."""

from decimal import Decimal as D

import pytest
from django.urls import reverse

from tests.factories.workshops import ClientFactory
from workshops.payouts.operations.deposits import pay_deposit, take_deposit_back, write_off_deposit
from workshops.payouts.queries.deposits import deposit_ledger

pytestmark = pytest.mark.django_db


def test_the_ledger_adds_up(office, client_of):
    office.donated("5000")
    first, second = (ClientFactory(community=office.community, name=name) for name in ("乐宠用品", "新苑日化"))
    when = {"on": office.now.date(), "actor": office.cashier, "now": office.now}
    pay_deposit(client=first, amount=D(1000), **when)
    pay_deposit(client=second, amount=D(300), **when)
    write_off_deposit(client=first, amount=D(200), reason="丢了样品", **when)
    take_deposit_back(client=first, amount=D(800), **when)
    ledger = deposit_ledger(office.community)
    assert [left for _row, left in ledger.rows] == [D(1000), D(300), D(800), D(0)]
    assert ledger.balance == D(300) and list(ledger.lying) == [("新苑日化", D(300))]
    page = client_of(office.cashier).get(reverse("payouts:deposits_paper", args=[office.community.code]))
    text = page.content.decode()
    for words in ("保证金台账", "丢了样品", "1,300.00", "200.00", "800.00", "叁佰元整"):
        assert words in text
