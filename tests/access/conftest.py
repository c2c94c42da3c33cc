"""The rows that fill the gaps of the addresses, all of them liuhe's."""

import pytest

from tests.factories.jobs import EmployerFactory, PostingFactory


@pytest.fixture
def employer(liuhe):
    return EmployerFactory(community=liuhe)


@pytest.fixture
def draft_posting(employer):
    return PostingFactory(employer=employer)


@pytest.fixture
def posting(employer):
    return PostingFactory(employer=employer, published=True)
