"""What the machine lacks is said in one sentence."""

import os
import stat
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "microfactory" / "setup" / "packages.sh"


@pytest.fixture
def machine(tmp_path):
    """A function that runs the script where `python3` is the given shell script and no other Python is found."""
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("sh", "cat", "cksum", "tr"):
        (programs / name).symlink_to(f"/usr/bin/{name}" if Path(f"/usr/bin/{name}").exists() else f"/bin/{name}")

    def run(python3: str | None):
        if python3:
            fake = programs / "python3"
            fake.write_text(f"#!/bin/sh\n{python3}\n")
            fake.chmod(fake.stat().st_mode | stat.S_IXUSR)
        command = [SCRIPT, tmp_path / "venv", "requirements.txt"]
        return subprocess.run(command, cwd=ROOT, env={"PATH": str(programs)}, capture_output=True, text=True)

    return run


def test_no_python(machine):
    done = machine(None)
    assert done.returncode == 1
    assert done.stderr == (
        "Python 3.11, 3.12 or 3.13 is missing on this machine: apt-get install python3 python3-venv\n"
    )


def test_a_python_without_its_venv_module(machine):
    done = machine('case "$2" in *ensurepip*) exit 1;; esac')
    assert done.returncode == 1
    assert done.stderr == "The venv module of python3 is missing on this machine: apt-get install python3-venv\n"


def test_what_is_installed_is_not_installed_again(tmp_path):
    """A second start must not wait for pip: the stamp says that these requirements are in."""
    venv = tmp_path / "venv"
    (venv / "bin").mkdir(parents=True)
    python = venv / "bin" / "python"
    python.write_text(f'#!/bin/sh\necho "$@" >> {tmp_path}/calls\n')
    python.chmod(0o755)
    calls = []
    for _ in range(2):
        (tmp_path / "calls").unlink(missing_ok=True)
        subprocess.run([SCRIPT, venv, "requirements.txt"], cwd=ROOT, check=True, capture_output=True, env=os.environ)
        calls.append((tmp_path / "calls").read_text())
    assert "pip install" in calls[0]
    assert "pip install" not in calls[1]
