"""Spreadsheets read: xlsx, xlsb, xls, ods and csv become plain rows that keep their row numbers.

Numbers come in as Decimal with the 15 digits that a spreadsheet keeps (66.40000000000001 is 66.4), so no float leaves
this file. Empty cells are None; texts come as they were typed.
"""

import csv
import datetime as dt
import io
import struct
import sys
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import python_calamine
from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from microfactory.kernel.spreadsheets.far_cells import farthest_in_ods, farthest_in_xlsb, farthest_in_xlsx

Cell = str | Decimal | bool | dt.date | dt.datetime | dt.time | dt.timedelta | None

MAX_BYTES = 20 * 1024 * 1024
MAX_ROWS = 50_000
_MAX_CELLS = 8_000_000  # a dense grid; calamine lays one out, so a lone cell far below would eat the memory
_MAX_UNPACKED = 400 * 1024 * 1024
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True, slots=True)
class Row:
    """A row with the number that the spreadsheet program shows beside it (from 1)."""

    number: int
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: its rows that hold anything, and its cells merged downwards as (column, first row, last row)."""

    name: str
    rows: list[Row]
    spans: list[tuple[int, int, int]] = field(default_factory=list)


def read_tables(
    content: bytes, filename: str = "", *, max_rows: int = MAX_ROWS, looked_through: bool = False
) -> list[Table]:
    """The visible sheets that hold anything, in their order.

    `looked_through`: these very bytes were read here before, so they hold no zip bomb and no lone cell far away.
    Raises RuleBroken: `empty_file`, `password_protected`, `not_a_spreadsheet`, `too_large`, `too_many_rows`.
    """
    if not content.strip():
        raise RuleBroken(_("This file is empty."), code="empty_file", field="file")
    if len(content) > MAX_BYTES:
        raise _too_large()
    if content.startswith((b"PK\x03\x04", _OLE)):
        tables = _read_workbook(content, looked_through)
    elif filename.lower().endswith((".csv", ".txt", ".tsv")):
        tables = [_read_text(content)]
    else:
        raise _no_spreadsheet()
    tables = [table for table in tables if table.rows]
    if not tables:
        raise RuleBroken(_("There is nothing in this spreadsheet."), code="empty_file", field="file")
    for table in tables:
        if len(table.rows) > max_rows:
            sentence = _("This sheet has more than %(limit)s rows. Split it into several files.")
            raise RuleBroken(sentence % {"limit": max_rows}, code="too_many_rows", field="file")
    return tables


def read_table(content: bytes, filename: str = "", *, max_rows: int = MAX_ROWS) -> Table:
    """The first visible sheet that holds anything; see `read_tables`."""
    return read_tables(content, filename, max_rows=max_rows)[0]


def _read_workbook(content: bytes, looked_through: bool) -> list[Table]:
    if content.startswith(_OLE) and _ENCRYPTED_PACKAGE in content:
        raise _password()
    if content.startswith(b"PK") and not looked_through:
        _refuse_giants(content)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        visible = [
            sheet.name
            for sheet in book.sheets_metadata
            if sheet.visible == python_calamine.SheetVisibleEnum.Visible
            and sheet.typ == python_calamine.SheetTypeEnum.WorkSheet
        ]
        return [_read_sheet(book.get_sheet_by_name(name)) for name in visible]
    except python_calamine.PasswordError as error:
        raise _password() from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise _no_spreadsheet() from error


def _read_sheet(sheet: python_calamine.CalamineSheet) -> Table:
    grid = sheet.to_python(skip_empty_area=False)
    rows = []
    for number, values in enumerate(grid, 1):
        if values.count("") < len(values):
            rows.append(Row(number, [_cell(value) for value in values]))
    spans = [
        (left, top + 1, bottom + 1)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or []
        if left == right and bottom > top
    ]
    return Table(sheet.name, rows, spans)


def _cell(value) -> Cell:
    """A calamine value as ours. 15 significant digits are what a spreadsheet stores of a number."""
    kind = type(value)
    if kind is str:
        return value if value.strip() else None
    if kind is bool or kind not in {int, float}:
        return value
    whole = int(value) if -(10**15) < value < 10**15 else None
    return Decimal(whole) if whole == value else Decimal(f"{value:.15g}")


def _read_text(content: bytes) -> Table:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\0" in content:
        raise _no_spreadsheet()
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise _no_spreadsheet()
    head = text[:5000]
    delimiter = max(",\t;，", key=head.count)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise _no_spreadsheet() from error
    rows = [Row(number, [_cell(value) for value in line]) for number, line in enumerate(lines, 1) if any(line)]
    return Table("", [row for row in rows if any(cell is not None for cell in row.cells)])


def _refuse_giants(content: bytes) -> None:
    """Looks at the packed parts before calamine lays them out: a zip bomb, or a cell in the last column and row."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if sum(part.file_size for part in package.infolist()) > _MAX_UNPACKED:
                raise _too_large()
            left = _MAX_UNPACKED
            for part in package.infolist():
                unpacked = _unpacked(package, part, left)
                left -= len(unpacked)
                _refuse_far_cells(unpacked)  # whatever it is called: the workbook says which parts are its sheets
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError, ValueError, struct.error) as error:
        raise _no_spreadsheet() from error


def _unpacked(package: zipfile.ZipFile, part: zipfile.ZipInfo, most: int) -> bytes:
    """A part, really unpacked: what the package says of its size may be a lie."""
    if part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise _no_spreadsheet()
    part.file_size = sys.maxsize
    with package.open(part) as stream:
        content = stream.read(most + 1)
    if len(content) > most:
        raise _too_large()
    return content


def _refuse_far_cells(part: bytes) -> None:
    for farthest in (farthest_in_xlsx, farthest_in_ods, farthest_in_xlsb):
        row, column = farthest(part)
        if row * column > _MAX_CELLS:
            sentence = _(
                "Something stands far below or far right in this sheet (row %(row)s). Delete it and try again."
            )
            raise RuleBroken(sentence % {"row": row}, code="too_many_rows", field="file")


def _password() -> RuleBroken:
    sentence = _("This file is protected by a password. Open it, save it without the password, and upload that file.")
    return RuleBroken(sentence, code="password_protected", field="file")


def _no_spreadsheet() -> RuleBroken:
    sentence = _("This is no spreadsheet. Open it in Excel or WPS and save it as .xlsx, then upload that file.")
    return RuleBroken(sentence, code="not_a_spreadsheet", field="file")


def _too_large() -> RuleBroken:
    sentence = _("This file is too large (more than %(limit)s MB). Split it into several files.")
    return RuleBroken(sentence % {"limit": MAX_BYTES // 1024 // 1024}, code="too_large", field="file")
