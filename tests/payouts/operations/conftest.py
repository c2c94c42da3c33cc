"""Whose hand an act of money is done by, and when: given to it as it asks."""

import pytest

from workshops.payouts.operations import taking_back


@pytest.fixture
def by_staff(office):
    return {"actor": office.staff, "now": office.now}


@pytest.fixture
def by_cashier(office):
    return {"actor": office.cashier, "now": office.now}


@pytest.fixture
def earned(office, combs):
    """Entries of two residents, 40 and 24 yuan; the first has an account."""
    office.pays("on_pay_day", cap="1000")
    office.donated("1000")
    people = [office.resident(account=place == 0) for place in range(2)]
    return [office.entry(person, combs, good) for person, good in zip(people, (5, 3), strict=True)]


@pytest.fixture
def take_back(by_cashier):
    """Takes the oldest match of a receipt back."""

    def take_back(receipt, **given):
        match = receipt.matches.filter(reverses=None).order_by("pk").first()
        return taking_back.take_back_match(match=match, **{"reason": "对错了单", **by_cashier, **given})

    return take_back
