"""A phone on which something may be listened to."""

import pytest

from tests.factories.workshops import EntryFactory, IssueFactory, OperationFactory, WorkOrderFactory


@pytest.fixture
def combs(workshop):
    return OperationFactory(work_order=WorkOrderFactory(workshop=workshop, product="宠物梳"))


@pytest.fixture
def earned(resident, combs, now):
    """Ten boxes at 8.00 handed in, 90 in hand."""
    issue = IssueFactory(resident=resident, operation=combs, quantity=100, due_on=None)
    return EntryFactory(issue=issue, accepted=True, good=10)


@pytest.fixture
def phone(quiet, live_server, resident_client, earned, signed_in):
    """Her phone on which scripts stand before each page; `phone(script, …)` opens home."""

    def opened(*scripts: str, path: str = "/me/"):
        signed_in(quiet, resident_client)
        for script in scripts:
            quiet.add_init_script(f"{{{script}}}")
        quiet.goto(live_server.url + path)
        return quiet

    return opened
