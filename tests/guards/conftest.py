"""The checkout for the guards, and a way to plant a violation."""

import textwrap

import pytest

from tests.guards.source import Tree, project


@pytest.fixture(scope="session")
def tree() -> Tree:
    """This checkout."""
    return project()


@pytest.fixture
def plant(tmp_path):
    """Writes files into an empty tree: `plant({"jobs/rules/pay.py": "import workshops"})`."""

    def write(files: dict[str, str]) -> Tree:
        for path, text in files.items():
            target = tmp_path / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(textwrap.dedent(text), encoding="utf-8")
        return Tree(tmp_path)

    return write
