"""One cell of an office's spreadsheet: text, numbers and dates out of all the ways in which they are typed.

A cell is what `microfactory.kernel.spreadsheets` gives: None, str, Decimal, bool, date, datetime. What can't be read
raises RuleBroken, whose code is the reason code of the row.
"""

import datetime as dt
import re
import unicodedata
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from microfactory.kernel.periods import Month
from microfactory.kernel.typed import read_day

MAX_PIECES = 10_000_000
_SHEET_DIGITS = 15  # a spreadsheet keeps no more of a number
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u202a\u202c\u202d"))
_SCIENTIFIC = re.compile(r"\d(\.\d+)?E\+?\d+", re.I)
_EXCEL_DAY_ZERO = dt.date(1899, 12, 30)


def text(cell) -> str:
    """The cell as one line: full-width digits and letters made narrow, blanks at the ends and doubled ones gone."""
    return " ".join(_parts(cell))


def squeezed(cell) -> str:
    """The text without any blank."""
    return "".join(_parts(cell))


def note(cell) -> str:
    """Free text as one line, its full-width commas and brackets as they were typed: at most 200 characters."""
    return " ".join(_parts(cell, "NFC"))[:200]


def _parts(cell, form: str = "NFKC") -> list[str]:
    if cell is None:
        return []
    if isinstance(cell, Decimal):
        return [plain(cell)]
    if isinstance(cell, dt.date):
        return [cell.isoformat()[:10]]
    value = str(cell)
    if not value.isascii():
        value = unicodedata.normalize(form, value)
    return (value if value.isprintable() else value.translate(_INVISIBLE)).split()


def plain(number: Decimal) -> str:
    """All its digits, without exponent or trailing zeros."""
    value = f"{number:f}"
    return value.rstrip("0").rstrip(".") if "." in value else value


def long_number(cell, field: str) -> str:
    """An identity, phone or account number as text, upper case, without blanks and hyphens.

    Raises RuleBroken `lost_precision` where the spreadsheet turned it into a number and dropped its last digits.
    """
    value = re.sub(r"[-‐–—'’`]", "", squeezed(cell)).upper()
    shortened = isinstance(cell, Decimal) and cell.adjusted() >= _SHEET_DIGITS
    if shortened or _SCIENTIFIC.fullmatch(value):
        sentence = _(
            "The spreadsheet has turned this number into a figure and lost its last digits. "
            "Format the cell as text and type it again."
        )
        raise RuleBroken(sentence, code="lost_precision", field=field)
    return value


def number(cell, field: str) -> Decimal | None:
    """A figure, with or without ¥, 元 and thousands separators. None for an empty cell. Raises `bad_number`."""
    if cell is None or isinstance(cell, Decimal):
        return cell
    value = re.sub(r"[¥元,]", "", squeezed(cell)).replace("\N{MINUS SIGN}", "-")
    if value in {"", "-", "/", "无"}:
        return None
    try:
        read = Decimal(value)
    except InvalidOperation:
        read = Decimal("NaN")
    if isinstance(cell, dt.date | bool) or not read.is_finite() or not value.lstrip("+-")[:1].isdecimal():
        raise RuleBroken(_("“%(text)s” is no number.") % {"text": text(cell)}, code="bad_number", field=field)
    return read


def pieces(cell, field: str, unit: str = "") -> int:
    """A count of pieces; an empty cell is 0, a unit behind the figure is dropped (“3箱”).

    Raises `fraction`, `negative`, `bad_number`.
    """
    if isinstance(cell, str) and unit:
        cell = squeezed(cell).removesuffix(squeezed(unit))
    value = number(cell, field) or Decimal(0)
    if value < 0:
        sentence = _("%(count)s pieces can't be: a correction is made on the entry itself.")
        raise RuleBroken(sentence % {"count": plain(value)}, code="negative", field=field)
    if value != value.to_integral_value():
        sentence = _("%(count)s pieces: pieces are counted whole.")
        raise RuleBroken(sentence % {"count": plain(value)}, code="fraction", field=field)
    if value > MAX_PIECES:
        sentence = _("%(count)s pieces are too many for one row.")
        raise RuleBroken(sentence % {"count": plain(value)}, code="bad_number", field=field)
    return int(value)


def price(cell, field: str) -> Decimal | None:
    """Yuan a piece, at most 4 decimals. None for an empty cell. Raises `bad_number`, `negative`, `bad_price`."""
    value = number(cell, field)
    if value is None:
        return None
    if value < 0:
        raise RuleBroken(_("A price can't be negative."), code="negative", field=field)
    if value != round(value, 4) or value >= 10**8:
        raise RuleBroken(_("A price has at most 4 decimals."), code="bad_price", field=field)
    return carried(value)


def carried(value: Decimal) -> Decimal:
    """With 2 places where they suffice, else with 4: sums then carry as many places as what they are made of."""
    return round(value, 2) if value == round(value, 2) else round(value, 4)


def day(cell, field: str, month: Month | None = None) -> dt.date | None:
    """A date in any usual form: a date cell with or without time, its serial number, 2026-10-02, 2026/10/2, 10.2,
    10月2日, 20261002, or the day alone. What is missing comes from `month`. None for an empty cell.

    Raises `bad_date`; also for the figure 10.1, which may once have been 10.10.
    """
    if cell is None:
        return None
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    read = _day_of_figure(cell, month) if isinstance(cell, Decimal) else read_day(text(cell), month)
    if read is None:
        sentence = _("“%(text)s” can't be read as a date. Type it like 2026-10-02.") % {"text": text(cell)}
        raise RuleBroken(sentence, code="bad_date", field=field)
    return read


def _day_of_figure(figure: Decimal, month: Month | None) -> dt.date | None:
    if 20_000 < figure < 80_000:
        return _EXCEL_DAY_ZERO + dt.timedelta(days=int(figure))
    if figure != figure.to_integral_value():
        return None
    return read_day(plain(figure), month)
