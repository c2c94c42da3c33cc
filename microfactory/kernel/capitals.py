"""Amounts in capitals (人民币大写), as payment papers want them: annex 1 of the payment settlement rules.

Canonical form: 整 after yuan and jiao, none after fen; the optional 零 is written between 元 and 角 and left out
between 万 and 仟.
"""

import re
from decimal import Decimal

from microfactory.kernel.money import round_fen

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("仟", "佰", "拾", "")
_GROUPS = ("", "万", "亿", "万亿")
_LIMIT = Decimal(10) ** 12


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
