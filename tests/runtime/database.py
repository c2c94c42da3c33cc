"""The test database is made quickly, and goes at the end, whoever still sits in it: a browser's idle connection, a
thread of a race."""

from collections.abc import Callable
from contextlib import ExitStack

import pytest
from django.db import connection

from microfactory.setup.quick_migrations import entries_added_in_place

OTHERS = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


@pytest.fixture(scope="session")
def quick_migrations() -> Callable[[], None]:
    """Migrations are quick until the function is called."""
    with ExitStack() as quickly:
        quickly.enter_context(entries_added_in_place())
        yield quickly.close


@pytest.fixture(scope="session")
def django_db_setup(quick_migrations, django_db_setup, django_db_blocker):
    """As pytest-django's, but quick; before it drops the database, sessions that nobody closed are sent away."""
    quick_migrations()
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(OTHERS)
