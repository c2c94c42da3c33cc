"""Money of the fund: no day that is still to come, and no more paid over than lies in the bank."""

import datetime as dt
from decimal import Decimal as D

import pytest

from microfactory.kernel.errors import RuleBroken
from workshops.payouts.models import JournalEntry
from workshops.payouts.operations import deposits, fund


def refused(act, **given) -> RuleBroken:
    with pytest.raises(RuleBroken) as error:
        act(**given)
    return error.value


@pytest.mark.parametrize("act", [fund.open_fund, fund.donate, fund.draw_cash, fund.pay_tax_over])
def test_no_booking_of_a_day_to_come(office, act):
    tomorrow = office.now.date() + dt.timedelta(days=1)
    given = {"donor": "王记粮油"} if act is fund.donate else {}
    error = refused(
        act, community=office.community, amount=D(1), on=tomorrow, actor=office.cashier, now=office.now, **given
    )
    assert (error.code, error.field) == ("future", "on")
    assert tomorrow.isoformat() in str(error)
    assert not JournalEntry.objects.exists()


def test_no_deposit_of_a_day_to_come(office, combs):
    office.donated("100")
    tomorrow = office.now.date() + dt.timedelta(days=1)
    paid = {"client": combs.work_order.client, "amount": D(10), "actor": office.cashier, "now": office.now}
    assert refused(deposits.pay_deposit, **paid, on=tomorrow).code == "future"
    deposits.pay_deposit(**paid, on=office.now.date())
    assert refused(deposits.take_deposit_back, **paid, on=tomorrow).code == "future"
    assert refused(deposits.write_off_deposit, **paid, on=tomorrow, reason="合同到期").code == "future"


def test_no_more_tax_is_paid_over_than_lies_in_the_bank(office):
    office.pays("on_pay_day", cap="5000")
    office.donated("2000")
    office.entry(office.resident(account=True), office.operation("8", "8"), 200)
    run = office.approved()
    assert office.at("tax") == 160
    fund.draw_cash(
        community=office.community, amount=D(1900), on=office.now.date(), actor=office.cashier, now=office.now
    )
    over = {"community": office.community, "on": office.now.date(), "actor": office.cashier, "now": office.now}
    error = refused(fund.pay_tax_over, **over, amount=D(160))
    assert (error.code, error.field) == ("too_much", "amount")
    assert "¥100.00" in str(error)
    fund.pay_tax_over(**over, amount=D(100))
    assert (office.at("bank"), office.at("tax")) == (0, 60)
    assert run.slips.count() == 1
