"""The launcher: makes, starts, heals and stops one PostgreSQL cluster under a folder of its own.

The server listens on a unix socket only. Any number of processes may call `ensure` at once: a file lock lets one of
them work while the others wait. What a `kill -9` leaves behind is cleared away at the next start.
"""

import contextlib
import fcntl
import functools
import glob
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from microfactory.database.programs import LocalServerError, find_programs, ordinary_user

SUPERUSER = "postgres"
ROLE = "microfactory"
PORT = 5432  # only a part of the socket's name: nothing listens on TCP
SOCKET_PATH_LIMIT = 100  # bytes; sun_path holds 108 on Linux, 104 on macOS
START_SECONDS = 60

COMMON_SETTINGS = {
    "listen_addresses": "",
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # Statements and key values are people's data: they stay out of the log.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
DURABLE_SETTINGS = {"max_connections": "100", "shared_buffers": "128MB"}
FORGETFUL_SETTINGS = {
    "max_connections": "200",
    "shared_buffers": "128MB",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "log_min_messages": "fatal",
}


@dataclass
class LocalPostgres:
    """One cluster: `home` holds its data, log, lock and socket; `durable=False` trades safety for speed, for tests."""

    home: Path
    database: str
    durable: bool = True
    role: str = ROLE
    port: int = PORT

    def __post_init__(self):
        self.home = Path(self.home).resolve()

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def log(self) -> Path:
        return self.home / "server.log"

    @functools.cached_property
    def socket_directory(self) -> Path:
        """The home itself; a short temporary folder where its path is too long or, with a comma, would read as two."""
        if len(os.fsencode(self.home / f".s.PGSQL.{PORT}.lock")) <= SOCKET_PATH_LIMIT and "," not in str(self.home):
            return self.home
        return Path(tempfile.gettempdir()) / f"pg-{hashlib.sha256(os.fsencode(self.home)).hexdigest()[:12]}"

    @functools.cached_property
    def bin(self) -> Path:
        """The folder of the programs. Raises LocalServerError where none fit."""
        return find_programs(int((self.data / "PG_VERSION").read_text()) if self.initialised() else None)

    def initialised(self) -> bool:
        return (self.data / "PG_VERSION").exists()

    def ready(self) -> bool:
        """Does the server take connections right now?"""
        if not self.initialised():
            return False
        command = [self.bin / "pg_isready", "-q", "-t", "5", *self._address(), "-d", "postgres"]
        return subprocess.run(command, env=_clean_environment()).returncode == 0

    def ensure(self) -> None:
        """Make sure that the server answers and that our role and database exist. Safe from many processes at once.

        Raises LocalServerError, with the end of the server's log, where it cannot be started.
        """
        with self._locked():
            if not self.initialised():
                self._create_cluster()
            if not self.ready():
                self._start()
            self._create_role_and_database()

    def stop(self, mode: str = "fast") -> None:
        """Stop the server if it runs; `mode` as in pg_ctl."""
        if self.initialised():
            with self._locked():
                self._run("pg_ctl", "stop", "-D", self.data, "-m", mode, "-w", check=False)

    def sql(self, statement: str) -> str:
        """Run one statement as the superuser in the database `postgres`; its rows, unaligned."""
        command = [self.bin / "psql", "-XAtq", *self._address(), "-v", "ON_ERROR_STOP=1", "-c", statement, "postgres"]
        done = subprocess.run(command, capture_output=True, text=True, env=_clean_environment())
        if done.returncode:
            raise LocalServerError(f"PostgreSQL refused `{statement}`: {done.stderr.strip()}")
        return done.stdout.strip()

    # ---- steps of `ensure`, all under the lock

    def _create_cluster(self) -> None:
        unfinished = self.home / "data.new"
        shutil.rmtree(unfinished, ignore_errors=True)
        # C.UTF-8 and not C: under plain C, pg_trgm sees no Chinese letters at all.
        options = ["-U", SUPERUSER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]
        self._run("initdb", "-D", unfinished, *options, *([] if self.durable else ["--no-sync"]))
        with open(unfinished / "postgresql.conf", "a") as file:
            file.write("\ninclude_if_exists = '../server.conf'  # written anew by the launcher at each start\n")
        unfinished.rename(self.data)  # in one step: a half-made cluster is never used

    def _start(self) -> None:
        self._write_settings()
        os.chmod(self.data, 0o700)  # a chmod -R of the checkout must not keep the server from starting
        give_up_at = time.monotonic() + START_SECONDS
        while not self.ready():
            self._drop_stale_locks()
            started = self._run("pg_ctl", "start", "-D", self.data, "-l", self.log, "-w", "-t", "120", check=False)
            if started.returncode == 0:
                continue
            shown = self.log.read_text(errors="replace")[-2000:] if self.log.exists() else "(no log)"
            if "lock file" not in shown[-600:] or time.monotonic() > give_up_at:
                raise LocalServerError(f"PostgreSQL did not start; the end of {self.log}:\n{shown}")
            time.sleep(0.5)  # the old server is still on its way out

    def _write_settings(self) -> None:
        settings = COMMON_SETTINGS | (DURABLE_SETTINGS if self.durable else FORGETFUL_SETTINGS)
        settings["unix_socket_directories"] = f'"{self.socket_directory}"'
        lines = ["{} = '{}'\n".format(name, value.replace("'", "''")) for name, value in settings.items()]
        (self.home / "server.conf").write_text("".join(lines))

    def _drop_stale_locks(self) -> None:
        """Remove the lock files that PostgreSQL dares not remove itself.

        Those are files whose number belongs to somebody else's process by now, or that hold no number at all. Nothing
        is removed while any process still sits in the data directory: an orphan may be writing.
        """
        if self._in_use():
            return
        for path in (self.data / "postmaster.pid", self.socket_directory / f".s.PGSQL.{PORT}.lock"):
            if path.exists() and not _names_a_dead_process(path):
                path.unlink(missing_ok=True)

    def _in_use(self) -> bool:
        if sys.platform.startswith("linux"):
            return any(_working_directory(link) == str(self.data) for link in glob.glob("/proc/[0-9]*/cwd"))
        running = subprocess.run(["ps", "-axo", "command="], capture_output=True, text=True).stdout
        return f"-D {self.data}" in running

    def _create_role_and_database(self) -> None:
        """The application signs in as an ordinary role that owns its database; only tests may create more of them."""
        if self.sql(f"select 1 from pg_database where datname = '{self.database}'"):
            return
        if not self.sql(f"select 1 from pg_roles where rolname = '{self.role}'"):
            self.sql(f'create role "{self.role}" login {"nocreatedb" if self.durable else "createdb"}')
        self.sql(f'create database "{self.database}" owner "{self.role}"')

    # ---- small things

    def _address(self) -> list[str]:
        return ["-h", str(self.socket_directory), "-p", str(PORT), "-U", SUPERUSER]

    def _run(self, program: str, *arguments, check: bool = True) -> subprocess.CompletedProcess:
        before, identity = ordinary_user(self.bin, self.home, self.socket_directory)
        done = subprocess.run(
            [*before, self.bin / program, *map(str, arguments)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE if check else subprocess.DEVNULL,  # a started server would keep a pipe open
            env=_clean_environment(),
            cwd="/",
            **identity,
        )
        if check and done.returncode:
            raise LocalServerError(f"{program} failed in {self.home}: {done.stderr.decode(errors='replace').strip()}")
        return done

    @contextlib.contextmanager
    def _locked(self):
        try:
            for folder in (self.home, self.socket_directory):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            lock = open(self.home / "lock", "w")
        except PermissionError as error:
            raise LocalServerError(f"{error.filename} belongs to another user; remove it or use that user.") from error
        with lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _clean_environment() -> dict[str, str]:
    """Without PGHOST, PGDATA and their like, which would point the programs elsewhere."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")}


def _names_a_dead_process(lock_file: Path) -> bool:
    try:
        os.kill(int(lock_file.read_text().split()[0]), 0)
    except ProcessLookupError:
        return True
    except (OSError, ValueError, IndexError):
        pass  # another user's process, or no number
    return False


def _working_directory(link: str) -> str:
    try:
        return os.readlink(link)
    except OSError:
        return ""
