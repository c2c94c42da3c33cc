"""A page that asks the database once for every row that it shows fails the test."""

import functools

import pytest
import zeal
from django.conf import settings
from django.test import Client
from zeal.constants import initialize_app_registry
from zeal.patch import patch as watch_the_models


def watching(request):
    @functools.wraps(request)
    def watched(self, **given):
        with zeal.zeal_context():
            return request(self, **given)

    return watched


@pytest.fixture(autouse=True, scope="session")
def no_query_is_repeated_for_every_row():
    """Single rows fetched by get() are excepted: the same getter serves a form and its page."""
    initialize_app_registry()
    watch_the_models()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "ZEAL_ALLOWLIST", [{"model": "*", "field": "get()"}], raising=False)
        patch.setattr(Client, "request", watching(Client.request))
        yield
