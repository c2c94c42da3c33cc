"""Whose address counts when passwords are guessed."""

import pytest
from django.test import RequestFactory

from residents.sessions import address_of


@pytest.mark.parametrize(
    ("behind_proxy", "forwarded", "address"),
    [
        (False, "203.0.113.9", "198.51.100.1"),
        (True, "203.0.113.9", "203.0.113.9"),
        (True, "forged, 203.0.113.9", "203.0.113.9"),
        (True, "", "198.51.100.1"),
    ],
)
def test_only_what_our_own_proxy_wrote_is_believed(settings, behind_proxy, forwarded, address):
    settings.BEHIND_PROXY = behind_proxy
    request = RequestFactory().get("/", REMOTE_ADDR="198.51.100.1", HTTP_X_FORWARDED_FOR=forwarded)
    assert address_of(request) == address
