"""What people type: figures with full-width digits, separators, ¥ and 元 around them; days in any usual way."""

import datetime as dt
import functools
import re

from microfactory.kernel.periods import Month

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
# The wide twins of ASCII alone: of ⑳, ½ or 5² no figure is made that nobody typed.
_WIDE = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0xFFE5: "¥"}
_SIGNS = str.maketrans("。｡\N{MINUS SIGN}–—、", "..---,")
_NARROW = _WIDE | _SIGNS | _INVISIBLE
# No group of thousands begins with 0: 0,035 is a rate with a comma for a point.
_THOUSANDS = re.compile(r"([+-]?[1-9][0-9]{0,2})((?:[, ][0-9]{3})+)(\.[0-9]*)?")
# What may stand around a figure without changing it. No 万 and no 千: those would.
# No 箱 or 双 either: those may be many pieces.
_AROUND = re.compile(r"^¥\s*|\s*(?:元整|元|圆|块钱|块|[个件只人])$")
_SEPARATED = re.compile(r"(?:([0-9]{4}|[0-9]{2})[-/.年])?([0-9]{1,2})[-/.月]([0-9]{1,2})[日号]?")
_COMPACT = re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})")
_DAY_ONLY = re.compile(r"([0-9]{1,2})[日号]?")
_TIME_BEHIND = re.compile(r"(?<=[0-9日号])[T ]+[0-9]{1,2}[:时].*$")


def narrow(text: str) -> str:
    """What was typed, as a keyboard without an input method would write it: １２．５０ is 12.50, 。 a full stop."""
    if not text.isascii():
        text = text.translate(_NARROW)
    return text.strip()


def bare_figure(text: str) -> str:
    """The figure alone: without ¥, unit and thousands separators.

    A comma that separates no thousands stays: 8,5 may be 8.5 or 85, and only who typed it knows.
    """
    figure = _AROUND.sub("", narrow(text))
    if match := _THOUSANDS.fullmatch(figure):
        first, groups, decimals = match.groups()
        return first + re.sub(r"[, ]", "", groups) + (decimals or "")
    return figure


@functools.lru_cache(maxsize=1024)  # a spreadsheet of a month names thirty days ten thousand times
def read_day(text: str, month: Month | None = None) -> dt.date | None:
    """A day as people write it: 2026-11-03, 2026/11/3, 2026.11.3, 26.11.3, 2026年11月3日, 20261103, a time behind it.

    With a `month`, its year is taken where there is none (11.3), and its month for a day alone (3日). None where it
    can't be read.
    """
    text = _TIME_BEHIND.sub("", narrow(text)).replace(" ", "")
    if match := _SEPARATED.fullmatch(text):
        year, number, day = match.groups()
        year = (year if len(year) == 4 else f"20{year}") if year else month and month.year
        return _day(year, number, day)
    if match := _COMPACT.fullmatch(text):
        return _day(*match.groups())
    if (match := _DAY_ONLY.fullmatch(text)) and month:
        return _day(month.year, month.number, match[1])
    return None


def _day(year, number, day) -> dt.date | None:
    try:
        return dt.date(int(year), int(number), int(day))
    except (ValueError, TypeError):
        return None
