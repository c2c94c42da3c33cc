"""check_books names a rate that never stood, a confirmation nobody gave, a front given up twice; and leaves alone what
may differ."""

import datetime as dt
from decimal import Decimal as D

import pytest

from tests.factories.workshops import ImportedEntryFactory
from tests.payouts.books import books_are_clean
from tests.payouts.queries.planting import named, plant
from workshops.operations.entries import log_entry, report_lost
from workshops.operations.issues import issue_work
from workshops.operations.orders import set_rate
from workshops.payouts.enums import How
from workshops.payouts.operations import fronting, receipts
from workshops.payouts.operations.answers import answer_slip
from workshops.payouts.rules.vouching import Vouch, Witness

pytestmark = pytest.mark.django_db
EARLY = dt.date(2026, 11, 10)


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
