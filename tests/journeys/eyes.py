"""Whoever looks at pages in a browser: opens each of the tables in `tests/access`, and notes what is wrong with it."""

import re
from collections import defaultdict

from django.urls import reverse

from tests.access import TABLE
from tests.sight import RULES, violations

# Files to keep, and the answer that machines read.
NO_PAGES = re.compile(
    r"xlsx|file_download|dispute_voice|import_corrections|voice:file|voice:words|voice:sound|me:clips"
    r"|^health$|^set_language$"
)
OF_ANOTHER = "payouts/not_yours.html"  # an act of her role, but on a run that she had a hand in
ELEMENT = re.compile(r'<(\w+)(?:[^>]*? class="([^"]*)")?')


class Eyes:
    """Opens pages as somebody, and notes what is wrong with them."""

    def __init__(self, page, address, signed_in, **more):
        self.rules = RULES | more
        self.page, self.address, self.signed_in = page, address, signed_in
        self.shown, self.wrong, self.opened = defaultdict(set), [], 0

    def sit_down(self, client) -> None:
        """A session that is signed in already."""
        self.page.context.clear_cookies()
        self.signed_in(self.page, client)
        self.client = client

    def is_new(self, path: str, who: str) -> bool:
        """Whether the page holds an element that nobody before was shown there."""
        answer = self.client.get(path)
        if answer.status_code == 403 and any(part.name == OF_ANOTHER for part in answer.templates):
            return False
        if answer.status_code != 200:
            self.wrong.append(f"{who} {path}: {answer.status_code}")
            return False
        elements = set(ELEMENT.findall(answer.content.decode()))
        new = elements - self.shown[path]
        self.shown[path] |= elements
        return bool(new)

    def open(self, path: str) -> None:
        """In the browser."""
        self.page.goto(self.address + path)
        self.opened += 1

    def judge(self, path: str, who: str) -> None:
        """Notes axe's verdict."""
        self.note(f"{who} {path}", violations(self.page, **self.rules))

    def note(self, path: str, found: list[str]) -> None:
        """Notes what was found, if something was."""
        self.wrong += [f"{path}: {words}" for words in found]


def address(row, village) -> str:
    """The row's address in this village."""
    gaps = {name: fill(village, source) for name, source in row.gaps.items()}
    if row.audience == "staff":
        gaps["community"] = "liuhe"
    return reverse(row.name, kwargs=gaps) + row.query


def fill(village, source: str):
    if source.startswith("="):
        return source[1:]
    name, _, attribute = source.partition(".")
    assert hasattr(village, name), f"tests/journeys/village.py has no {name}: let it happen there"
    found = getattr(village, name)
    return getattr(found, attribute) if attribute else found.pk


def pages(*audiences):
    return [
        row for row in TABLE if row.audience in audiences and "GET" in row.methods and not NO_PAGES.search(row.name)
    ]
