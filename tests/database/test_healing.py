"""Whatever was killed is healed at the next connection, and no acknowledged row is lost."""

import os
import threading
import time

import psycopg2
import pytest
from django.db import ConnectionHandler, OperationalError

from microfactory.database import local_database
from tests.database.conftest import ask, connect, kill

DEAD = 2**22 + 1  # above any number that Linux gives a process


def write_until_cut_off(server, acknowledged: list[int]) -> None:
    """Insert rows one by one and note each that the server has confirmed."""
    try:
        with connect(server) as connection, connection.cursor() as cursor:
            while True:
                cursor.execute("insert into kept default values returning id")
                acknowledged.append(cursor.fetchone()[0])
    except psycopg2.Error:
        return


def test_killed_while_writing_it_comes_back_with_every_confirmed_row(server):
    server.ensure()
    ask(server, "create table kept (id int generated always as identity)")
    acknowledged = []
    for round_ in range(1, 4):
        writer = threading.Thread(target=write_until_cut_off, args=(server, acknowledged))
        writer.start()
        while len(acknowledged) < round_ * 50:
            time.sleep(0.005)
        kill(server)
        writer.join(timeout=20)
        server.ensure()
        (stored,) = ask(server, "select array_agg(id) from kept")
        assert set(acknowledged) <= set(stored)


@pytest.mark.parametrize("content", ["", "garbage\n", f"{DEAD}\n", f"{os.getppid()}\n/elsewhere\n"])
def test_a_stale_lock_file_does_not_keep_it_from_starting(server, content):
    server.ensure()
    server.stop("immediate")
    (server.data / "postmaster.pid").write_text(content)
    (server.socket_directory / ".s.PGSQL.5432.lock").write_text(content)
    server.ensure()
    assert ask(server, "select 1") == (1,)


def test_opened_up_rights_are_closed_again(server):
    server.ensure()
    server.stop()
    server.data.chmod(0o777)
    server.ensure()
    assert server.data.stat().st_mode & 0o777 == 0o700


class TestConnection:
    """Through Django: the first refused connection starts or heals the server."""

    @pytest.fixture
    def connection(self, tmp_path, django_db_blocker, make_server):
        settings = local_database(tmp_path, testing=False)
        make_server(settings["LOCAL_SERVER"].home)  # for its stop at the end
        connection = ConnectionHandler({"default": settings})["default"]
        with django_db_blocker.unblock():
            yield connection
            connection.close()

    def query(self, connection, statement="select 1"):
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchone()

    def test_it_starts_at_the_first_query_and_again_after_a_kill(self, connection):
        assert self.query(connection) == (1,)
        kill(connection.settings_dict["LOCAL_SERVER"])
        with pytest.raises(OperationalError):
            for _ in range(100):  # the connection dies with its server, within a moment
                self.query(connection)
                time.sleep(0.05)
        connection.close_if_unusable_or_obsolete()
        assert self.query(connection) == (1,)

    def test_a_database_that_is_missing_stays_an_error(self, connection):
        self.query(connection)
        connection.close()
        connection.settings_dict["NAME"] = "no_such_database"
        with pytest.raises(OperationalError, match="no_such_database"):
            self.query(connection)

    def test_without_programs_the_refusal_says_what_to_do(self, connection, monkeypatch):
        monkeypatch.setenv("PG_BIN", "/nowhere")
        with pytest.raises(OperationalError, match=r"No programs of PostgreSQL 15 or later .*PG_BIN.*: /nowhere"):
            self.query(connection)
