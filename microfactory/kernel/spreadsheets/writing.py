"""Spreadsheets written: xlsx with identity and account numbers as text."""

import datetime as dt
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import xlsxwriter
from django.utils.translation import gettext as _

from microfactory.kernel.formulas import would_run

MOST_ROWS = 20_000  # of a list that goes out as a spreadsheet

_NUMBER_FORMATS = {
    "money": "#,##0.00",
    "price": "#,##0.00##",
    "count": "#,##0",
    "quantity": "#,##0.###",
    "date": "yyyy-mm-dd",
    "text": "@",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet to write. `kind`: text (also identity and account numbers), money, price, count, quantity,
    date. `width` is in characters."""

    title: str
    kind: str = "text"
    width: int = 14


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet to write: a title over it (optional), its columns, its rows, and a last row of totals (optional)."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence]
    title: str = ""
    totals: Sequence = ()


def newest(rows) -> tuple[list, str]:
    """The first `MOST_ROWS` of a list's rows (a queryset, the newest first), and the title of a sheet of them: where
    there are more it says so, else there is none."""
    found = list(rows[: MOST_ROWS + 1])
    if len(found) <= MOST_ROWS:
        return found, ""
    return found[:MOST_ROWS], _("Only the newest %(n)s rows; the others are on the pages.") % {"n": f"{MOST_ROWS:,}"}


def write_workbook(sheets: Sequence[Sheet]) -> bytes:
    """An xlsx file. Texts are written as text whatever they look like: no number is shortened, no formula runs, not
    even once somebody edits the cell or saves the sheet as CSV."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        styles = _Styles(book)
        for sheet in sheets:
            _write_sheet(book.add_worksheet(_sheet_name(sheet.name)), sheet, styles)
    return target.getvalue()


class _Styles:
    def __init__(self, book: xlsxwriter.Workbook):
        bold = {"bold": True, "top": 1}
        header = {"bold": True, "bg_color": "#E4EEE6", "border": 1, "text_wrap": True, "valign": "vcenter"}
        self._book = book
        self._quoted: dict = {}
        self.title = self._format(bold=True, font_size=14)
        self.header = self._format(**header)
        self.body = {kind: self._format(num_format=code) for kind, code in _NUMBER_FORMATS.items()}
        self.total = {kind: self._format(num_format=code, **bold) for kind, code in _NUMBER_FORMATS.items()}

    def _format(self, **given):
        style = self._book.add_format(given)
        self._quoted[style] = self._book.add_format({**given, "quote_prefix": True})
        return style

    def of_text(self, style, text: str):
        """The style, with the mark "this is text" where the text could run as a formula."""
        return self._quoted[style] if would_run(text) else style


def _write_sheet(worksheet, sheet: Sheet, styles: _Styles) -> None:
    row = 0
    if sheet.title:
        worksheet.write_string(0, 0, sheet.title, styles.of_text(styles.title, sheet.title))
        row = 1
    for index, column in enumerate(sheet.columns):
        worksheet.set_column(index, index, column.width)
        worksheet.write_string(row, index, column.title, styles.of_text(styles.header, column.title))
    worksheet.freeze_panes(row + 1, 0)
    worksheet.repeat_rows(row)
    for values in sheet.rows:
        row += 1
        for index, (column, value) in enumerate(zip(sheet.columns, values, strict=True)):
            _write_cell(worksheet, row, index, value, column.kind, styles.body[column.kind], styles)
    for index, (column, value) in enumerate(zip(sheet.columns, sheet.totals, strict=False)):
        _write_cell(worksheet, row + 1, index, value, column.kind, styles.total[column.kind], styles)


def _write_cell(worksheet, row: int, index: int, value, kind: str, style, styles: _Styles) -> None:
    if value is None or value == "":
        worksheet.write_blank(row, index, None, style)
    elif kind == "date" and isinstance(value, dt.date):
        worksheet.write_datetime(row, index, dt.datetime(value.year, value.month, value.day), style)
    elif kind not in {"text", "date"} and isinstance(value, int | Decimal):
        worksheet.write_number(row, index, value, style)
    else:
        worksheet.write_string(row, index, str(value), styles.of_text(style, str(value)))


def _sheet_name(name: str) -> str:
    """Excel refuses some characters and more than 31 of them in a sheet's name."""
    return re.sub(r"[\[\]:*?/\\']", " ", name).strip()[:31] or "Sheet1"
