"""What is told of: money that arrived, work that is due, a card that was replaced."""

import datetime as dt

import pytest
from django.core.management import call_command

from residents.enums import MessageTemplate
from residents.models import Community, Message
from residents.operations.cards import issue_card
from tests.factories.payouts import approved
from tests.factories.residents import ResidentFactory
from tests.factories.workshops import EntryFactory, IssueFactory, OperationFactory, WorkOrderFactory
from workshops.operations.reminders import remind
from workshops.payouts.enums import Method
from workshops.payouts.models import Payment
from workshops.payouts.operations.telling import tell_money_sent


@pytest.fixture
def combs(workshop):
    return OperationFactory(work_order=WorkOrderFactory(workshop=workshop, product="宠物梳"))


@pytest.fixture
def without_phone(liuhe, workshop):
    return ResidentFactory(community=liuhe, workshop=workshop, name="李桂芳", phone="", list_order=2)


def lot(resident, operation, due_on, good=0):
    issued_on = min(due_on, dt.date(2026, 11, 24)) - dt.timedelta(days=7)
    issue = IssueFactory(resident=resident, operation=operation, quantity=5, due_on=due_on, issued_on=issued_on)
    if good:
        EntryFactory(issue=issue, accepted=True, good=good)
    return issue


def told() -> list[tuple[str, str | None, str]]:
    rows = Message.objects.select_related("resident").order_by("resident__name", "pk")
    return [(row.template, row.resident and row.resident.name, row.channel) for row in rows]


def test_a_replaced_card_is_told(she, by):
    issue_card(resident=she, **by)
    assert told() == []
    issue_card(resident=she, **by)
    assert told() == [(MessageTemplate.CARD_REPLACED, "赵青梅", "paste")]


def test_work_that_is_due_tomorrow_and_work_that_is_late_is_told_once_a_day(she, without_phone, combs, now):
    tomorrow, late = dt.date(2026, 11, 25), dt.date(2026, 11, 20)
    lot(she, combs, tomorrow)
    lot(she, combs, tomorrow)
    lot(she, combs, dt.date(2026, 11, 24))
    lot(she, combs, dt.date(2026, 12, 1))
    lot(without_phone, combs, late)
    lot(without_phone, combs, dt.date(2026, 10, 1))
    lot(without_phone, combs, tomorrow, good=5)
    for _twice in range(2):
        remind(actor=None, now=now)
    assert told() == [
        (MessageTemplate.WORK_LATE, "李桂芳", "print"),
        (MessageTemplate.WORK_DUE, "赵青梅", "paste"),
    ]
    body = Message.objects.get(resident=she).body
    assert body.startswith("赵青梅，您手上的活（宠物梳）11月25日该交了。")


def test_the_command_reminds(she, combs, clock):
    lot(she, combs, dt.date(2026, 11, 25))
    call_command("remind")
    assert Message.objects.count() == 1


@pytest.fixture
def run(she, without_phone, combs, approver):
    return approved(
        *[
            EntryFactory(issue=IssueFactory(resident=who, operation=combs, quantity=20), accepted=True, good=10)
            for who in (she, without_phone)
        ],
        by=approver,
    )


def arrive(run, cashier, now):
    payments = list(Payment.objects.filter(slip__run=run).order_by("pk"))
    for payment in payments:
        payment.method = Method.BANK
    tell_money_sent(run=run, payments=payments, actor=cashier, now=now)


def test_money_that_arrived_is_told_to_the_group_and_to_whoever_has_no_telephone(run, cashier, now):
    for _twice in range(2):
        arrive(run, cashier, now)
    assert sorted(told(), key=str) == sorted(
        [(MessageTemplate.MONEY_SENT, "李桂芳", "print"), (MessageTemplate.MONEY_SENT, None, "paste")], key=str
    )
    assert "80" not in "".join(Message.objects.values_list("body", flat=True))


def test_with_a_gateway_each_gets_her_own(run, cashier, now, with_gateway):
    arrive(run, cashier, now)
    assert (MessageTemplate.MONEY_SENT, "赵青梅", "sms") in told()


def test_a_demo_tells_by_hand_only(run, cashier, now, with_gateway, liuhe):
    Community.objects.filter(pk=liuhe.pk).update(demo=True)
    run.community.refresh_from_db()
    arrive(run, cashier, now)
    assert "sms" not in {channel for _template, _name, channel in told()}


def test_cash_counted_into_her_hand_needs_no_message(run, cashier, now):
    payments = list(Payment.objects.filter(slip__run=run).order_by("pk"))
    for payment in payments:
        payment.method = Method.CASH
    tell_money_sent(run=run, payments=payments, actor=cashier, now=now)
    assert told() == []
