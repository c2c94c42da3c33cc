"""The rows that fill the gaps of the addresses, all of them liuhe's."""

from decimal import Decimal

import pytest

from residents.operations.cards import renew_pin
from tests.factories import deliveries, disputes, payouts, workshops
from tests.factories.imports import ImportBatchFactory
from tests.factories.jobs import EmployerFactory, PostingFactory
from tests.factories.residents import (
    BankAccountFactory,
    ConsentFactory,
    HardshipRecordFactory,
    MessageFactory,
    RoleGrantFactory,
    TrustedPersonFactory,
)
from tests.factories.voice import ClipFactory, ClipSetFactory
from tests.runtime.clock import NOW
from workshops.payouts.operations.fund import donate
from workshops.payouts.operations.receipts import match_receipt


@pytest.fixture
def account(resident):
    return BankAccountFactory(resident=resident)


@pytest.fixture
def consent(resident):
    return ConsentFactory(resident=resident)


@pytest.fixture
def hardship(resident):
    return HardshipRecordFactory(resident=resident, kind="dibao")


@pytest.fixture
def membership(approver):
    return approver.memberships.get()


@pytest.fixture
def trusted(card):
    """The resident's daughter, with a card of her own."""
    return TrustedPersonFactory(resident=card.resident, with_card=True)


@pytest.fixture
def warned(card, social_worker):
    """The resident, whose phone asks whether she wanted a new PIN."""
    renew_pin(card=card, actor=social_worker, now=NOW)
    return card.resident


@pytest.fixture
def grant(liuhe, cashier):
    """Somebody asked that the cashier approve as well."""
    return RoleGrantFactory(community=liuhe, user=cashier, role="approver")


@pytest.fixture
def order(workshop):
    return workshops.WorkOrderFactory(workshop=workshop)


@pytest.fixture
def operation(order):
    return workshops.OperationFactory(work_order=order)


@pytest.fixture
def issue(operation, resident):
    """Ten pieces in the resident's hands."""
    return workshops.IssueFactory(operation=operation, resident=resident)


@pytest.fixture
def entry(issue):
    """Three of them, handed in and inspected."""
    return workshops.EntryFactory(issue=issue, good=3, accepted=True)


@pytest.fixture
def pending_entry(issue):
    return workshops.EntryFactory(issue=issue, good=2, pending=True)


@pytest.fixture
def sent_back_entry(issue):
    return workshops.EntryFactory(issue=issue, good=2, sent_back=True)


@pytest.fixture
def material(operation):
    return workshops.MaterialFactory(operation=operation)


@pytest.fixture
def rejected_line(entry):
    """Three pieces, one of which the client sent back for the worker's fault."""
    return deliveries.accepted(entry, rejected_worker=1).lines.get()


@pytest.fixture
def draft_delivery(entry):
    return deliveries.drafted(entry)


@pytest.fixture
def sent_delivery(entry):
    return deliveries.sent(entry)


@pytest.fixture
def accepted_delivery(entry):
    return deliveries.accepted(entry)


@pytest.fixture
def statement(accepted_delivery):
    return payouts.stated(accepted_delivery)


@pytest.fixture
def draft_statement(accepted_delivery):
    return payouts.stated(accepted_delivery, issued=False)


@pytest.fixture
def booking(liuhe, cashier):
    """A donation's entry in the journal."""
    return donate(community=liuhe, donor="王记粮油", amount=Decimal(100), on=NOW.date(), actor=cashier, now=NOW).entry


@pytest.fixture
def bank_template(liuhe):
    return payouts.BankFileProfileFactory(community=liuhe)


@pytest.fixture
def receipt(statement):
    return payouts.ClientReceiptFactory(client=statement.client, amount=24)


@pytest.fixture
def match(statement):
    """Some of another receipt, matched."""
    money = payouts.ClientReceiptFactory(client=statement.client, amount=1)
    return match_receipt(receipt=money, statement=statement, actor=money.booked_by, now=NOW)[0]


@pytest.fixture
def draft_run(entry):
    return payouts.drafted(entry)


@pytest.fixture
def approved_run(entry):
    return payouts.approved(entry)


@pytest.fixture
def paid_run(entry):
    return payouts.paid(entry)


@pytest.fixture
def submitted_run(entry):
    return payouts.submitted(entry)


@pytest.fixture
def due_slip(approved_run):
    return approved_run.slips.get()


@pytest.fixture
def payment(due_slip):
    return due_slip.payments.get()


@pytest.fixture
def bank_file(approved_run):
    return payouts.BankFileFactory(run=approved_run)


@pytest.fixture
def payslip(paid_run):
    """The resident's."""
    return paid_run.slips.get()


@pytest.fixture
def dispute(resident):
    """Work of hers is missing, she says, and with her voice too."""
    return disputes.raised(resident, voice=disputes.WEBM)


@pytest.fixture
def dispute_voice(dispute):
    return dispute.messages.get()


@pytest.fixture
def answered_dispute(dispute, staff):
    return disputes.answered(dispute, staff)


@pytest.fixture
def payline(payslip):
    """A line of the resident's slip."""
    return payslip.lines.get()


@pytest.fixture
def upload(workshop):
    """A roster that nobody has stored yet."""
    return ImportBatchFactory(workshop=workshop)


@pytest.fixture
def employer(liuhe):
    return EmployerFactory(community=liuhe)


@pytest.fixture
def draft_posting(employer):
    return PostingFactory(employer=employer)


@pytest.fixture
def posting(employer):
    return PostingFactory(employer=employer, published=True)


@pytest.fixture
def message(resident):
    """A text for the resident's own chat."""
    return MessageFactory(resident=resident)


@pytest.fixture
def clip_set(liuhe):
    """The set that the residents of liuhe hear."""
    return ClipSetFactory(community=liuhe, active=True)


@pytest.fixture
def clip(clip_set):
    """A word that waits to be heard by somebody else."""
    return ClipFactory(clip_set=clip_set)
