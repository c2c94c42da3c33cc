"""Reads our style sheets: declarations, tokens, contrast."""

import re
from fractions import Fraction
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CSS = ROOT / "static" / "css"
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
DECLARATION = re.compile(r"(?<=[{;\s])([\w-]+)\s*:\s*([^;{}]+)[;}]")


def text_of(name: str) -> str:
    """A style sheet without its comments."""
    return COMMENT.sub("", (CSS / name).read_text(encoding="utf-8"))


def declarations(name: str) -> list[tuple[str, str]]:
    """Every (property, value) of a style sheet."""
    return [(key, value.strip()) for key, value in DECLARATION.findall(text_of(name))]


def tokens(selector: str) -> dict[str, str]:
    """The tokens of one block of tokens.css."""
    start = text_of("tokens.css").index(selector)
    block = text_of("tokens.css")[start:].partition("{")[2].partition("}")[0]
    return {key: value for key, value in DECLARATION.findall("{" + block + "}")}


def luminance(colour: str) -> Fraction:
    """Relative luminance of `#rgb` or `#rrggbb` (WCAG 2.2)."""
    digits = colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    shares = []
    for start in (0, 2, 4):
        share = Fraction(int(digits[start : start + 2], 16), 255)
        bent = share / Fraction(1292, 100) if share <= Fraction(4045, 100000) else _bend(share)
        shares.append(bent)
    red, green, blue = shares
    return (red * 2126 + green * 7152 + blue * 722) / 10000


def _bend(share: Fraction) -> Fraction:
    return Fraction(str(((share + Fraction(55, 1000)) / Fraction(1055, 1000)).__pow__(Fraction(12, 5))))


def contrast(first: str, second: str) -> Fraction:
    """How far two colours stand apart, from 1 to 21."""
    darker, lighter = sorted((luminance(first), luminance(second)))
    return (lighter + Fraction(5, 100)) / (darker + Fraction(5, 100))
