"""Every page of every role, opened in a real browser over a small community in which something stands everywhere.

The pages are those of the tables in `tests/access`: a page that is missing there is missed by a test of its own. Each
is fetched as every role that may see it; a browser opens it where it holds elements that no role before was shown.
"""

import re
from collections import defaultdict

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from tests.access import TABLE
from tests.browser import DESK
from tests.cast import with_card
from tests.journeys.village import Village

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RULES = {"runOnly": {"type": "tag", "values": STANDARD}, "rules": {"target-size": {"enabled": True}}}
# Files to keep, and the answer that machines read.
NO_PAGES = re.compile(r"xlsx|file_download|import_corrections|voice:file|voice:sound|me:clips|^health$|^set_language$")
ROLES = ("staff", "social_worker", "leader", "approver", "cashier", "street")
ELEMENT = re.compile(r'<(\w+)(?:[^>]*? class="([^"]*)")?')

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


@pytest.fixture
def village(works, card, approver) -> Village:
    return Village(works, card, approver.memberships.get())


@pytest.fixture
def eyes(quiet, live_server, client_of):
    """Whoever looks; what she finds wrong is gathered, so that one run tells of every page."""
    return Eyes(quiet, live_server.url, client_of)


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
        """Axe's verdict."""
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


def test_the_pages_of_the_office(eyes, village, request, client_of):
    eyes.page.set_viewport_size(DESK)
    paths = [(row, address(row, village)) for row in pages("staff", "signed_in")]
    for role in ROLES:
        eyes.sit_down(client_of(request.getfixturevalue(role)))
        for row, path in paths:
            may = row.audience == "signed_in" or role in row.may
            if may and eyes.is_new(path, role):
                eyes.open(path)
                eyes.judge(path, role)
                eyes.page.set_viewport_size(TABLET)
                eyes.note(path, "is wider than a tablet by", eyes.page.evaluate(TOO_WIDE))
                eyes.page.set_viewport_size(DESK)
    assert eyes.wrong == []
    assert eyes.opened >= len(paths)


def test_the_pages_of_the_resident(eyes, village, client_of):
    eyes.page.set_viewport_size(OLD_PHONE)
    eyes.sit_down(with_card(client_of(village.resident.user), village.card))
    paths = [address(row, village) for row in pages("resident")]
    paths += [reverse("residents:card_gone"), reverse("residents:card_link", args=["unknown"])]
    paths += [reverse("jobs:public_postings", args=["liuhe"])]
    paths += [reverse("jobs:public_posting", args=["liuhe", village.posting.pk])]
    for path in paths:
        eyes.open(path)
        eyes.judge(path, "resident")
        eyes.note(path, "small text", eyes.page.evaluate(SMALL_TEXT))
        eyes.note(path, "small targets", eyes.page.evaluate(SMALL_TARGETS, [TARGETS, 44]))
        eyes.note(path, "small main targets", eyes.page.evaluate(SMALL_TARGETS, [".btn, .foot a", 60]))
        for size in (OLD_PHONE, NARROWEST):
            eyes.page.set_viewport_size(size)
            eyes.note(path, f"at {size['width']} is wider by", eyes.page.evaluate(TOO_WIDE))
    assert eyes.wrong == []


def test_the_page_before_the_door(eyes, liuhe):
    eyes.page.set_viewport_size(DESK)
    path = reverse("residents:sign_in")
    eyes.open(path)
    eyes.judge(path, "stranger")
    assert eyes.wrong == []


def test_the_eyes_see(page, live_server, client_of):
    eyes = Eyes(page, live_server.url, client_of)
    page.set_viewport_size(NARROWEST)
    page.set_content("<html lang=zh><title>x</title><main><button></button><p style='width:400px'>x</p></main>")
    eyes.judge("here", "stranger")
    eyes.note("here", "is wider by", page.evaluate(TOO_WIDE))
    eyes.note("here", "small text", page.evaluate(SMALL_TEXT))
    eyes.note("here", "small targets", page.evaluate(SMALL_TARGETS, [TARGETS, 44]))
    assert any("button-name" in words for words in eyes.wrong)
    assert {words.split()[1] for words in eyes.wrong} >= {"is", "small"}
    assert len(eyes.wrong) >= 4
