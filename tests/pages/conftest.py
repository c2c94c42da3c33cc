"""Work that several tests of the pages speak of."""

import pytest

from tests.factories.workshops import EntryFactory, IssueFactory, OperationFactory, WorkOrderFactory


@pytest.fixture
def combs(workshop):
    """Combs at 8.00 a box, in the workshop of the resident."""
    return OperationFactory(work_order=WorkOrderFactory(workshop=workshop, product="宠物梳"))


@pytest.fixture
def earned(resident, combs):
    """76 boxes handed in this month: 608.00."""
    EntryFactory(issue=IssueFactory(resident=resident, operation=combs, quantity=100), accepted=True, good=76)
