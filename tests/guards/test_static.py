"""Style sheets and scripts: colours have one home, scripts write no markup, nothing comes from elsewhere."""

import re

import pytest

from tests.guards.report import none_of

TOKENS = ("tokens.css", "phone_tokens.css")
COLOUR = re.compile(
    r"(?<![\w&-])#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\b|\b(?:rgb|hsl|oklch|lab)a?\(", re.IGNORECASE
)
ELSEWHERE = re.compile(r"""(?:url\(|@import|fetch\(|src\s*=)\s*["']?(?:https?:)?//""")
MARKUP = re.compile(r"\.(?:innerHTML|outerHTML)\s*=|insertAdjacentHTML|document\.write|\beval\(|new Function\(")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def lines(source):
    """Numbered lines without comments."""
    blank = COMMENT.sub(lambda found: "\n" * found.group().count("\n"), source.text)
    return enumerate(blank.splitlines(), 1)


def raw_colours(tree):
    for source in tree.files(".css", "static"):
        if source.path.name not in TOKENS:
            for number, line in lines(source):
                if COLOUR.search(line):
                    yield source.at(number, "a raw colour. Name it in static/css/tokens.css and use var(--mf-…).")


def unsafe_scripts(tree):
    for source in tree.files(".js", "static"):
        for number, line in lines(source):
            if MARKUP.search(line):
                yield source.at(number, "a script that writes markup. Use textContent, or let htmx swap a fragment.")


def from_elsewhere(tree):
    for source in [*tree.files(".css", "static"), *tree.files(".js", "static")]:
        for number, line in lines(source):
            if ELSEWHERE.search(line):
                yield source.at(number, "asks another host. Serve it from here.")


def test_colours_have_one_home(tree):
    none_of(raw_colours(tree), "tokens.css is the only place with raw colours.")


def test_scripts_write_no_markup(tree):
    none_of(unsafe_scripts(tree), "Scripts change text and attributes.")


def test_nothing_comes_from_elsewhere(tree):
    none_of(from_elsewhere(tree), "No request leaves the host.")


@pytest.mark.parametrize("text", ["p { color: #fff; }", "p { background: rgba(0, 0, 0, .5) }"])
def test_a_raw_colour_is_caught(plant, text):
    assert list(raw_colours(plant({"static/css/page.css": text, "static/css/tokens.css": text})))


def test_written_markup_is_caught(plant):
    assert list(unsafe_scripts(plant({"static/js/page.js": "row.innerHTML = name;"})))


def test_another_host_is_caught(plant):
    assert list(from_elsewhere(plant({"static/css/page.css": "@import 'https://example.org/x.css';"})))
