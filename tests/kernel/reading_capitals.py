"""Reads capitals (人民币大写) back, so that tests can hold every amount against its words."""

import re
from decimal import Decimal

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("仟", "佰", "拾", "")
_GROUP_WORDS = re.compile(r"^(?:(?P<high>.*)亿)?(?:(?P<middle>.*)万)?(?P<low>.*)$")


def parse(words: str) -> Decimal:
    """Reads capitals back, with or without 人民币, 整 or 正 and the optional 零; else raises ValueError."""
    text = words.removeprefix("人民币")
    sign = -1 if text.startswith("负") else 1
    text = text.removeprefix("负").rstrip("整正")
    match = re.fullmatch(rf"(?:([{_DIGITS}拾佰仟万亿]+)元)?零?(?:([{_DIGITS}])角)?零?(?:([{_DIGITS}])分)?", text)
    if not text or not match:
        raise ValueError(f"{words} is no amount in capitals")
    whole, jiao, fen = match.groups()
    yuan = _number(whole) if whole else 0
    return sign * (Decimal(yuan * 100 + _digit(jiao) * 10 + _digit(fen)) / 100).quantize(Decimal("0.01"))


def _digit(word: str | None) -> int:
    return _DIGITS.index(word) if word else 0


def _number(words: str) -> int:
    groups = _GROUP_WORDS.match(words).groupdict()
    high, middle, low = (_four(groups[name] or "") for name in ("high", "middle", "low"))
    return high * 10**8 + middle * 10**4 + low


def _four(words: str) -> int:
    number, digit = 0, 0
    for word in words:
        if word in _DIGITS:
            digit = _DIGITS.index(word)
        else:
            number += (digit or 1) * 10 ** (3 - _PLACES.index(word))
            digit = 0
    return number + digit
