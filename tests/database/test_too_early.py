"""Whoever asks while the server is still starting is let in a moment later, whatever database it asks for."""

import pytest
from django.db.backends.postgresql import base as postgresql

from microfactory.database.base import DatabaseWrapper


class Server:
    """A server that is ready by the time it is looked at."""

    database = "microfactory"

    def ready(self):
        return True

    def ensure(self):
        return None


@pytest.fixture
def wrapper(monkeypatch):
    """A connection whose first tries are refused with the given words."""

    def refused(*refusals):
        left = list(refusals)

        def connect(self, params):
            if left:
                raise postgresql.Database.OperationalError(left.pop(0))
            return "connected"

        monkeypatch.setattr(postgresql.DatabaseWrapper, "get_new_connection", connect)
        return DatabaseWrapper({"LOCAL_SERVER": Server(), "NAME": "x", "OPTIONS": {}, "TIME_ZONE": None})

    return refused


def test_a_server_that_is_starting_up_is_asked_again(wrapper):
    early = wrapper("FATAL:  the database system is starting up")
    assert early.get_new_connection({"dbname": "postgres"}) == "connected"


def test_a_database_that_isnt_there_is_not_asked_for_again(wrapper):
    missing = wrapper('FATAL:  database "test_x" does not exist')
    with pytest.raises(postgresql.Database.OperationalError, match="does not exist"):
        missing.get_new_connection({"dbname": "test_x"})


def test_a_role_that_is_just_being_made_is_asked_for_again(wrapper):
    early = wrapper('FATAL:  role "microfactory" does not exist')
    assert early.get_new_connection({"dbname": "postgres"}) == "connected"
