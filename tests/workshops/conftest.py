"""One order of pet combs at 8 yuan, and the acts as the social worker does them today."""

import functools
from decimal import Decimal

import pytest

from tests.factories.workshops import AgreementFactory, ClientFactory, OperationFactory, WorkOrderFactory
from workshops.enums import RejectPolicy


@pytest.fixture
def client_company(liuhe):
    return ClientFactory(community=liuhe, name="乐宠用品")


@pytest.fixture
def order(liuhe, workshop, client_company):
    """An order of pet combs under a guaranteed agreement."""
    agreement = AgreementFactory(community=liuhe, client=client_company)
    return WorkOrderFactory(workshop=workshop, agreement=agreement, product="宠物梳")


@pytest.fixture
def combs(order):
    """Boxes of pet combs: the client pays 8, the resident gets 8 since July."""
    return OperationFactory(work_order=order, name="装盒", unit="盒", client_price=Decimal(8), paying__rate=Decimal(8))


@pytest.fixture
def traced_combs(liuhe, workshop, client_company):
    """The same under a traced agreement."""
    agreement = AgreementFactory(community=liuhe, client=client_company, reject_policy=RejectPolicy.TRACED)
    traced = WorkOrderFactory(workshop=workshop, agreement=agreement, product="宠物梳")
    return OperationFactory(
        work_order=traced, name="装盒", unit="盒", client_price=Decimal(8), paying__rate=Decimal(8)
    )


@pytest.fixture
def by(social_worker, now):
    """An operation as the social worker does it now: `by(issue_work)(resident=…)`; another `actor` may be named."""

    def bound(operation):
        return functools.partial(operation, actor=social_worker, now=now)

    return bound
