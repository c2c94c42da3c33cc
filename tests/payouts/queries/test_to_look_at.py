"""Whom to look at in a run: by what she said last, and how many more there are."""

import datetime as dt

import pytest

from residents.models import BankAccount
from workshops.payouts.enums import COMPLAINTS
from workshops.payouts.models import SlipAnswer
from workshops.payouts.operations.payments import mark_failed
from workshops.payouts.operations.slips import hold_slip
from workshops.payouts.queries.run_people import to_look_at
from workshops.payouts.queries.runs import run_lines

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(office, combs):
    """Three people were paid."""
    office.pays("on_pay_day", cap="5000")
    office.donated("5000")
    for _ in range(3):
        office.entry(office.resident(with_user=True), combs, 5)
    run = office.approved()
    office.paid_in_cash(run)
    return run


def says(run, slip, answer, minutes, office):
    SlipAnswer.objects.create(
        community=office.community,
        slip=slip,
        answer=answer,
        at=office.now + dt.timedelta(minutes=minutes),
        by=slip.resident.user,
        how="own",
    )


def test_what_she_said_last_counts_and_the_rest_is_counted(office, run):
    slips = list(run.slips.order_by("number"))
    for slip in slips:
        says(run, slip, "not_received", 1, office)
    assert to_look_at(run, most=2)[1] == 1
    says(run, slips[0], "received", 2, office)
    found, more = to_look_at(run, most=2)
    assert ([line.slip.pk for line in found], more) == ([slip.pk for slip in slips[1:]], 0)


def test_it_is_whoever_the_list_says_something_grave_of(office, combs, run):
    """Of each kind one, and one of whom nothing is to be said: by the columns of their rows, one by one."""
    people = [office.resident(account=place < 3, with_user=True) for place in range(6)]
    for person in people:
        office.entry(person, combs, 5)
    later = office.approved()
    slips = [later.slips.get(resident=person) for person in people]
    office.sent(later)
    mark_failed(payment=slips[0].payments.get(), reason="户名不符", actor=office.cashier, now=office.now)
    BankAccount.objects.filter(resident=people[1]).update(ended_at=office.now, ended_by=office.staff)
    hold_slip(slip=slips[3], reason="等证件", actor=office.staff, now=office.now)
    says(later, slips[4], "not_received", 1, office)
    for paid in (run, later):
        grave = {line.slip.pk for line in run_lines(paid) if is_grave(line)}
        assert {line.slip.pk for line in to_look_at(paid)[0]} == grave
    assert grave == {slips[place].pk for place in (0, 1, 3, 4)}


def is_grave(line) -> bool:
    slip, payment = line.slip, line.payment
    failed = payment is not None and payment.state == "failed" and slip.state == "due"
    no_account = slip.method == "bank" and not slip.account_last4
    return slip.state == "held" or line.answer in COMPLAINTS or failed or no_account or bool(line.new_account)
