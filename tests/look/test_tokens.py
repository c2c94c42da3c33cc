"""Colours, type sizes and radii stand in tokens.css only, and every ink can be read on its ground."""

import re

import pytest

from tests.look import style

SHEETS = ["staff.css", "work.css", "phone.css", "print.css", "admin.css"]
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgba?|hsla?|oklch|color-mix)\(")
NAMED = re.compile(r"(?<![\w-])(?:white|black|red|green|blue|gr[ae]y|orange|yellow|beige|ivory)(?![\w-])")
USED = re.compile(r"var\((--mf-[\w-]+)")
TYPE_SIZE = re.compile(r"^(var\(--mf-text[\w-]*\)|inherit|min\([\d.]+rem, \d+vw\)|[\d.]+rem|[\d.]+pt)( !important)?$")
RADIUS = re.compile(r"^(var\(--mf-(radius|round)[\w-]*\)|0|50%)$")

# ink, ground; text wants 4.5, the line around a field 3.
TEXT = [
    ("ink", "paper"),
    ("ink", "card"),
    ("ink-2", "paper"),
    ("ink-2", "card"),
    ("ink-2", "sunk"),
    ("ink-2", "stripe"),
    ("ink-2", "brand-wash"),
    ("brand", "card"),
    ("brand", "paper"),
    ("brand", "brand-wash"),
    ("brand-ink", "brand-wash"),
    ("brand-ink", "brand-soft"),
    ("on-brand", "brand"),
    ("on-brand", "brand-ink"),
    ("on-brand", "bad"),
    ("money", "card"),
    ("money", "paper"),
    ("money", "brand-wash"),
    ("wait", "wait-wash"),
    ("wait", "card"),
    ("bad", "bad-wash"),
    ("bad", "card"),
    ("ok", "ok-wash"),
    ("ok", "card"),
    *[("on-brand", f"note-{face}") for face in (100, 50, 20, 10, 5, 1)],
    ("coin-ink", "coin"),
]
LINES = [("field-line", "card"), ("focus", "paper"), ("brand", "sunk"), ("coin-line", "card")]
ORDINARY, HIGH = ":root", '[data-contrast="high"]'


@pytest.mark.parametrize("sheet", SHEETS)
def test_no_raw_colour_outside_the_tokens(sheet):
    raw = [(key, value) for key, value in style.declarations(sheet) if COLOUR.search(value) or NAMED.search(value)]
    assert raw == []


@pytest.mark.parametrize("sheet", SHEETS)
def test_type_sizes_and_radii_are_tokens(sheet):
    sizes = [value for key, value in style.declarations(sheet) if key == "font-size" and not TYPE_SIZE.match(value)]
    if sheet != "phone.css":
        sizes += [value for key, value in style.declarations(sheet) if key == "font-size" and value.endswith("rem")]
    radii = [
        value
        for key, values in style.declarations(sheet)
        if key.endswith("-radius") and not key.startswith("--")
        for value in re.findall(r"var\([^)]*\)|\S+", values)
        if not RADIUS.match(value)
    ]
    assert (sizes if sheet != "phone.css" else [size for size in sizes if not size.endswith("px")]) == []
    assert radii == []


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_token_that_is_used_exists(sheet):
    assert set(USED.findall(style.text_of(sheet))) <= style.tokens(ORDINARY).keys()


def test_no_token_is_left_over():
    everything = "".join(map(style.text_of, [*SHEETS, "tokens.css"]))
    assert style.tokens(ORDINARY).keys() - set(USED.findall(everything)) == set()


@pytest.mark.parametrize("mode", [ORDINARY, HIGH])
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_can_be_read_on_its_ground(mode, ink, ground):
    token = {**style.tokens(ORDINARY), **style.tokens(mode)}
    assert style.contrast(token[f"--mf-{ink}"], token[f"--mf-{ground}"]) >= 4.5


@pytest.mark.parametrize(("line", "ground"), LINES)
def test_lines_that_mean_something_can_be_seen(line, ground):
    token = style.tokens(ORDINARY)
    assert style.contrast(token[f"--mf-{line}"], token[f"--mf-{ground}"]) >= 3


def test_contrast_is_measured_as_the_guideline_says():
    assert style.contrast("#000", "#ffffff") == 21
    assert 4.53 < style.contrast("#767676", "#fff") < 4.55
