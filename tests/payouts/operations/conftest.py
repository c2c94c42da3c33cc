"""Whose hand an act of money is done by, and when: given to it as it asks."""

import pytest


@pytest.fixture
def by_staff(office):
    return {"actor": office.staff, "now": office.now}


@pytest.fixture
def by_cashier(office):
    return {"actor": office.cashier, "now": office.now}
