"""Reads spoken Chinese back, by rules of its own: what the tests hold the speech against."""

import re
from decimal import Decimal

VALUES = {word: value for value, word in enumerate("零一二三四五六七八九")} | {"两": 2}
UNITS = {"十": 10, "百": 100, "千": 1000}
AMOUNT = re.compile(
    r"(?P<minus>负)?(?:(?P<yuan>[^块毛分负]+)块)?(?:(?P<jiao>[^块毛分负])毛)?零?(?:(?P<fen>[^块毛分负])分)?"
)


def number(words: str) -> int:
    """一万零一十 is 10010. Raises ValueError for what is no number."""
    above, wan, below = words.rpartition("万")
    if wan:
        return number(above) * 10_000 + (_section(below) if below else 0)
    return _section(words)


def _section(words: str) -> int:
    total = digit = 0
    for word in words:
        if word in VALUES:
            digit = VALUES[word]
        elif word in UNITS:
            total += (digit or 1) * UNITS[word]
            digit = 0
        else:
            raise ValueError(f"{word} in {words}")
    return total + digit


def amount(words: str) -> Decimal:
    """二十块零五分 is 20.05. Raises ValueError for what is no amount."""
    found = AMOUNT.fullmatch(words)
    if not words or not found:
        raise ValueError(words)
    fen = (number(found["yuan"]) if found["yuan"] else 0) * 100
    fen += VALUES[found["jiao"]] * 10 if found["jiao"] else 0
    fen += VALUES[found["fen"]] if found["fen"] else 0
    return Decimal(-fen if found["minus"] else fen) / 100
