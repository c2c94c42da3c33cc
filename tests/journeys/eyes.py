"""Whoever looks at pages in a browser: opens each of the tables in `tests/access`, and notes what is wrong with it."""

import re
from collections import defaultdict

from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from tests.access import TABLE

STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RULES = {"runOnly": {"type": "tag", "values": STANDARD}, "rules": {"target-size": {"enabled": True}}}
# Files to keep, and the answer that machines read.
NO_PAGES = re.compile(
    r"xlsx|file_download|dispute_voice|import_corrections|voice:file|voice:words|voice:sound|me:clips"
    r"|^health$|^set_language$"
)
ELEMENT = re.compile(r'<(\w+)(?:[^>]*? class="([^"]*)")?')

# High enough that nothing lies behind the bar at the bottom: axe judges what it sees without scrolling.
WHOLE_PAGE = {"width": 360, "height": 4000}
OLD_PHONE, NARROWEST = {"width": 360, "height": 640}, {"width": 320, "height": 640}
TABLET = {"width": 768, "height": 1024}
TOO_WIDE = "() => document.documentElement.scrollWidth - window.innerWidth"
SMALL_TEXT = """() => {
  const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const box = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || box.closest(".sr, .skip, script")) continue;
    if (parseFloat(getComputedStyle(box).fontSize) < 18) found.push(walker.currentNode.data.trim());
  }
  return found;
}"""
SMALL_TARGETS = """([selector, least]) => Array.from(document.querySelectorAll(selector))
  .filter(e => !e.matches(".skip") && e.getClientRects().length)
  .map(e => [e.textContent.trim() || e.name, e.getBoundingClientRect()])
  .filter(([, box]) => box.width < least || box.height < least)
  .map(([words, box]) => `${words} ${Math.round(box.width)} × ${Math.round(box.height)}`)"""
TARGETS = "a, button, select, textarea, input:not([type=hidden], [type=radio], [type=checkbox])"


class Eyes:
    """Opens pages as somebody, and notes what is wrong with them."""

    def __init__(self, page, address, client_of, **more):
        self.more = more
        self.page, self.address, self.client_of = page, address, client_of
        self.axe, self.shown, self.wrong, self.opened = Axe(), defaultdict(set), [], 0

    def sit_down(self, client) -> None:
        """A session that is signed in already."""
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": self.address}
        self.page.context.clear_cookies()
        self.page.context.add_cookies([cookie])
        self.client = client

    def is_new(self, path: str, who: str) -> bool:
        """Whether the page holds an element that nobody before was shown there."""
        answer = self.client.get(path)
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
        """Axe's verdict, once the page's styles have come: a press returns when the next page only begins."""
        self.page.wait_for_load_state()
        for rule in self.axe.run(self.page, options=RULES | self.more).response["violations"]:
            for node in rule["nodes"]:
                self.wrong.append(f"{who} {path}: {rule['id']} {node['target']}")

    def note(self, path: str, what: str, found) -> None:
        """Notes what a script of ours found, if it found something."""
        if found and (not isinstance(found, int) or found > 0):
            self.wrong.append(f"{path}: {what} {found}")


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
