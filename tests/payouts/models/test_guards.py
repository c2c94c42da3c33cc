"""The database itself refuses: what was posted, approved, sent or made once is never changed, by anybody."""

import datetime as dt
from decimal import Decimal as D

import pytest
from django.db import Error, connection, transaction

from tests.factories.workshops import EntryFactory
from workshops.payouts import models
from workshops.payouts.enums import PaymentState, RunState, SlipState
from workshops.payouts.operations import approval, deposits, runs, statements
from workshops.payouts.operations.answers import answer_slip

pytestmark = pytest.mark.django_db


@pytest.fixture
def books(office, combs):
    """A month that went all the way: delivered, stated, paid for, approved, half of it paid by the bank."""
    office.pays("on_pay_day", cap="5000")
    office.donated("5000")
    entries = [office.entry(office.resident(account=True), combs, 10) for _ in range(2)]
    office.accepted(*entries)
    run = office.approved()
    office.sent(run)
    deposits.pay_deposit(
        client=combs.work_order.client, amount=D(100), on=office.now.date(), actor=office.cashier, now=office.now
    )
    office.received(office.stated(combs.work_order.client), "100")
    return run


def refused(sentence, act):
    """The database raises with this sentence, or by the constraint of this name."""
    with pytest.raises(Error, match=sentence), transaction.atomic():
        act()
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


FROZEN = [
    (models.Account, {"kind": "fund"}, "stays as it is"),
    (models.JournalEntry, {"narrative": "别的"}, "journal is never changed"),
    (models.JournalLine, {"amount": 1}, "journal is never changed"),
    (models.Statement, {"fees": 1}, "issued statement is never changed"),
    (models.Statement, {"number": "DZ1"}, "stays with its client"),
    (models.Statement, {"state": "draft"}, "does not move that way"),
    (models.StatementLine, {"pieces": 1}, "next one"),
    (models.ClientReceipt, {"amount": 1}, "never changed"),
    (models.ReceiptMatch, {"pieces": 1}, "never changed"),
    (models.PayRun, {"pay_date": dt.date(2026, 12, 1)}, "approved pay run is never changed"),
    (models.PayRun, {"number": "FF1"}, "stays with its number"),
    (models.PayRun, {"state": RunState.DRAFT}, "does not move that way"),
    (models.Payslip, {"gross": 1}, "sums of a slip"),
    (models.Payslip, {"tax": 1, "net": 79}, "approved slip is never changed"),
    (models.Payslip, {"state": SlipState.CONFIRMED}, "does not move that way"),
    (models.PayLine, {"amount": 1}, "never changed"),
    (models.Payment, {"amount": 1}, "never changed"),
    (models.Payment, {"state": PaymentState.READY}, "does not move that way"),
    (models.BankFile, {"digest": "0" * 64}, "the same bytes for ever"),
    (models.BankFile, {"total": 1}, "the same bytes for ever"),
    (models.Donation, {"amount": 1}, "never changed"),
    (models.Deposit, {"amount": 1}, "never changed"),
]


@pytest.mark.parametrize(("model", "change", "sentence"), FROZEN)
def test_what_stands_is_never_changed(books, model, change, sentence):
    row = model.objects.order_by("pk").first()
    refused(sentence, lambda: model.objects.filter(pk=row.pk).update(**change))


@pytest.mark.parametrize(
    "model",
    [
        models.JournalEntry,
        models.JournalLine,
        models.Statement,
        models.StatementLine,
        models.ClientReceipt,
        models.ReceiptMatch,
        models.PayRun,
        models.Payslip,
        models.PayLine,
        models.Payment,
        models.BankFile,
        models.Donation,
        models.Deposit,
    ],
)
def test_what_stands_is_never_deleted(books, model):
    with pytest.raises(Error, match="never|discarded|for ever|next one"), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {model._meta.db_table}")


def test_an_entry_that_does_not_balance(office):
    def post(*amounts):
        entry = models.JournalEntry.objects.create(
            community=office.community, act="opening", on=office.now.date(), actor=office.staff, at=office.now
        )
        bank, _made = models.Account.objects.get_or_create(community=office.community, kind="bank")
        for amount in amounts:
            models.JournalLine.objects.create(community=office.community, entry=entry, account=bank, amount=amount)

    refused("does not balance", lambda: post(D("5.00"), D("-4.99")))
    refused("does not balance", lambda: post())
    refused("journal_line_not_empty", lambda: post(D(0), D(0)))


@pytest.mark.django_db(transaction=True)
def test_lines_are_not_added_to_an_old_entry(office):
    entry = office.donated("5").entry
    line = entry.lines.first()
    with pytest.raises(Error, match="together with their entry"):
        models.JournalLine.objects.create(community=office.community, entry=entry, account=line.account, amount=D(1))
    assert entry.lines.count() == 2


def test_an_account_belongs_to_whom_its_kind_says(office, combs):
    make = models.Account.objects.create
    refused("ledger_account_owner_agrees", lambda: make(community=office.community, kind="payable"))
    refused(
        "ledger_account_owner_agrees",
        lambda: make(community=office.community, kind="bank", work_order=combs.work_order),
    )
    make(community=office.community, kind="surplus")
    refused("ledger_account_once", lambda: make(community=office.community, kind="surplus"))


def test_an_entry_is_claimed_by_one_live_line(office, books):
    line = models.PayLine.objects.first()
    refused(
        "pay_line_claims_once|in a run that is not approved yet",
        lambda: models.PayLine.objects.create(
            community=line.community, slip=line.slip, entry=line.entry, work_order=line.work_order, amount=line.amount
        ),
    )


def test_a_line_pays_its_own_resident_the_right_amount(office, combs):
    office.pays("on_pay_day", cap="500")
    office.donated("500")
    office.entry(office.resident(), combs, 1)
    slip = office.drafted().slips.get()
    other = EntryFactory(accepted=True, issue__operation=combs, issue__resident=office.resident())
    for entry, amount in ((other, 8), (office.entry(slip.resident, combs, 2), 17)):
        refused(
            "pays the slip's resident",
            lambda entry=entry, amount=amount: models.PayLine.objects.create(
                community=slip.community, slip=slip, entry=entry, work_order=combs.work_order, amount=amount
            ),
        )


def test_duties_are_separate_on_one_row(office, books):
    run = models.PayRun.objects.filter(pk=books.pk)
    refused("run_approved_by_another|approved pay run", lambda: run.update(approved_by=books.prepared_by))
    refused("run_paid_by_another", lambda: run.update(paid_by=books.approved_by))
    payment = models.Payment.objects.filter(state=PaymentState.SENT)
    refused("payment_sent_by_another", lambda: payment.update(sent_by=books.approved_by))


def test_one_payment_of_a_slip_is_on_its_way(books):
    payment = models.Payment.objects.first()
    payment.pk, payment.attempt, payment.number, payment._state.adding = None, 2, "FK1", True
    refused("payment_one_live", payment.save)


def test_more_than_a_receipt_has_is_not_matched(books):
    match = models.ReceiptMatch.objects.first()
    match.pk, match.pieces, match._state.adding = None, 0, True
    refused("more is matched", match.save)


def test_a_draft_statement_can_be_thrown_away_an_issued_one_not(office, combs):
    office.accepted(office.entry(office.resident(), combs, 1))
    drawn = statements.draft_statement(
        community=office.community,
        client=combs.work_order.client,
        until=office.now.date(),
        actor=office.staff,
        now=office.now,
    )
    statements.discard_statement(statement=drawn, actor=office.staff, now=office.now)
    assert not drawn.lines.exists()
    issued = office.stated(combs.work_order.client)
    line = issued.lines.get()
    line.pk, line.position, line._state.adding = None, 9, True
    refused("next one", line.save)


def test_answers_stay(office, combs):
    office.pays("on_pay_day", cap="500")
    office.donated("500")
    office.entry(office.resident(with_user=True), combs, 1)
    run = office.approved()
    office.paid_in_cash(run)
    slip = run.slips.get()
    answer_slip(slip=slip, answer="received", actor=slip.resident.user, now=office.now)
    refused("takes its place", lambda: models.SlipAnswer.objects.update(answer="wrong_amount"))


def copy(row, **fields):
    """A new row like another, with some other fields."""
    row.pk, row._state.adding = None, True
    for name, value in fields.items():
        setattr(row, name, value)
    return row.save


def test_what_takes_a_match_back_turns_it_round_whole(books):
    match = models.ReceiptMatch.objects.first()
    about = {"reverses_id": match.pk, "reason": "错了"}
    refused("turns it round whole", copy(match, **about, amount=-match.amount, pieces=1 - match.pieces))
    match = models.ReceiptMatch.objects.first()
    refused("match_not_negative", copy(match, reverses=None, amount=-1, pieces=0))
    match = models.ReceiptMatch.objects.first()
    turned = {"reverses_id": match.pk, "amount": -match.amount, "pieces": -match.pieces}
    refused("match_reason", copy(match, **turned, reason=""))
    copy(models.ReceiptMatch.objects.first(), **turned, reason="错了")()
    refused("match_taken_back_once", copy(models.ReceiptMatch.objects.first(), **turned, reason="再错"))


def test_a_receipt_is_taken_back_whole_once_and_only_unmatched(books):
    receipts = models.ClientReceipt.objects
    about = {"reverses_id": receipts.get().pk, "amount": -100, "live": False, "note": "记错了"}
    receipts.update(live=False)
    refused("nothing of it is matched", copy(receipts.get(), **about))
    refused("receipt_back_has_reason", copy(receipts.get(), **{**about, "note": ""}))
    refused("receipt_positive", copy(receipts.get(), **{**about, "amount": 100}))
    refused("stays so", lambda: receipts.update(live=True))


def test_a_receipt_taken_back_settles_nothing(books):
    models.ClientReceipt.objects.update(live=False)
    match = models.ReceiptMatch.objects.first()
    refused("settles nothing", copy(match, amount=0, pieces=1))


def test_who_handed_a_run_in_stays_and_does_not_reverse_it(office, books):
    runs = models.PayRun.objects.filter(pk=books.pk)
    refused("until it is sent back", lambda: runs.update(submitted_by=office.staff))
    other = models.PayRun.objects.filter(pk=office_run(office).pk)
    gone = {"state": RunState.REVERSED, "reversed_at": office.now}
    refused("run_reversed_by_a_third", lambda: other.update(**gone, reversed_by=office.staff))


def office_run(office):
    """Approved; prepared by one person, handed in by another."""
    office.entry(office.resident(), office.operation("8", "8"), 1)
    run = runs.submit_run(run=office.drafted(), actor=office.staff, now=office.now)
    return approval.approve_run(run=run, actor=office.approver, now=office.now)
