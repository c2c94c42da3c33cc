"""Two ways to use a page: with the keys alone, and with the mouse where JavaScript is off. A story fits both."""

import re
import time

from playwright.sync_api import ElementHandle, Locator, Page, expect

from tests.browser import press, typed

PASSWORD = "correct horse battery"
PATIENCE = 10_000  # milliseconds
MOST_TABS = 150
# What a reader sees of the focus: an outline, a shadow, or another border or background than the neighbours'.
SEEN = """element => {
  const ring = getComputedStyle(element), box = element.closest("label");
  const label = box && getComputedStyle(box);
  return [ring, label].some(look => look && (look.outlineStyle !== "none" || look.boxShadow !== "none"));
}"""
WITHIN = """element => {
  const box = element.getBoundingClientRect();
  return box.bottom > 0 && box.top < window.innerHeight;
}"""


def _comes(element: ElementHandle, true: str) -> bool:
    """Whether something becomes true of an element soon: pages scroll smoothly to what has the focus."""
    until = time.monotonic() + PATIENCE / 1000
    while not (found := element.evaluate(true)) and time.monotonic() < until:
        element.owner_frame().wait_for_timeout(50)
    return found


class Hands:
    """What a person does on a page; the words are those that stand there."""

    def __init__(self, page: Page, address: str):
        self.page, self.address = page, address
        page.set_default_timeout(PATIENCE)

    def open(self, path: str) -> None:
        """Types an address, or scans it."""
        self.page.goto(f"{self.address}{path}")

    def sign_in(self, user) -> None:
        """Another person sits down."""
        self.page.context.clear_cookies()
        self.open("/accounts/sign-in/")
        self.fill("用户名", user.username)
        self.fill("密码", PASSWORD)
        self.press("登录")
        expect(self.page).not_to_have_url(re.compile("sign-in"))

    def field(self, label: str) -> Locator:
        """The field with this label; a star behind it says that it must be filled."""
        return self.page.get_by_label(re.compile(rf"^\s*{re.escape(label)}\s*\*?\s*$")).first

    def button(self, name: str) -> Locator:
        """A button by the beginning of its words."""
        return self.page.locator("main").get_by_role("button", name=re.compile(rf"^{re.escape(name)}")).first

    def link(self, name: str) -> Locator:
        """A link of the page (not of the menu) by words that stand in it."""
        return self.page.locator("main").get_by_role("link", name=re.compile(re.escape(name))).first

    def reads(self, *words: str) -> None:
        """The page says so."""
        for word in words:
            expect(self.page.locator("main")).to_contain_text(word)

    def fill(self, label: str, text: str) -> None:
        raise NotImplementedError

    def choose(self, label: str, option: str) -> None:
        raise NotImplementedError

    def pick(self, number: int) -> None:
        raise NotImplementedError

    def tick(self, label: str) -> None:
        raise NotImplementedError

    def press(self, name: str) -> None:
        raise NotImplementedError

    def follow(self, name: str) -> None:
        raise NotImplementedError


class Mouse(Hands):
    """Clicks, on a page without script."""

    def fill(self, label, text):
        self.field(label).fill(text)

    def choose(self, label, option):
        found = self.field(label).locator("option").filter(has_text=option)
        self.field(label).select_option(found.first.get_attribute("value"))

    def pick(self, number):
        self.page.locator(f"input[data-mf-key='{number}']").check(force=True)

    def tick(self, label):
        self.field(label).check()

    def press(self, name):
        press(self.button(name))

    def follow(self, name):
        press(self.link(name))


class Keyboard(Hands):
    """Tab, Enter, arrows, space and what is typed. Wherever it lands, the focus must be seen."""

    def reach(self, target: Locator) -> None:
        """Tabs until the target has the focus."""
        expect(target).to_be_attached()
        element = target.element_handle()
        for _ in range(MOST_TABS):
            if element.evaluate("element => element === document.activeElement"):
                assert element.evaluate(SEEN), f"the focus on {target} can't be seen"
                assert _comes(element, WITHIN), f"{target} has the focus but lies outside the screen"
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{target} can't be reached with Tab")

    def enter(self) -> None:
        """Enter, until the page to which it leads has loaded."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def fill(self, label, text):
        self.reach(self.field(label))
        self.page.keyboard.press("Control+A")
        typed(self.field(label), text)

    def choose(self, label, option):
        field = self.field(label)
        self.reach(field)
        for _ in range(30):
            if option in field.evaluate("field => field.selectedOptions[0]?.textContent || ''"):
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{label} offers no {option}")

    def pick(self, number):
        self.page.keyboard.press(f"Alt+{number}")

    def tick(self, label):
        self.reach(self.field(label))
        if not self.field(label).is_checked():
            self.page.keyboard.press("Space")

    def press(self, name):
        self.reach(self.button(name))
        self.enter()

    def follow(self, name):
        self.reach(self.link(name))
        self.enter()
