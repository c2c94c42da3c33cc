"""Amounts in capitals (人民币大写), as payment papers want them: annex 1 of the payment settlement rules.

Canonical form: 整 after yuan and jiao, none after fen; the optional 零 is written between 元 and 角 and left out
between 万 and 仟. `parse` reads both forms.
"""

import re
from decimal import Decimal

from microfactory.kernel.money import round_fen

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("仟", "佰", "拾", "")
_GROUPS = ("", "万", "亿", "万亿")
_LIMIT = Decimal(10) ** 12
_GROUP_WORDS = re.compile(r"^(?:(?P<high>.*)亿)?(?:(?P<middle>.*)万)?(?P<low>.*)$")


def capitals(value: Decimal) -> str:
    """Yuan in capitals: 1680.32 is 壹仟陆佰捌拾元零叁角贰分. Raises ValueError from a million million on."""
    value = round_fen(value)
    if abs(value) >= _LIMIT:
        raise ValueError(f"{value} is too large for capitals")
    whole, fen = divmod(int(abs(value) * 100), 100)
    words = _whole(whole) + _fraction(whole, *divmod(fen, 10))
    return f"负{words}" if value < 0 else words


def _whole(number: int) -> str:
    """The part before the point, with 元; nothing for zero."""
    if not number:
        return ""
    groups = []
    while number:
        number, group = divmod(number, 10000)
        groups.append(group)
    words, gap = "", False
    for index in range(len(groups) - 1, -1, -1):
        if not groups[index]:
            gap = True
            continue
        # A group that begins with 仟 stands right behind 万 or 亿, unless a whole group of zeros lies between.
        if words and (gap or groups[index] < 1000):
            words += "零"
        words += _group(groups[index]) + _GROUPS[index]
        gap = False
    return f"{words}元"


def _group(number: int) -> str:
    """Four digits; zeros in a row are one 零, none at the end."""
    words = "".join(
        f"{_DIGITS[int(digit)]}{place}" if digit != "0" else "零"
        for digit, place in zip(f"{number:04d}", _PLACES, strict=True)
    )
    return re.sub("零+", "零", words).strip("零")


def _fraction(whole: int, jiao: int, fen: int) -> str:
    """The part behind the point, with 整 where it ends before the fen."""
    if not jiao and not fen:
        return "整" if whole else "零元整"
    words = ""
    if whole and (not jiao or whole % 10 == 0):
        words = "零"
    if jiao:
        words += f"{_DIGITS[jiao]}角"
    return f"{words}{_DIGITS[fen]}分" if fen else f"{words}整"


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
