"""Where this checkout is being served on this desk: the server notes it, and who prints addresses asks here."""

import os
from pathlib import Path

NOTE = Path(__file__).resolve().parents[2] / ".serving"


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
