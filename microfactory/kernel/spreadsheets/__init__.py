"""Spreadsheets of every usual kind read as plain rows, and xlsx files written."""

from microfactory.kernel.spreadsheets.reading import MAX_BYTES, Cell, Table, read_table, read_tables
from microfactory.kernel.spreadsheets.writing import MOST_ROWS, Column, Sheet, newest, write_workbook

__all__ = [
    "MAX_BYTES",
    "MOST_ROWS",
    "Cell",
    "Column",
    "Sheet",
    "Table",
    "newest",
    "read_table",
    "read_tables",
    "write_workbook",
]
