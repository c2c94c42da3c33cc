"""Money of the demo, by the same acts that people use, at past moments."""

import datetime as dt
from decimal import Decimal

from microfactory.demo.days import at
from microfactory.demo.members import Town
from workshops.payouts.enums import Method
from workshops.payouts.models import Payment, PayRun, Payslip, Statement
from workshops.payouts.operations.approval import approve_run
from workshops.payouts.operations.bank_files import make_bank_file
from workshops.payouts.operations.closing import close_run
from workshops.payouts.operations.payments import mark_done, mark_sent, pay_cash
from workshops.payouts.operations.receipts import book_receipt, match_receipt
from workshops.payouts.operations.runs import draft_run, submit_run
from workshops.payouts.operations.statements import draft_statement, issue_statement


def state(town: Town, client, day: dt.date) -> Statement:
    """A statement of all that the company accepted up to the day."""
    who = {"actor": town.staff["gongzuo"], "now": at(day, 10)}
    draft = draft_statement(community=town.community, client=client, until=day, **who)
    return issue_statement(statement=draft, issued_on=day, **who)


def receive(town: Town, statement: Statement, day: dt.date, *, amount: Decimal | None = None, reference: str) -> None:
    """The company pays a statement's fees and claims, or only `amount`; matched at once."""
    statement.refresh_from_db()
    total = statement.fees + statement.claims if amount is None else amount
    who = {"actor": town.staff["gongzuo"], "now": at(day, 14)}
    receipt = book_receipt(
        community=town.community,
        client=statement.client,
        amount=total,
        received_on=day,
        bank_reference=reference,
        **who,
    )
    match_receipt(receipt=receipt, statement=statement, **who)
    if amount is None and statement.claims:
        match_receipt(receipt=receipt, statement=statement, claims=True, **who)


def prepare(town: Town, pay_date: dt.date, cut_off: dt.date, day: dt.date, *, submit: bool = True) -> PayRun:
    """A run, prepared by the social worker."""
    who = {"actor": town.social_worker, "now": at(day, 9)}
    run = draft_run(community=town.community, pay_date=pay_date, cut_off=cut_off, **who)
    return submit_run(run=run, **who) if submit else run


def approve(town: Town, run: PayRun, day: dt.date) -> PayRun:
    """The approver's act."""
    return approve_run(run=run, actor=town.staff["fuhe"], now=at(day, 11))


def pay(town: Town, run: PayRun, day: dt.date, *, arrive: bool = True) -> None:
    """The cashier pays: a bank file for those with a card, cash for the others."""
    who = {"actor": town.staff["chuna"], "now": at(day, 13)}
    if Payslip.objects.filter(run=run, method=Method.BANK).exists():
        mark_sent(bank_file=make_bank_file(run=run, **who), sent_on=day, **who)
    cash = list(Payslip.objects.filter(run=run, method=Method.CASH, state="due").values_list("pk", flat=True))
    if cash:
        pay_cash(run=run, slips=cash, paid_on=day, **who)
    if arrive:
        sent = Payment.objects.filter(slip__run=run, state="sent").order_by("pk").values_list("pk", flat=True)
        mark_done(run=run, payments=list(sent), actor=town.staff["chuna"], now=at(day, 16))


def close(town: Town, run: PayRun, day: dt.date) -> None:
    """Every slip is paid."""
    close_run(run=run, actor=town.staff["chuna"], now=at(day, 17))


def whole_run(town: Town, pay_date: dt.date, cut_off: dt.date) -> PayRun:
    """Prepared, approved, paid and closed on the pay day."""
    run = prepare(town, pay_date, cut_off, pay_date)
    run = approve(town, run, pay_date)
    pay(town, run, pay_date)
    run.refresh_from_db()
    close(town, run, pay_date)
    return run
