"""Texts as people and spreadsheets write them: full-width digits, blanks anywhere, dashes between groups."""

import re
import unicodedata

_BLANKS = re.compile(r"[\s\u200b-\u200d\ufeff]+")


def normal(text: str) -> str:
    """Full-width letters and digits as plain ones, no blanks at the ends, single blanks inside."""
    return _BLANKS.sub(" ", unicodedata.normalize("NFKC", text or "")).strip()


def compact(text: str) -> str:
    """A number as typed, without blanks and dashes, letters upper-case: `６２００ 0000-x` is `62000000X`."""
    return re.sub(r"[\s\-\u2010-\u2015\u2212]+", "", normal(text)).upper()
