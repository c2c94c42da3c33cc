"""Five desks of the office, and a run that somebody prepared."""

import pytest

from tests.payouts.views.clients import book, draw_up, issue
from tests.payouts.views.pages import at, write


@pytest.fixture
def desks(client_of, social_worker, staff, approver, cashier, leader):
    """A browser for each duty: `desks["cashier"].get(url)`."""
    people = {
        "social_worker": social_worker,
        "staff": staff,
        "approver": approver,
        "cashier": cashier,
        "leader": leader,
    }
    return {role: client_of(user) for role, user in people.items()}


@pytest.fixture
def worked(office, combs):
    """Three people with a day's work each; the second has an account. Everybody is paid on pay day."""
    office.pays("on_pay_day", cap="100000")
    office.donated("20000")
    people = [
        office.resident(name="柳小巧"),
        office.resident(name="刘明月", account=True),
        office.resident(name="孙小荷"),
    ]
    for resident, good in zip(people, (70, 130, 54), strict=True):
        office.entry(resident, combs, good)
    return people


@pytest.fixture
def delivered(office, combs, worked):
    """120 boxes: 114 accepted, 4 rejected for the material, 2 for the work."""
    entry = office.entry(worked[0], combs, 120)
    office.accepted(entry, material=4, worker=2, named=entry)
    return combs.work_order


@pytest.fixture
def settled(desks, delivered):
    """The statement paid in full by one receipt."""
    statement = draw_up(desks, delivered.client)
    issue(desks, statement)
    receipt = book(desks, delivered.client, "912.00", bank_reference="JSB-9")
    write(desks["cashier"], at("receipt_match", receipt.pk), statement=statement.pk)
    return receipt
