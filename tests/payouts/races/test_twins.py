"""Two who book the same money in the same moment: the second is asked."""

import datetime as dt
from decimal import Decimal as D

import pytest

from tests.threads import at_once
from workshops.payouts.models import ClientReceipt, Donation
from workshops.payouts.operations.fund import donate
from workshops.payouts.operations.receipts import book_receipt

pytestmark = pytest.mark.django_db(transaction=True)
DAY = dt.date(2026, 11, 24)


def test_two_book_the_same_receipt(office, combs):
    client = combs.work_order.client
    paid = {"community": office.community, "client": client, "amount": D(500), "received_on": DAY, "another": False}
    results = at_once(
        *[lambda who=who: book_receipt(**paid, actor=who, now=office.now) for who in (office.staff, office.cashier)]
    )
    assert [result for result in results if isinstance(result, str)] == ["twin"]
    assert ClientReceipt.objects.count() == 1


def test_two_book_the_same_donation(office):
    gift = {"community": office.community, "donor": "王记粮油", "amount": D(300), "on": DAY, "another": False}
    results = at_once(
        *[lambda who=who: donate(**gift, actor=who, now=office.now) for who in (office.staff, office.cashier)]
    )
    assert [result for result in results if isinstance(result, str)] == ["twin"]
    assert Donation.objects.count() == 1


def test_two_other_ones_are_both_booked(office, combs):
    paid = {"community": office.community, "client": combs.work_order.client, "received_on": DAY, "another": False}
    at_once(
        *[
            lambda amount=amount: book_receipt(**paid, amount=D(amount), actor=office.cashier, now=office.now)
            for amount in (500, 501)
        ]
    )
    assert ClientReceipt.objects.count() == 2
