"""How far down and right a packed workbook is filled, told before it is laid out as a grid.

A reader lays a sheet out from its first cell to its last, so that one lone cell far away eats the memory. Each
function takes one part of the package, whatever it is called, and gives (row, column) of the farthest filled cell of
any sheet in it, counted from 1; (0, 0) where it holds none.
"""

import html
import re
from collections.abc import Iterator

_XLSX_CELL = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\br\s*=\s*["']([A-Za-z]{1,3})(\d{1,7})["'][^>]*(?<!/)>""")

_ASIDE = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>", re.DOTALL)
_ODS_TAG = re.compile(
    rb"""<(?:\w+:)?(table|table-row|table-cell|covered-table-cell)(?=[\s/>])((?:[^>"']|"[^"]*"|'[^']*')*)>"""
)
_ODS_REPEATED = re.compile(rb"""number-(?:rows|columns)-repeated\s*=\s*["']([^"']*)["']""")

_ROW, _CELLS, _SHEET_DATA = 0, range(2, 12), 145  # kinds of records of an xlsb; 1 is an empty cell
_SHEET_DATA_WRITTEN = re.compile(rb"\x91[\x01\x81]")  # 145 in 7 bits a byte; no XML holds it


def farthest_in_xlsx(part: bytes) -> tuple[int, int]:
    """Of a sheet of an xlsx. Cells that only carry a style don't count."""
    cells = _XLSX_CELL.findall(part)
    if not cells:
        return 0, 0
    letters, rows = map(set, zip(*cells, strict=True))
    return max(map(int, rows)), max(_column_number(column.upper()) for column in letters)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def farthest_in_ods(part: bytes) -> tuple[int, int]:
    """Of the content of an ods, which says of rows and cells how often they are repeated. Empty ones at the end of a
    row or sheet don't count."""
    farthest_row = farthest_column = row = column = repeated = 0
    for tag, attributes in _ODS_TAG.findall(_ASIDE.sub(b"", part) if b"<!" in part else part):
        if tag == b"table":
            row = 0
        elif tag == b"table-row":
            repeated, column = _repeated(attributes), 0
            row += repeated
        else:
            column += _repeated(attributes)
            if not attributes.endswith(b"/") or b"office:" in attributes or b"formula" in attributes:
                farthest_row, farthest_column = max(farthest_row, row), max(farthest_column, column)
    return farthest_row, farthest_column


def _repeated(attributes: bytes) -> int:
    if b"-repeated" not in attributes:
        return 1
    found = _ODS_REPEATED.search(attributes)
    times = html.unescape(found[1].decode(errors="replace")).strip() if found else ""
    return int(times) if times.isdecimal() and len(times) < 10 else 1


def farthest_in_xlsb(part: bytes) -> tuple[int, int]:
    """Of a sheet of an xlsb: records of kind, length and content."""
    if not _SHEET_DATA_WRITTEN.search(part):
        return 0, 0
    last_row = last_column = row = 0
    inside = False
    for kind, start in _records(part):
        if kind == _SHEET_DATA:
            inside = True
        elif inside and kind == _ROW:
            row = int.from_bytes(part[start : start + 4], "little") + 1
        elif inside and kind in _CELLS:
            last_row = max(last_row, row)
            last_column = max(last_column, int.from_bytes(part[start : start + 4], "little") + 1)
    return last_row, last_column


def _records(part: bytes) -> Iterator[tuple[int, int]]:
    """Kind and start of each record, until the end or until what follows is none."""
    place = 0
    while place + 1 < len(part):
        kind, place = _number(part, place, 2)
        length, place = _number(part, place, 4)
        yield kind, place
        place += length


def _number(part: bytes, place: int, most: int) -> tuple[int, int]:
    """A number in 7 bits a byte, the lowest first, and the place behind it."""
    number = 0
    for shift, byte in enumerate(part[place : place + most]):
        number |= (byte & 0x7F) << 7 * shift
        if byte < 0x80:
            return number, place + shift + 1
    return number, place + most
