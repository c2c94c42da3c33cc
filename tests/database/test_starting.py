"""The private server starts once, whoever asks, wherever the checkout is."""

import pytest

from microfactory.database import local_database
from tests.database.conftest import ask
from tests.database.elsewhere import start_elsewhere


def test_settings_alone_start_nothing(tmp_path):
    settings = local_database(tmp_path, testing=False)
    assert settings["ENGINE"] == "microfactory.database"
    assert settings["HOST"].startswith("/")
    assert list(tmp_path.iterdir()) == []


def test_ten_processes_at_once_start_one_server(server):
    processes = [start_elsewhere(server.home) for _ in range(10)]
    answers = [process.communicate(timeout=50) for process in processes]
    assert [error for _, error in answers] == [""] * 10
    assert len({started for started, _ in answers}) == 1
    assert server.log.read_text().count("ready to accept connections") == 1


def test_a_half_made_cluster_is_thrown_away(server):
    unfinished = server.home / "data.new"
    unfinished.mkdir(parents=True)
    (unfinished / "PG_VERSION").write_text("1")
    server.ensure()
    assert ask(server, "select 1") == (1,)
    assert not unfinished.exists()


@pytest.mark.parametrize("folder", ["n" * 90, "柳河 o'brien, 2"], ids=["ninety letters", "spaces and signs"])
def test_any_path_will_do(make_server, tmp_path, folder):
    server = make_server(tmp_path / folder)
    server.ensure()
    assert ask(server, "select 1") == (1,)
    assert server.socket_directory != server.home
    server.socket_directory.rmdir() if not any(server.socket_directory.iterdir()) else None


def test_a_moved_checkout_starts_where_it_is_now(make_server, server, tmp_path):
    server.ensure()
    ask(server, "create table kept (id int)")
    server.stop()
    server.home.rename(tmp_path / "moved")
    moved = make_server(tmp_path / "moved")
    moved.ensure()
    assert ask(moved, "select count(*) from kept") == (0,)


def test_it_listens_on_no_network_and_writes_no_data_to_its_log(server):
    server.ensure()
    assert ask(server, "show listen_addresses") == ("",)
    assert ask(server, "show fsync") == ("on",)
    assert ask(server, "select datctype from pg_database where datname = current_database()") == ("C.UTF-8",)
    assert ask(server, "show log_min_error_statement") == ("panic",)
    assert server.socket_directory.stat().st_mode & 0o777 == 0o700


class TestRole:
    RIGHTS = "select rolsuper, rolcreatedb, rolcreaterole from pg_roles where rolname = current_user"

    def test_the_application_is_an_ordinary_role_that_owns_its_database(self, server):
        server.ensure()
        assert ask(server, "select current_user::text") == ("microfactory",)
        assert ask(server, self.RIGHTS) == (False, False, False)
        for extension in ("pg_trgm", "btree_gist", "citext", "unaccent"):
            ask(server, f"create extension {extension}")
        assert ask(server, "select cardinality(show_trgm('柳河社区'))") == (5,)

    def test_for_tests_it_may_create_databases_and_forgets_quickly(self, make_server, tmp_path):
        server = make_server(tmp_path / "pg", durable=False)
        server.ensure()
        assert ask(server, self.RIGHTS) == (False, True, False)
        assert ask(server, "show fsync") == ("off",)
