"""The server as another process of this checkout asks for it."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
START = """
import sys
from microfactory.database.local import LocalPostgres
server = LocalPostgres(sys.argv[1], "microfactory")
server.ensure()
print(server.sql("select pg_postmaster_start_time()"))
"""


def start_elsewhere(home, python: str = sys.executable, **options) -> subprocess.Popen:
    """Another process that makes sure of the server and prints when it was started."""
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen([python, "-c", START, str(home)], cwd=ROOT, **pipes, **options)
