"""Servers of the tests' own, each in a folder of its own; the one that the other tests use stays out of this."""

import os
import signal
from contextlib import closing

import psycopg2
import pytest

from microfactory.database.local import LocalPostgres


def connect(server: LocalPostgres):
    connection = psycopg2.connect(
        host=str(server.socket_directory), port=server.port, user=server.role, dbname=server.database
    )
    connection.autocommit = True
    return closing(connection)


def ask(server: LocalPostgres, statement: str):
    """The first row of a statement that the application's role runs, None where it gives no rows."""
    with connect(server) as connection, connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone() if cursor.description else None


def kill(server: LocalPostgres) -> None:
    """The power fails."""
    os.kill(int((server.data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)


@pytest.fixture
def make_server():
    """A function that makes a server under a folder; every one of them is stopped at the end."""
    made = []

    def make(home, **options) -> LocalPostgres:
        made.append(LocalPostgres(home, "microfactory", **options))
        return made[-1]

    yield make
    for server in made:
        server.stop("immediate")


@pytest.fixture
def server(make_server, tmp_path):
    """A server for keeps, not yet started."""
    return make_server(tmp_path / "pg")
