"""An office that earns and pays through the real acts, so that every test posts what a working day would."""

import pytest

from tests.payouts.office import Office


@pytest.fixture
def office(liuhe, workshop, staff, social_worker, approver, cashier, now) -> Office:
    """The office of liuhe, with one person for each duty."""
    return Office(
        liuhe, workshop, staff=staff, social_worker=social_worker, approver=approver, cashier=cashier, now=now
    )


@pytest.fixture
def combs(office):
    """Combs: the client pays 8, the resident gets 8, rejects are guaranteed."""
    return office.operation("8", "8")
