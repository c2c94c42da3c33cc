"""What she said of money that the bank took back afterwards is over: paid again, she is asked anew."""

import datetime as dt

import pytest

from microfactory.kernel.scoping import Access
from tests.factories.residents import BankAccountFactory
from tests.payouts.books import books_are_clean
from workshops.payouts.operations import answers, payments
from workshops.payouts.operations.slips import set_method
from workshops.payouts.queries.answers import last_answer
from workshops.payouts.queries.today import waiting
from workshops.payouts.queries.told import told

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def slip(office, resident, resident_client, combs):
    """Her money has arrived on her card."""
    office.pays("on_pay_day", cap="5000")
    office.donated("5000")
    BankAccountFactory(resident=resident)
    office.entry(resident, combs, 5)
    run = office.approved()
    sent = office.sent(run).payments.get()
    payments.mark_done(run=run, payments=[sent.pk], actor=office.cashier, now=office.now)
    return run.slips.get()


@pytest.fixture
def says(office, slip, resident):
    """She says something of it, so many days after it came."""

    def says(answer: str, *, days: int = 0):
        said = {"actor": resident.user, "now": office.now + days * DAY}
        answers.answer_slip(slip=slip, answer=answer, **said)
        slip.refresh_from_db()
        return slip.state

    return says


@pytest.fixture
def paid_again(office, slip):
    """The bank sends it back after two days; on the third it is counted out in cash."""

    def paid_again():
        at = office.now + 2 * DAY
        failed = slip.payments.get()
        payments.mark_failed(payment=failed, reason="账号已注销", actor=office.cashier, now=at)
        assert last_answer(slip) is None
        set_method(slip=slip, method="cash", actor=office.staff, now=at)
        payments.pay_cash(run=slip.run, slips=[slip.pk], actor=office.cashier, now=at + DAY)
        slip.refresh_from_db()

    return paid_again


def asked(office, resident):
    now = office.now + 4 * DAY
    return told(resident, today=now.date(), now=now).question


@pytest.mark.parametrize("said", ["received", "not_received"])
def test_she_is_asked_about_the_money_that_came_afterwards(office, resident, slip, says, paid_again, said):
    says(said)
    assert asked(office, resident) is None
    paid_again()
    assert slip.state == "paid"
    assert asked(office, resident) == slip
    assert says("received", days=4) == "confirmed"
    assert asked(office, resident) is None
    assert books_are_clean(office.community)


def test_that_it_never_came_can_be_said_again(slip, says, paid_again):
    says("received")
    paid_again()
    assert says("not_received", days=4) == "paid"
    assert last_answer(slip).answer == "not_received"


def test_a_complaint_is_over_once_the_bank_sent_the_money_back(office, slip, says, paid_again):
    access = Access(office.staff, office.community, frozenset({"staff"}))
    says("not_received")
    assert waiting(access).complaints == 1
    paid_again()
    assert waiting(access).complaints == 0
