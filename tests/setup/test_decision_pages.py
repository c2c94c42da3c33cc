"""docs/decisions/ says where each decision lives: what it names is there."""

import re

import pytest

from tests.database.elsewhere import ROOT

PAGES = sorted((ROOT / "docs" / "decisions").glob("*.md"))
NAMED = re.compile(r"`([\w./-]+/[\w./-]*|[\w-]+\.(?:py|html|js|css))`")
APPS = ("workshops/payouts", "workshops", "residents", "microfactory", "templates", "static", "tests")


def missing(text: str) -> list[str]:
    """Files and folders that aren't there. After a path in full, a short one means its app or its folder."""
    found, app, folder = [], "", ""
    for name in NAMED.findall(text):
        if (ROOT / name).exists() and "/" in name:
            app, folder = next((app for app in APPS if name.startswith(app)), ""), name.rpartition("/")[0]
        elif not any((ROOT / place / name).exists() for place in (app, folder) if place):
            found.append(name)
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_a_decision_names_is_there(page):
    assert missing(page.read_text(encoding="utf-8")) == []


def test_what_is_gone_is_found():
    assert missing("`workshops/rules/pay.py`, `undoing.py` and `rules/gone.py`") == ["undoing.py", "rules/gone.py"]


def test_every_page_is_in_the_list():
    listed = re.findall(
        r"\]\((\w[\w-]*\.md)\)", (ROOT / "docs" / "decisions" / "README.md").read_text(encoding="utf-8")
    )
    assert sorted(["README.md", *listed]) == [page.name for page in PAGES]
