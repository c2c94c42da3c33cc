"""Where the server is: noted while it runs, forgotten when it closes, never believed of one that was killed."""

import os
import runpy
import socket

import pytest

from microfactory.setup import server, serving


def test_an_address_is_known_while_its_server_lives(tmp_path):
    note = tmp_path / ".serving"
    assert serving.address(note) is None
    serving.note("http://127.0.0.1:8123", note)
    assert serving.address(note) == "http://127.0.0.1:8123"
    serving.forget(note)
    assert serving.address(note) is None
    serving.forget(note)


def test_a_server_that_was_killed_is_nowhere(tmp_path):
    note = tmp_path / ".serving"
    note.write_text("4194304 http://127.0.0.1:8123\n")  # one above the largest process id
    assert serving.address(note) is None


def test_what_is_no_note_is_none(tmp_path):
    note = tmp_path / ".serving"
    note.write_text("half")
    assert serving.address(note) is None


def test_the_sign_ins_are_shown_where_they_are_asked_for(monkeypatch, capsys):
    shown = []
    monkeypatch.setattr(server, "_show_sign_ins", lambda: shown.append("sign-ins"))
    monkeypatch.delenv("MICROFACTORY_MODE", raising=False)
    server.when_ready(None)
    assert shown == []
    monkeypatch.setenv("SHOW_SIGN_INS", "1")
    server.when_ready(None)
    assert shown == ["sign-ins"]


def test_the_server_notes_where_it_is_and_forgets(tmp_path, monkeypatch):
    noted = []
    monkeypatch.setattr(serving, "note", noted.append)
    monkeypatch.setattr(serving, "forget", lambda: noted.append("closed"))
    monkeypatch.setattr(server, "bind", "0.0.0.0:8123")
    monkeypatch.setenv("MICROFACTORY_MODE", "local")
    server.when_ready(None)
    monkeypatch.setenv("MICROFACTORY_MODE", "production")
    server.when_ready(None)
    server.on_exit(None)
    assert noted == ["http://127.0.0.1:8123", "closed"]


def test_a_port_that_is_taken_is_said_in_a_sentence(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        monkeypatch.setattr(server, "port", port)
        with pytest.raises(SystemExit, match=f"127.0.0.1:{port} .*PORT=8001 make run"):
            server.on_starting(None)
    serving.check_free("127.0.0.1", port)


@pytest.mark.parametrize("open_to_us", [True, False])
def test_workers_note_their_pulse_in_memory_only_where_they_may_write_there(monkeypatch, open_to_us):
    monkeypatch.setattr(os, "access", lambda path, mode: open_to_us and path == "/dev/shm" and mode == os.W_OK)
    settings = runpy.run_path(server.__file__)
    assert settings.get("worker_tmp_dir") == ("/dev/shm" if open_to_us else None)
