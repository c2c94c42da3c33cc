"""What random acts have found, each as a story of its own."""

import pytest

from tests.payouts.books import books_are_clean
from tests.payouts.office import Office
from workshops.payouts.operations.closing import close_run
from workshops.payouts.operations.payments import mark_done, mark_failed


@pytest.fixture
def office(liuhe, workshop, staff, social_worker, approver, cashier, now) -> Office:
    """The office of liuhe, whose fund fronts what is needed."""
    office = Office(
        liuhe, workshop, staff=staff, social_worker=social_worker, approver=approver, cashier=cashier, now=now
    )
    office.pays("on_pay_day", cap="5000")
    office.donated("5000")
    return office


def test_money_that_comes_back_after_its_run_was_wound_up_is_left_due_for_that_reason(office):
    office.entry(office.resident(account=True), office.operation("8", "8"), 5)
    run = office.approved()
    office.sent(run)
    slip = run.slips.get()
    payment = slip.payments.get()
    acts = {"actor": office.cashier, "now": office.now}
    mark_done(run=run, payments=[payment.pk], **acts)
    close_run(run=run, **acts)
    mark_failed(payment=payment, reason="账户已销户", **acts)
    slip.refresh_from_db()
    assert (slip.state, slip.left_due_reason) == ("due", "账户已销户")
    assert books_are_clean(office.community)
