"""The fund and the cash box in the browser."""

import pytest

from tests.payouts.views.pages import at, page, twice, write
from workshops.payouts.models import Donation, JournalEntry


def test_the_fund_is_booked(desks, liuhe, combs):
    client = combs.work_order.client
    write(desks["cashier"], at("fund_open"), amount="5000", on="2026-11-01", method="bank")
    twice(desks["cashier"], at("fund_donate"), donor="王记粮油", amount="300", on="2026-11-24", method="cash")
    assert Donation.objects.count() == 1
    write(desks["cashier"], at("cash_draw"), amount="1000", on="2026-11-24")
    write(desks["cashier"], at("deposit_pay"), client=client.pk, amount="2000", on="2026-11-24")
    write(desks["cashier"], at("deposit_back"), client=client.pk, amount="500", on="2026-11-24")
    write(desks["cashier"], at("deposit_kept"), client=client.pk, amount="100", on="2026-11-24", reason="合同到期")
    text = page(desks["approver"], at("fund"))
    for words in ("¥5,200.00", "¥1,400.00", "王记粮油", "合同到期"):
        assert words in text
    response = write(desks["cashier"], at("tax_pay"), amount="10", on="2026-11-24")
    assert 'value="10"' in response.content.decode()
    journal = page(desks["staff"], at("journal"))
    assert "捐款" in journal


def test_the_same_donation_is_asked_about_first(desks):
    gift = {"donor": "王记粮油", "amount": "300", "on": "2026-11-24", "method": "cash"}
    write(desks["cashier"], at("fund_donate"), **gift)
    asked = write(desks["cashier"], at("fund_donate"), **gift)
    assert "已经记过一笔：王记粮油" in asked.content.decode()
    assert Donation.objects.count() == 1
    write(desks["cashier"], at("fund_donate"), **gift, another=asked.context["form"]["another"].value())
    assert Donation.objects.count() == 2


@pytest.mark.parametrize("name", ["receipt_new", "fund_donate", "fund_open", "cash_draw", "tax_pay"])
def test_no_booking_before_the_first_day(desks, combs, name):
    given = {"client": combs.work_order.client_id, "donor": "王记粮油", "method": "bank", "amount": "1"}
    day = {"received_on": "1900-01-01", "on": "1900-01-01"}
    assert "1900-01-01 比社区开账的第一天" in write(desks["cashier"], at(name), **given, **day).content.decode()
    assert not JournalEntry.objects.exists()


def test_the_fund_asks_where_its_money_is_kept(desks, liuhe):
    for name in ("fund_open", "fund_donate"):
        text = page(desks["cashier"], at(name))
        assert "放在哪里" in text and "在哪里做" not in text, name
