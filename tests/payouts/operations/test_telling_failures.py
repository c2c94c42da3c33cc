"""Whoever a bank could not pay is asked to look at the number of her account: plain words, no amount, once a try."""

import datetime as dt

import pytest

from residents.enums import MessageTemplate, MessageWish
from residents.models import Message
from residents.rules.messages import flaw
from workshops.payouts.operations import payments

pytestmark = pytest.mark.django_db


@pytest.fixture
def paid(office, combs):
    """Somebody's 40 yuan on their way to her account."""
    office.pays("on_pay_day", cap="1000")
    office.donated("1000")
    person = office.resident(account=True, name="赵青梅", phone="13800000001")
    office.entry(person, combs, 5)
    return office.sent(office.approved()).payments.get()


def refused(office, payment, now=None):
    by = {"actor": office.cashier, "now": now or office.now}
    return payments.mark_failed(payment=payment, reason="账号户名不符，低保户 40 元", **by)


def told():
    return Message.objects.filter(template=MessageTemplate.MONEY_FAILED).order_by("pk")


def test_she_is_asked_to_come_once(office, paid):
    for _twice in range(2):
        refused(office, paid)
    message = told().get()
    assert message.resident == paid.slip.resident
    assert message.body.startswith("赵青梅，有一笔钱没转成，请到社区看一下您的卡号。")
    assert (flaw(message.body), "40" in message.body, "低保" in message.body) == ("", False, False)
    assert message.key == f"pay-{paid.number}-failed"


def test_what_comes_back_later_is_told_too_and_each_try_for_itself(office, paid):
    payments.mark_done(run=paid.slip.run, payments=[paid.pk], actor=office.cashier, now=office.now)
    refused(office, paid, office.now + dt.timedelta(days=3))
    again = payments.pay_again(payment=paid, actor=office.cashier, now=office.now)
    assert told().count() == 1
    office.sent(paid.slip.run)
    refused(office, again)
    assert told().count() == 2


def test_who_wants_no_messages_gets_none(office, paid):
    resident = paid.slip.resident
    resident.message_wish = MessageWish.NOTHING
    resident.save(update_fields=["message_wish"])
    refused(office, paid)
    assert not told().exists()
