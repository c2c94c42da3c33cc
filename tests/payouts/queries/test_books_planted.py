"""check_books names a rate that never stood, a confirmation nobody gave, a bank file's wrong row, a front given up
twice; and leaves alone what may differ."""

import datetime as dt
from decimal import Decimal as D

import pytest

from microfactory.kernel.encryption import SealedBytes, blind_digest
from tests.factories.payouts import BankFileProfileFactory
from tests.factories.workshops import ImportedEntryFactory
from tests.payouts.books import books_are_clean
from tests.payouts.queries.test_books_more import plant
from workshops.operations.entries import log_entry, report_lost
from workshops.operations.issues import issue_work
from workshops.operations.orders import set_rate
from workshops.payouts.enums import How
from workshops.payouts.models import BankFile
from workshops.payouts.operations import bank_files, fronting, payments, receipts
from workshops.payouts.operations.answers import answer_slip
from workshops.payouts.queries.books import differences
from workshops.payouts.rules.vouching import Vouch, Witness

pytestmark = pytest.mark.django_db
EARLY = dt.date(2026, 11, 10)


def named(office, words: str) -> bool:
    """True, or fails with all that was found."""
    found = differences(office.community)
    assert any(words in sentence for sentence in found), found
    return True


@pytest.fixture
def by(office):
    return lambda role: {"actor": office.people[role], "now": office.now}


@pytest.fixture
def handed_out(office, combs, by):
    """Ten combs in somebody's hands, at 8."""
    return issue_work(resident=office.resident(), operation=combs, quantity=10, issued_on=EARLY, **by("social_worker"))


# Rates


def test_an_entry_at_a_rate_that_never_stood(office, handed_out, by):
    log_entry(issue=handed_out, good=3, **by("social_worker"))
    assert books_are_clean(office.community)
    plant("UPDATE workshops_pieceentry SET rate = rate + 1")
    assert named(office, "记的工价是 9.00，那天的工价是 8.00")


def test_a_slip_that_promises_more_than_its_day(office, handed_out, by):
    plant("UPDATE workshops_issue SET rate = rate + 1")
    assert named(office, "写的工价是 9.00，那天的工价是 8.00")


def test_what_was_logged_keeps_its_rate(office, combs, handed_out, by, clock):
    """A raise from an earlier day on, entered afterwards, never touches what was logged before it; what is logged
    later earns it."""
    log_entry(issue=handed_out, good=3, work_date=dt.date(2026, 11, 12), **by("social_worker"))
    office.now = clock.forward(hours=1)
    set_rate(operation=combs, rate=D("8.5"), starts_on=EARLY, **by("staff"))
    office.now = clock.forward(hours=1)
    late = log_entry(issue=handed_out, good=2, work_date=dt.date(2026, 11, 12), **by("social_worker"))
    assert late.rate == D("8.5")
    assert books_are_clean(office.community)
    plant(f"UPDATE workshops_pieceentry SET rate = 8 WHERE id = {late.pk}")
    assert named(office, "记的工价是 8.00，那天的工价是 8.50")


def test_a_cut_never_reaches_slips_that_were_handed_out(office, combs, handed_out, by, clock):
    set_rate(operation=combs, rate=D("7"), starts_on=office.now.date(), **by("staff"))
    office.now = clock.forward(hours=1)
    assert log_entry(issue=handed_out, good=3, **by("social_worker")).rate == 8
    report_lost(issue=handed_out, pieces=1, reason="搬走了", **by("social_worker"))
    assert books_are_clean(office.community)


def test_what_a_paper_said_and_what_a_correction_says_may_differ(office, combs):
    office.pays("on_pay_day", cap="5000")
    ImportedEntryFactory(operation=combs, resident=office.resident(), rate=D("7.2"), settled_outside=False)
    entry = office.entry(office.resident(), combs, 10)
    office.corrected(entry, rate=D("7"))
    office.corrected(entry, rate=D("9"), good=8)
    assert books_are_clean(office.community)


def test_a_correction_at_a_rate_at_which_nothing_was_counted(office, combs):
    entry = office.entry(office.resident(), combs, 10)
    row = office.corrected(entry, good=8)[0]
    plant(f"UPDATE workshops_pieceentry SET rate = 6 WHERE id = {row.pk}")
    assert named(office, "更正按 6.00 扣了 2 件")


# Her word


@pytest.fixture
def paid(office, combs):
    """A slip whose money she got, and its resident's own user."""
    office.pays("on_pay_day", cap="5000")
    office.donated("5000")
    office.entry(office.resident(with_user=True), combs, 5)
    run = office.approved()
    office.paid_in_cash(run)
    return run.slips.get()


def test_confirmed_without_a_word_of_hers(office, paid):
    plant("UPDATE payouts_payslip SET state = 'confirmed'")
    assert named(office, "没有居民本人说“收到了”")


@pytest.mark.parametrize(
    "fault",
    [
        "UPDATE payouts_slipanswer SET by_id = {cashier}",
        "UPDATE payouts_slipanswer SET answer = 'not_received'",
        "UPDATE payouts_slipanswer SET how = 'pin', card_id = (SELECT MIN(id) FROM residents_accesscard)",
    ],
    ids=["somebody else's", "another word", "another card"],
)
def test_confirmed_by_a_word_that_is_not_hers(office, paid, by, card, fault):
    answer_slip(slip=paid, answer="received", actor=paid.resident.user, now=office.now)
    assert books_are_clean(office.community)
    plant(fault.format(cashier=office.cashier.pk))
    assert named(office, "没有居民本人说“收到了”")


def test_confirmed_before_two_witnesses(office, combs):
    office.pays("on_pay_day", cap="5000")
    office.donated("5000")
    office.entry(office.resident(name="何秀珍"), combs, 5)
    run = office.approved()
    office.paid_in_cash(run)
    two = (Witness(office.staff.name, office.staff.pk), Witness("钱大爷"))
    word = Vouch(How.WITNESSES, witnesses=two, why="眼睛看不清")
    answer_slip(slip=run.slips.get(), answer="received", vouch=word, actor=office.social_worker, now=office.now)
    assert run.slips.get().state == "confirmed"
    assert books_are_clean(office.community)


# Files for the bank


@pytest.fixture
def filed(office, combs):
    """A run of two people whose file went to the bank."""
    office.pays("on_pay_day", cap="5000")
    office.donated("5000")
    for good in (5, 4):
        office.entry(office.resident(account=True), combs, good)
    return office.approved()


def forged(file: BankFile, old: str, new: str) -> None:
    """Changes bytes of a file, and its checksum with them."""
    clear = file.content.reveal()
    content = clear.replace(old.encode("gbk"), new.encode("gbk"))
    assert content != clear
    sealed = SealedBytes.seal(content).token.hex()
    plant(f"UPDATE payouts_bankfile SET content = '\\x{sealed}', digest = '{blind_digest(content)}'")


@pytest.mark.parametrize("what", ["holder", "account", "amount"])
def test_a_row_that_pays_something_else(office, filed, what):
    profile = BankFileProfileFactory(community=office.community, file_format="csv", separator="|")
    file = office.sent(filed, profile=profile)
    assert books_are_clean(office.community)
    payment = file.payments.order_by("number").last()
    old, new = {
        "holder": (f"|{payment.holder}|", "|别人|"),
        "account": (payment.account_number.reveal(), "6200009999999999"),
        "amount": (f"|{payment.amount}", f"|{payment.amount + 1}"),
    }[what]
    forged(file, old, new)
    assert named(office, "第 2 行的户名、账号或金额不是付款")


def test_a_row_too_many(office, filed):
    file = office.sent(filed, profile=BankFileProfileFactory(community=office.community, file_format="csv"))
    forged(file, "\r\n1,", "\r\n0,别人,6200009999999999,1.00\r\n1,")
    assert named(office, "实际 3 行，付款 2 笔")


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("UPDATE payouts_bankfile SET rows = rows + 1", "写着 3 行，实际 2 行，付款 2 笔"),
        (
            "UPDATE payouts_payment SET bank_file_id = NULL WHERE id = (SELECT MIN(id) FROM payouts_payment)",
            "付款 1 笔",
        ),
        (
            "UPDATE payouts_payment SET holder = '别人' WHERE id = (SELECT MIN(id) FROM payouts_payment)",
            "户名、账号或金额",
        ),
        ("UPDATE payouts_payment SET last4 = '0000'", "户名、账号或金额"),
        ("UPDATE payouts_payment SET attempt = attempt + 1", "写着第 2 次，按记录是第 1 次"),
    ],
    ids=["rows", "a payment gone", "holder", "last four", "try"],
)
def test_a_workbook_that_does_not_fit_its_payments(office, filed, fault, words):
    office.sent(filed)
    assert books_are_clean(office.community)
    plant(fault)
    assert named(office, words)


def test_a_file_of_second_tries_is_right(office, filed, by):
    file = office.sent(filed)
    payment = file.payments.order_by("number").first()
    payments.mark_failed(payment=payment, reason="户名不符", **by("cashier"))
    payments.pay_again(payment=payment, **by("cashier"))
    second = bank_files.make_bank_file(run=filed, **by("cashier"))
    bank_files.withdraw_file(bank_file=second, reason="换模板", **by("cashier"))
    assert books_are_clean(office.community)
    plant(f"UPDATE payouts_payment SET bank_file_id = {file.pk} WHERE method = 'bank' AND attempt = 2")
    assert named(office, "付款 3 笔")


def test_a_payment_in_another_runs_file(office, combs, filed, by):
    office.sent(filed)
    office.entry(office.resident(account=True), combs, 3)
    other = office.approved()
    office.sent(other)
    plant(
        f"""UPDATE payouts_payment p SET bank_file_id = (SELECT id FROM payouts_bankfile WHERE run_id = {filed.pk})
            FROM payouts_payslip s WHERE s.id = p.slip_id AND s.run_id = {other.pk}"""
    )
    assert named(office, "却是别的批次的")


# Given up


def test_more_of_a_front_given_up_than_was_laid_out(office, by):
    office.pays("on_pay_day", cap="5000")
    office.donated("5000")
    loss = office.operation("8", "9")
    office.entry(office.resident(), loss, 10)
    office.approved()
    for amount in (30, 60):
        fronting.give_up_front(work_order=loss.work_order, amount=D(amount), reason="收不回", **by("approver"))
    assert books_are_clean(office.community)
    plant(
        """UPDATE payouts_journalline l SET amount = l.amount * 2 FROM payouts_journalentry j
            WHERE j.id = l.entry_id AND j.act = 'front_given_up'"""
    )
    assert named(office, "放弃了 120.00，当时只垫着 30.00")


def test_more_of_a_claim_given_up_than_stands(office, combs, by):
    office.accepted(office.entry(office.resident(), combs, 20), short=4)
    statement = office.stated(combs.work_order.client)
    receipts.give_up_claim(statement=statement, amount=D(20), reason="算了", **by("approver"))
    assert books_are_clean(office.community)
    plant("UPDATE payouts_receiptmatch SET amount = amount + 20 WHERE kind = 'given_up'")
    assert named(office, "放弃了 40")
