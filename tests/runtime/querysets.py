"""Rows that were fetched without an order come in an unusual one, so that nobody counts on the usual."""

import functools

import pytest
from django.db.models import QuerySet


def backwards(fetch_all):
    @functools.wraps(fetch_all)
    def reversing(self):
        fresh = self._result_cache is None
        fetch_all(self)
        if fresh and not self.query.is_sliced and not self.ordered:
            self._result_cache.reverse()

    return reversing


@pytest.fixture(autouse=True, scope="session")
def unordered_rows_come_backwards():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QuerySet, "_fetch_all", backwards(QuerySet._fetch_all))
        yield
