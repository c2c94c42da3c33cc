"""Money as situations: a bank's template, a statement, a receipt, and pay runs of some entries in each state.

These are rows for pages and for the database's own rules. They post nothing: whoever tests sums goes through the
operations, which write the journal.
"""

import datetime as dt
from collections import defaultdict
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from microfactory.kernel.encryption import SealedBytes, blind_digest
from microfactory.kernel.money import round_fen
from tests.factories.residents import CommunityFactory, UserFactory
from tests.factories.workshops import TODAY, ClientFactory, EntryClaimFactory, number
from tests.runtime.clock import NOW
from workshops.payouts import models
from workshops.payouts.enums import Method, PaymentState, RunState, SlipState, StatementLineKind, StatementState

PAY_DATE = dt.date(2026, 12, 15)


class BankFileProfileFactory(DjangoModelFactory):
    """A template with the four columns that every bank asks for."""

    class Meta:
        model = models.BankFileProfile
        skip_postgeneration_save = True

    community = factory.SubFactory(CommunityFactory, pay_moment="on_receipt")
    name = factory.Sequence(lambda n: f"第{n + 1}银行代发")

    @factory.post_generation
    def columns(profile, create, extracted, **kwargs):
        headings = {"position": "序号", "holder": "户名", "account": "账号", "amount": "金额"}
        models.BankFileColumn.objects.bulk_create(
            models.BankFileColumn(
                community=profile.community, profile=profile, position=place, heading=heading, field=field
            )
            for place, (field, heading) in enumerate(headings.items(), 1)
        )


class StatementFactory(DjangoModelFactory):
    """A statement that is being drawn up, with nothing in it."""

    class Meta:
        model = models.Statement

    client = factory.SubFactory(ClientFactory)
    community = factory.SelfAttribute("client.community")
    number = number("DZ")
    until = TODAY
    drafted_at = NOW
    drafted_by = factory.SubFactory(UserFactory)


def stated(delivery, *, issued: bool = True) -> models.Statement:
    """A statement of what a client accepted of a delivery."""
    statement = StatementFactory(client=delivery.client)
    for position, line in enumerate(delivery.lines.order_by("pk"), 1):
        models.StatementLine.objects.create(
            community=statement.community,
            statement=statement,
            position=position,
            kind=StatementLineKind.FEE,
            delivery_line=line,
            work_order=line.operation.work_order,
            operation=line.operation,
            pieces=line.accepted,
            price=line.client_price,
        )
    if issued:
        total = sum(line.amount for line in statement.lines.order_by("pk"))
        statement.fees_exact, statement.fees = total, round_fen(total)
        statement.state = StatementState.ISSUED
        statement.issued_on, statement.issued_at, statement.issued_by = TODAY, NOW, statement.drafted_by
        statement.save()
    return statement


class ClientReceiptFactory(DjangoModelFactory):
    """Money that a client sent. `amount` is left empty."""

    class Meta:
        model = models.ClientReceipt

    client = factory.SubFactory(ClientFactory)
    community = factory.SelfAttribute("client.community")
    received_on = TODAY
    amount = None
    booked_at = NOW
    booked_by = factory.SubFactory(UserFactory)


class PayRunFactory(DjangoModelFactory):
    """A run that is being prepared, with nobody in it."""

    class Meta:
        model = models.PayRun

    community = factory.SubFactory(CommunityFactory, pay_moment="on_receipt")
    number = number("FF")
    pay_date = PAY_DATE
    cut_off = dt.date(2026, 11, 30)
    pay_moment = factory.SelfAttribute("community.pay_moment")
    prepared_at = NOW
    prepared_by = factory.SubFactory(UserFactory)


class PaymentFactory(DjangoModelFactory):
    """Cash that waits to be handed out; `sent` and `failed` are its other situations. `slip` is of an approved run."""

    class Meta:
        model = models.Payment

    class Params:
        sent = factory.Trait(
            state=PaymentState.SENT, sent_on=PAY_DATE, sent_at=NOW, sent_by=factory.SubFactory(UserFactory)
        )
        failed = factory.Trait(
            sent=True,
            state=PaymentState.FAILED,
            failed_at=NOW,
            failed_by=factory.SelfAttribute("sent_by"),
            failed_reason="账号已注销",
        )
        by_bank = factory.Trait(method=Method.BANK, holder="赵青梅", bank="农商银行", last4="0001")

    slip = None
    community = factory.SelfAttribute("slip.community")
    number = number("FK")
    attempt = 1
    method = Method.CASH
    amount = factory.SelfAttribute("slip.net")
    approved_by = factory.SelfAttribute("slip.run.approved_by")
    made_at = NOW
    made_by = factory.SelfAttribute("slip.run.approved_by")


class BankFileFactory(DjangoModelFactory):
    """A file for the bank with one row. `run` is an approved one."""

    class Meta:
        model = models.BankFile

    run = None
    community = factory.SelfAttribute("run.community")
    profile = factory.SubFactory(BankFileProfileFactory, community=factory.SelfAttribute("..community"))
    name = factory.LazyAttribute(lambda file: f"{file.run.number}.csv")
    content = SealedBytes.seal("序号,户名,账号,金额\r\n1,赵青梅,6200000000000001,24.00\r\n".encode("gbk"))
    digest = factory.LazyAttribute(lambda file: blind_digest(file.content.reveal()))
    rows = 1
    total = Decimal("24.00")
    made_at = NOW
    made_by = factory.SubFactory(UserFactory)


def drafted(*entries, **fields) -> models.PayRun:
    """A run that claims the entries, one slip a resident, tax nothing."""
    run = PayRunFactory(**{"community": entries[0].community, **fields})
    by_resident = defaultdict(list)
    for entry in entries:
        by_resident[entry.resident].append(entry)
        EntryClaimFactory(entry=entry, reference=run.number)
    for place, (resident, earned) in enumerate(by_resident.items(), 1):
        _slip(run, resident, earned, place)
    return run


def _slip(run, resident, entries, place: int) -> models.Payslip:
    exact = sum((entry.amount for entry in entries), Decimal(0))
    gross = round_fen(exact)
    slip = models.Payslip.objects.create(
        community=run.community,
        run=run,
        resident=resident,
        number=f"{run.number}-{place:03d}",
        gross_exact=exact,
        gross=gross,
        rounding=gross - exact,
        tax=0,
        net=gross,
        method=Method.CASH,
    )
    models.PayLine.objects.bulk_create(
        models.PayLine(
            community=run.community, slip=slip, entry=entry, work_order=entry.operation.work_order, amount=entry.amount
        )
        for entry in entries
    )
    return slip


def _moved(run, state, **fields) -> models.PayRun:
    for name, value in {"state": state, **fields}.items():
        setattr(run, name, value)
    run.save()
    return run


def submitted(*entries, **fields) -> models.PayRun:
    """Waits for approval."""
    run = drafted(*entries, **fields)
    return _moved(run, RunState.SUBMITTED, submitted_at=NOW, submitted_by=run.prepared_by)


def approved(*entries, by=None, **fields) -> models.PayRun:
    """Approved by somebody else; each slip has a payment that is ready."""
    run = submitted(*entries, **fields)
    _moved(run, RunState.APPROVED, approved_at=NOW, approved_by=by or UserFactory())
    for slip in run.slips.order_by("pk"):
        PaymentFactory(slip=slip)
    return run


def paid(*entries, by=None, **fields) -> models.PayRun:
    """Being paid: every slip's money arrived."""
    run = approved(*entries, **fields)
    _moved(run, RunState.PAYING, paid_at=NOW, paid_by=by or UserFactory())
    run.slips.update(state=SlipState.PAID)
    return run
