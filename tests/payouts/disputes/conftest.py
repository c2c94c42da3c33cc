"""A resident who was paid for one day of combs and waits for another's pay; and everybody who may answer her."""

import pytest

from workshops.payouts.operations import disputes


@pytest.fixture
def her(office, resident):
    """Her own session's user."""
    office.pays("on_pay_day", cap="5000")
    office.donated("5000")
    return resident.user


@pytest.fixture
def paid_slip(office, combs, resident, her):
    """A slip over two entries, ¥40 and ¥24, paid in cash."""
    office.entry(resident, combs, 5)
    office.entry(resident, combs, 3)
    run = office.approved()
    office.paid_in_cash(run)
    return run.slips.get()


@pytest.fixture
def line(paid_slip):
    """The larger line of it."""
    return paid_slip.lines.order_by("-amount").first()


@pytest.fixture
def waiting(office, combs, resident, her):
    """Work that no run has taken: ¥16."""
    return office.entry(resident, combs, 2)


@pytest.fixture
def disputed(office, resident, her, waiting):
    """She says that something is wrong with the work that waits."""
    return disputes.open_dispute(resident=resident, entry=waiting, text="少记了一盒", actor=her, now=office.now)
