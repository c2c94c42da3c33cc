"""Where this checkout is being served on this desk: the server notes it, and who prints addresses asks here."""

import os
import socket
from pathlib import Path

NOTE = Path(__file__).resolve().parents[2] / ".serving"


def check_free(host: str, port: int) -> None:
    """Before anything is loaded: raises SystemExit with a sentence where somebody serves at this address already."""
    try:
        socket.create_server((host, port)).close()
    except OSError as error:
        why = (error.strerror or "").partition(" (")[0]
        raise SystemExit(
            f"Nobody can serve at {host}:{port} ({why}). Is the micro-factory open there already? Close it "
            "with Ctrl-C, or take another port: PORT=8001 make run"
        ) from None


def note(address: str, path: Path = NOTE) -> None:
    """Writes the address down, beside the process that serves there."""
    path.write_text(f"{os.getpid()} {address}\n", encoding="utf-8")


def forget(path: Path = NOTE) -> None:
    """The server has closed."""
    path.unlink(missing_ok=True)


def address(path: Path = NOTE) -> str | None:
    """Where the server is that runs now; None where none does, killed ones included."""
    try:
        process, found = path.read_text(encoding="utf-8").split()
        os.kill(int(process), 0)  # asks only whether it lives
    except (OSError, ValueError):
        return None
    return found
