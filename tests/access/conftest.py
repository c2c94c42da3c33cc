"""The rows that fill the gaps of the addresses, all of them liuhe's."""

import pytest

from tests.factories.jobs import EmployerFactory, PostingFactory
from tests.factories.residents import BankAccountFactory, ConsentFactory, HardshipRecordFactory


@pytest.fixture
def account(resident):
    return BankAccountFactory(resident=resident)


@pytest.fixture
def consent(resident):
    return ConsentFactory(resident=resident)


@pytest.fixture
def hardship(resident):
    return HardshipRecordFactory(resident=resident, kind="dibao")


@pytest.fixture
def membership(approver):
    return approver.memberships.get()


@pytest.fixture
def employer(liuhe):
    return EmployerFactory(community=liuhe)


@pytest.fixture
def draft_posting(employer):
    return PostingFactory(employer=employer)


@pytest.fixture
def posting(employer):
    return PostingFactory(employer=employer, published=True)
