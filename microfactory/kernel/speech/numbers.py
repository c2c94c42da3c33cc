"""Numbers, amounts and counts as people say them, in recorded words: 560.20 is 五百|六十|块|两|毛.

The spoken usage that was chosen: 两 before 百, 千, 万 and before a unit when the number is just two (两百, 两万,
两块, 两盒), 二 everywhere else (十二块, 二十二个, 一百零二盒); 十 to 十九 at the beginning, 一十 inside (一百一十,
一万零一十); a gap is one 零, also between 块 and 分 (二十块零五分); 毛, not 角; every unit is said (一百零五块五毛,
never 一百零五块五).
"""

from decimal import Decimal

from microfactory.kernel.money import round_fen
from microfactory.kernel.speech.sentences import Name

DIGITS = "零一二三四五六七八九"
TWO, WAN, MINUS = "两", "万", "负"
YUAN, JIAO, FEN = "块", "毛", "分"
LIMIT = 10**8
MEASURE_WORDS = tuple("盒箱个条根粒件只双袋张套串包把对片批")


def _round(place: str) -> tuple[str, ...]:
    """一百, 两百 … 九百."""
    return tuple(f"{TWO if digit == '二' else digit}{place}" for digit in DIGITS[1:])


TENS = ("十", *(f"{digit}十" for digit in DIGITS[2:]))
HUNDREDS, THOUSANDS = _round("百"), _round("千")
CLIPS = (*DIGITS, TWO, *TENS, *HUNDREDS, *THOUSANDS, WAN, MINUS, YUAN, JIAO, FEN)


def number(value: int) -> list[str]:
    """A whole number that stands alone. Raises ValueError below 0 and from a hundred million on."""
    if not 0 <= value < LIMIT:
        raise ValueError(f"{value} is no number to be said")
    above, below = divmod(value, 10_000)
    if not above:
        return _group(below, leading=True) or [DIGITS[0]]
    words = [*quantity(above), WAN]
    if below and below < 1_000:
        words.append(DIGITS[0])
    return words + _group(below, leading=False)


def _group(value: int, *, leading: bool) -> list[str]:
    """Four digits; nothing for 0. `leading`: nothing was said before, so 12 is 十二."""
    thousand, hundred, ten, one = (int(digit) for digit in f"{value:04d}")
    words = [THOUSANDS[thousand - 1]] if thousand else []
    if hundred:
        words.append(HUNDREDS[hundred - 1])
    elif thousand and value % 100:
        words.append(DIGITS[0])
    if ten == 1:
        words += [TENS[0]] if leading and not words else [DIGITS[1], TENS[0]]
    elif ten:
        words.append(TENS[ten - 1])
    elif hundred and one:
        words.append(DIGITS[0])
    return words + [DIGITS[one]] if one else words


def quantity(value: int) -> list[str]:
    """A whole number before a unit: 两, but 十二."""
    return [TWO] if value == 2 else number(value)


def amount(value: Decimal) -> list[str]:
    """Yuan to the fen, rounded like everywhere: 20.05 is 二十块零五分. Raises ValueError from a hundred million on."""
    value = round_fen(value)
    yuan, fen = divmod(int(abs(value) * 100), 100)
    jiao, fen = divmod(fen, 10)
    words = [MINUS] if value < 0 else []
    if yuan or not (jiao or fen):
        words += [*quantity(yuan), YUAN]
    if jiao:
        words += [*quantity(jiao), JIAO]
    if fen:
        words += [DIGITS[0]] if yuan and not jiao else []
        words += [*quantity(fen), FEN]
    return words


def count(value: int, unit: str) -> list[str]:
    """So many of a unit: 两盒, 二十二个. A unit that isn't in the list has a clip of its own or is left out."""
    words = [MINUS] if value < 0 else []
    return [*words, *quantity(abs(value)), unit if unit in MEASURE_WORDS else Name(unit)]


def digits(text: str) -> list[str]:
    """Figures read one by one (the last four of a card); anything else in the text is passed over."""
    return [DIGITS[int(figure)] for figure in text if figure in "0123456789"]
