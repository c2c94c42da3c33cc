"""Five desks of the office, and a run that somebody prepared."""

import pytest


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
