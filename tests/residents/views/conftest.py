"""What tests of these pages share."""

import pytest
from django.test import Client


@pytest.fixture
def desk(client_of, social_worker) -> Client:
    """The social worker's browser."""
    return client_of(social_worker)


@pytest.fixture
def office(client_of, staff) -> Client:
    """The browser of the community staff."""
    return client_of(staff)
