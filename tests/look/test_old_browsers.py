"""The phone's pages need nothing that came after 2019, unless something older stands in for it."""

import pytest

from tests.look.old_browsers import phone_scripts, too_new_for, too_new_in
from tests.look.style import CSS


@pytest.mark.parametrize("sheet", ["tokens.css", "phone.css"])
def test_the_phones_sheets_hold_in_old_browsers(sheet):
    assert list(too_new_for((CSS / sheet).read_text(encoding="utf-8"))) == []


def test_the_phones_scripts_hold_in_old_browsers():
    wrong = {path.name: list(too_new_in(path.read_text(encoding="utf-8"))) for path in phone_scripts()}
    assert {name: found for name, found in wrong.items() if found} == {}


@pytest.mark.parametrize(
    "planted",
    [
        ".a { display: flex; gap: 4px; }",
        ".a { gap: 4px; }",
        ".a { font-size: min(2rem, 9vw); }",
        ".a { font-size: min(2rem, 9vw); font-size: 2rem; }",
        ".a { inset: 0; }",
        ".a { aspect-ratio: 1; }",
        ".a { height: 100dvh; }",
        "body:has(.foot) main { padding: 0; }",
        ":is(h1, h2) { margin: 0; }",
        ":focus-visible { outline: 1px solid; }",
        ".a { overflow-wrap: anywhere; }",
        "@layer phone { .a { margin: 0; } }",
        "@media (width <= 340px) { .a { margin: 0; } }",
        ".a { color: red; } @container (min-width: 3em) { .a { margin: 0; } }",
        ":root { --wide: clamp(1rem, 2vw, 3rem); }",
    ],
)
def test_a_new_style_is_caught(planted):
    assert list(too_new_for(planted))


@pytest.mark.parametrize(
    "planted",
    [
        ".a { display: grid; gap: 4px; }",
        ".a { font-size: 2rem; font-size: min(2rem, 9vw); }",
        ":focus { outline: 1px solid; } :focus:not(:focus-visible) { outline: 0; }",
        ".a:focus { color: red; } .a:focus-visible { color: red; }",
        "@media (max-width: 340px) { .a { margin: 0; text-wrap: balance; } }",
        ".a { padding-bottom: env(safe-area-inset-bottom); clip-path: inset(50%); }",
    ],
)
def test_an_old_style_or_one_with_a_fall_back_passes(planted):
    assert list(too_new_for(planted)) == []


@pytest.mark.parametrize(
    "planted",
    [
        "a?.b",
        "a ?? b",
        "a ||= b",
        "list.at(-1)",
        "text.replaceAll(a, b)",
        "class A { #x = 1 }",
        "await go();",
        "1_000",
    ],
)
def test_a_new_word_in_a_script_is_caught(planted):
    assert list(too_new_in(planted))


@pytest.mark.parametrize(
    "planted", ["a ? .5 : b", "a?.5:b", "// a?.b", "document.querySelector('#said')", "async () => { await go(); }"]
)
def test_an_old_script_passes(planted):
    assert list(too_new_in(planted)) == []
