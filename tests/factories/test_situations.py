"""Every situation that a factory names can be stored: the database's own rules agree with it."""

import pytest
from django.db import IntegrityError, transaction

from tests.factories import deliveries
from tests.factories import payouts as pay
from tests.factories import workshops as work
from workshops.enums import DeliveryState

pytestmark = pytest.mark.django_db


def test_an_order_knows_one_community():
    operation = work.OperationFactory()
    order = operation.work_order
    assert {order.community, order.agreement.community, order.client.community} == {operation.community}
    assert operation.rates.get().rate == 8


@pytest.mark.parametrize("situation", ["accepted", "pending", "sent_back", "voided", "claimed"])
def test_an_entry_in_each_situation(situation):
    entry = work.EntryFactory(**{situation: True})
    assert entry.amount == 8
    assert entry.issue.resident == entry.resident


def test_an_entry_says_its_state():
    with pytest.raises(IntegrityError), transaction.atomic():
        work.EntryFactory()


@pytest.mark.parametrize("situation", ["day", "finished", "cancelled"])
def test_a_slip_in_each_situation(situation):
    assert work.IssueFactory(**{situation: True}).quantity == 10


def test_a_correction_belongs_to_its_entry():
    entry = work.EntryFactory(accepted=True, good=3)
    assert work.CorrectionFactory(corrects=entry, good=-1).amount == -8


def test_an_imported_row_has_no_slip():
    assert work.ImportedEntryFactory(settled_outside=True).issue is None


def test_material_and_visits():
    assert work.MaterialMovementFactory().material.operation.work_order
    assert work.DayVisitFactory().resident.workshop
    assert work.WorkOrderFactory(closed=True).closed_by
    assert work.AgreementFactory(traced=True).client


@pytest.mark.parametrize("state", [DeliveryState.DRAFT, DeliveryState.SENT, DeliveryState.ACCEPTED])
def test_a_delivery_in_each_state(state):
    operation = work.OperationFactory()
    entries = [work.EntryFactory(accepted=True, good=good, issue__operation=operation) for good in (3, 4)]
    make = {"draft": deliveries.drafted, "sent": deliveries.sent, "accepted": deliveries.accepted}[state]
    assert make(*entries).lines.get().quantity == 7


@pytest.mark.parametrize("state", ["drafted", "submitted", "approved", "paid"])
def test_a_pay_run_in_each_state(state):
    operation = work.OperationFactory()
    entries = [work.EntryFactory(accepted=True, good=good, issue__operation=operation) for good in (7, 3)]
    run = getattr(pay, state)(*entries)
    assert sorted(run.slips.values_list("gross", flat=True)) == [24, 56]


@pytest.mark.parametrize("situation", [{"sent": True}, {"failed": True}, {"by_bank": True}])
def test_a_payment_in_each_situation(situation):
    slip = pay.approved(work.EntryFactory(accepted=True)).slips.get()
    slip.payments.update(state="voided", voided_at=slip.run.approved_at, voided_by=slip.run.approved_by)
    assert pay.PaymentFactory(slip=slip, attempt=2, **situation).amount == 8


def test_a_statement_and_a_receipt():
    statement = pay.stated(deliveries.accepted(work.EntryFactory(accepted=True, good=5)))
    assert statement.fees == 40
    assert pay.ClientReceiptFactory(client=statement.client, amount=40).community == statement.community
    assert pay.BankFileProfileFactory().columns.count() == 4
