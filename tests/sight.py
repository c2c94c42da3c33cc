"""What old eyes and fingers need of a page, measured in a browser: axe's verdict, letters, targets, width."""

from axe_playwright_python.sync_playwright import Axe

AXE = Axe()
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RULES = {"runOnly": {"type": "tag", "values": STANDARD}, "rules": {"target-size": {"enabled": True}}}

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
TIGHT_LINES = """() => Array.from(document.querySelectorAll("p, li, a, dt, dd, label, h1, h2, button")).filter(e => {
  const look = getComputedStyle(e);
  const least = e.matches(".amount, .money") ? 1.1 : 1.3;
  return e.getClientRects().length && look.lineHeight !== "normal"
    && parseFloat(look.lineHeight) < least * parseFloat(look.fontSize);
}).map(e => e.textContent.trim())"""


def violations(page, **options) -> list[str]:
    """Axe's verdict by all its rules, or by those of the options, once the page's styles have come."""
    page.wait_for_load_state()
    found = AXE.run(page, options=options or None).response["violations"]
    return [f"{rule['id']} {node['target']}" for rule in found for node in rule["nodes"]]


def too_wide(page, *sizes) -> list[str]:
    """The sizes (or the present one) at which the page is wider than the screen."""
    found = []
    for size in sizes or [page.viewport_size]:
        page.set_viewport_size(size)
        more = page.evaluate(TOO_WIDE)
        found += [f"at {size['width']} is wider by {more}"] if more > 0 else []
    return found


def hard_to_use(page, *sizes) -> list[str]:
    """What old eyes or fingers miss on a page of the phone: letters, targets, and the width at each of the sizes."""
    found = {
        "small text": page.evaluate(SMALL_TEXT),
        "small targets": page.evaluate(SMALL_TARGETS, [TARGETS, 44]),
        "small main targets": page.evaluate(SMALL_TARGETS, [".btn, .foot a", 60]),
    }
    return [f"{what} {which}" for what, which in found.items() if which] + too_wide(page, *sizes)
