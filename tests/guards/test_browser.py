"""Tests in a browser wait for what they look at: a press returns before the next page is there."""

import ast
from pathlib import Path

import pytest

from tests.guards.report import none_of
from tests.guards.source import called, dotted, functions

GLANCES = {"is_visible", "is_hidden", "is_checked", "is_enabled", "is_disabled"}
READS = GLANCES | {
    *("evaluate", "eval_on_selector", "eval_on_selector_all", "inner_text", "inner_html", "text_content", "content"),
    *("all_inner_texts", "all_text_contents", "count", "get_attribute", "input_value", "bounding_box"),
    *("run", "judge"),  # axe, and whoever asks it
}
CLICKS = {"click", "dblclick", "tap"}
NOT_PAGES = {"live_server", "response", "answer"}


def driving(tree):
    """The tests that are marked `browser`."""
    for source in tree.tests:
        if any(dotted(node).endswith("mark.browser") for node in ast.walk(source.tree)):
            yield source


def glances(tree):
    """Assertions that look once, at whatever is there at that moment."""
    for source in driving(tree):
        for node in ast.walk(source.tree):
            if not isinstance(node, ast.Assert):
                continue
            for part in ast.walk(node.test):
                if isinstance(part, ast.Call) and called(part) in GLANCES:
                    yield source.at(
                        part.lineno, f"{called(part)}() looks once. Say expect(…).to_be_visible() and so on."
                    )
                elif isinstance(part, ast.Attribute) and part.attr == "url" and is_page(part.value):
                    yield source.at(
                        part.lineno, "The address may still be the old one. Say expect(page).to_have_url(…)."
                    )


def is_page(node) -> bool:
    return isinstance(node, ast.Name) and node.id not in NOT_PAGES


def hasty(tree):
    """Clicks whose next line reads the page, by itself or through a function of the same file."""
    for source in driving(tree):
        readers = {function.name for function in functions(source) if reads(function, set())}
        for node in ast.walk(source.tree):
            for first, second in pairs(node):
                if clicks(first) and reads(second, readers):
                    yield source.at(
                        second.lineno, "Read right after a click. Click with tests.browser.press(…), or expect(…)."
                    )


def blind(tree):
    """Keys typed wherever the focus may be; on a slow machine it isn't there yet, and the first of them are lost."""
    for source in tree.tests:
        if source.path == Path("tests/browser.py"):
            continue
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Call) and dotted(node.func).endswith("keyboard.type"):
                yield source.at(node.lineno, "Type with tests.browser.typed(target, text).")


def pairs(node):
    """Each statement of a block with the one after it."""
    for name in ("body", "orelse", "finalbody"):
        block = getattr(node, name, None)
        if isinstance(block, list):
            yield from zip(block, block[1:], strict=False)


def clicks(statement) -> bool:
    return (
        isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call) and called(statement.value) in CLICKS
    )


def reads(node, readers: set[str]) -> bool:
    """Whether something is read here at once; what `expect` is asked waits by itself."""
    if isinstance(node, ast.Call):
        if called(node) == "expect":
            return False
        if called(node) in READS or (isinstance(node.func, ast.Name) and node.func.id in readers):
            return True
    return any(reads(child, readers) for child in ast.iter_child_nodes(node))


def test_nobody_looks_only_once(tree):
    none_of(glances(tree), "Whoever looks at a page waits for what she looks for.")


def test_nobody_reads_right_after_a_click(tree):
    none_of(hasty(tree), "A click returns before the next page is there.")


def test_nobody_types_before_the_focus_is_there(tree):
    none_of(blind(tree), "Whoever types waits for the focus.")


MARKED = "pytestmark = pytest.mark.browser\n"


@pytest.mark.parametrize(
    "line",
    [
        "assert page.get_by_text('x').is_visible()",
        "assert not page.locator('x').is_visible() and a",
        "assert page.url.endswith('/me/')",
        "assert re.search('me', page.url)",
    ],
)
def test_a_glance_is_caught(plant, line):
    assert list(glances(plant({"tests/test_x.py": f"{MARKED}{line}\n"})))
    assert not list(glances(plant({"tests/test_x.py": f"{line}\n"})))  # not in a browser


@pytest.mark.parametrize(
    "line",
    [
        "expect(page).to_have_url('x')",
        "assert live_server.url == a",
        "assert kept.value.url == a",
        "assert a, page.url",
    ],
)
def test_waiting_passes(plant, line):
    assert not list(glances(plant({"tests/test_x.py": f"{MARKED}{line}\n"})))


@pytest.mark.parametrize(
    "line", ["page.evaluate('x')", "assert page.inner_text('p') == a", "clean(page)", "eyes.judge()"]
)
def test_reading_after_a_click_is_caught(plant, line):
    text = (
        f"{MARKED}def clean(page):\n    Axe().run(page)\n\ndef test_x():\n    page.locator('a').click()\n    {line}\n"
    )
    assert list(hasty(plant({"tests/test_x.py": text})))
    assert not list(hasty(plant({"tests/test_x.py": text.replace("page.locator('a').click()", "press(page)")})))


@pytest.mark.parametrize("line", ["expect(page.locator('p')).to_have_text(a)", "page.fill('a', 'b')"])
def test_expecting_after_a_click_passes(plant, line):
    assert not list(hasty(plant({"tests/test_x.py": f"{MARKED}page.click('a')\n{line}\n"})))


def test_typing_blindly_is_caught(plant):
    assert list(blind(plant({"tests/test_x.py": "page.keyboard.type('zqm')\n"})))
    assert not list(blind(plant({"tests/test_x.py": "typed(page.locator('#q'), 'zqm')\n"})))
