"""Servers under gunicorn, and a client that asks one page after the other and takes the time.

The client is our own: one socket, the request sent as bytes, the answer read to its end. It costs some 0.1 ms of a
request, the same on both sides. wrk isn't used even where there is one, so that figures compare between machines.
"""

import json
import os
import re
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench import databases

GUNICORN = [sys.executable, "-m", "gunicorn"]
FLOOR = ["--workers", "2", "--threads", "4", "-k", "gthread", "--preload", "--log-level", "error"]


@dataclass
class Answer:
    """What came back, how many bytes of it were sent, and how long it took in milliseconds."""

    status: int
    headers: dict[str, str]
    body: bytes
    ms: float


@dataclass
class Site:
    """A running server, and whoever is signed in there."""

    port: int
    process: subprocess.Popen
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, path: str, *, form: dict | None = None, accept: str = "identity", cookies=None) -> Answer:
        """One request on a connection of its own."""
        given = self.cookies if cookies is None else cookies
        cookie = "; ".join(f"{name}={value}" for name, value in given.items())
        body = "&".join(f"{name}={value}" for name, value in (form or {}).items()).encode()
        lines = [
            f"{'GET' if form is None else 'POST'} {path} HTTP/1.1",
            f"Host: 127.0.0.1:{self.port}",
            f"Cookie: {cookie}",
            f"Accept-Encoding: {accept}",
            "Connection: close",
        ]
        if form is not None:
            lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
        begun = time.perf_counter()
        with socket.create_connection(("127.0.0.1", self.port), timeout=120) as wire:
            wire.sendall("\r\n".join([*lines, "", ""]).encode() + body)
            parts = []
            while part := wire.recv(65536):
                parts.append(part)
        taken = (time.perf_counter() - begun) * 1000
        head, _blank, content = b"".join(parts).partition(b"\r\n\r\n")
        first, *rest = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value for name, _colon, value in (line.partition(": ") for line in rest)}
        if headers.get("transfer-encoding") == "chunked":
            content = _joined(content)
        return Answer(int(first.split()[1]), headers, content, taken)

    def memory(self) -> int:
        """Memory of the master and its workers, shared pages counted once (PSS), in bytes."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return sum(
            int(re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.M)[1]) * 1024
            for pid in [self.process.pid, *map(int, children)]
        )


def _joined(chunked: bytes) -> bytes:
    found = b""
    while chunked:
        size, _line, chunked = chunked.partition(b"\r\n")
        length = int(size, 16)
        found, chunked = found + chunked[:length], chunked[length + 2 :]
        if not length:
            break
    return found


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@contextmanager
def _served(command: list[str], port: int, environment: dict[str, str]):
    process = subprocess.Popen([*GUNICORN, *command], cwd=databases.ROOT, env=environment, stdout=subprocess.DEVNULL)
    site = Site(port, process)
    try:
        for _try in range(300):
            try:
                site.ask("/")
                break
            except OSError:
                time.sleep(0.1)
        yield site
    finally:
        process.terminate()
        process.wait(30)


@contextmanager
def floor(rows: int):
    """The floor's site with somebody signed in."""
    port = _free_port()
    places = {"FLOOR_HOST": str(databases.SERVER.socket_directory), "FLOOR_PORT": str(databases.SERVER.port)}
    environment = os.environ | places | {"FLOOR_DATABASE": databases.name("floor", rows)}
    key = _output([sys.executable, "-m", "tests.bench.floor.site"], environment)
    with _served([*FLOOR, "-b", f"127.0.0.1:{port}", "tests.bench.floor.site:application"], port, environment) as site:
        site.cookies = {"sessionid": key}
        yield site


@contextmanager
def application(rows: int):
    """The application's site as `make run` serves it; a social worker is signed in, `site.card` is a resident's."""
    port = _free_port()
    environment = databases.environment(databases.name("app", rows)) | {"PORT": str(port), "HOST": "127.0.0.1"}
    keys = inside(rows, "sessions")
    with _served(["--config", "python:microfactory.setup.server"], port, environment) as site:
        site.cookies = {"sessionid": keys["staff"]}
        site.card = {"sessionid": keys["card"]}
        yield site


def inside(rows: int, job: str, *given: str):
    """What a job of tests.bench.inside finds on the application's database."""
    command = [sys.executable, "-m", "tests.bench.inside", job, *given]
    return json.loads(_output(command, databases.environment(databases.name("app", rows))))


def _output(command: list[str], environment: dict[str, str]) -> str:
    done = subprocess.run(command, cwd=databases.ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout.strip().splitlines()[-1]


def token(site: Site, path: str) -> str:
    """Fetches a form's page: keeps its cookie, gives its token."""
    answer = site.ask(path)
    site.cookies["csrftoken"] = re.search(r"csrftoken=(\w+)", answer.headers.get("set-cookie", ""))[1]
    return re.search(rb'csrfmiddlewaretoken" value="(\w+)"', answer.body)[1].decode()
