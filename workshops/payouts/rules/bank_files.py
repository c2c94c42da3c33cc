"""The rows of a file for the bank, by the columns that the bank wants."""

import csv
import io
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from microfactory.kernel.formulas import harmless
from workshops.payouts.enums import FileField


class Column(NamedTuple):
    """A column: its heading, what stands in it, and the text that is always the same."""

    heading: str
    field: str
    text: str = ""


class Row(NamedTuple):
    """One payment, as the bank needs it. `amount` in yuan."""

    number: str
    holder: str
    account: str
    bank: str
    branch: str
    phone: str
    amount: Decimal


def generic_columns() -> list[Column]:
    """For a bank without a template of its own, with headings in the language of the office."""
    return [
        Column(_("No."), FileField.POSITION),
        Column(_("account holder"), FileField.HOLDER),
        Column(_("account number"), FileField.ACCOUNT),
        Column(_("bank"), FileField.BANK),
        Column(_("amount"), FileField.AMOUNT),
        Column(_("purpose"), FileField.PURPOSE),
    ]


def holder_name(name: str) -> str:
    """A name as banks match it: without blanks; the dot inside a name stays."""
    return "".join(name.split())


def cells(rows: Sequence[Row], columns: Sequence[Column], *, purpose: str) -> list[list[str | int | Decimal]]:
    """The rows in the order of the columns. Amounts are Decimal with two places, without separators."""
    return [[_cell(row, position, column, purpose) for column in columns] for position, row in enumerate(rows, 1)]


def _cell(row: Row, position: int, column: Column, purpose: str) -> str | int | Decimal:
    known: Mapping[str, str | int | Decimal] = {
        FileField.POSITION: position,
        FileField.HOLDER: holder_name(row.holder),
        FileField.ACCOUNT: row.account,
        FileField.BANK: row.bank,
        FileField.BRANCH: row.branch,
        FileField.AMOUNT: row.amount,
        FileField.NUMBER: row.number,
        FileField.PURPOSE: purpose,
        FileField.PHONE: row.phone,
        FileField.FIXED: column.text,
    }
    return known[column.field]


def total_row(rows: Sequence[Row], columns: Sequence[Column], word: str) -> list[str | Decimal]:
    """A last row with the total under the amounts, and the word for it in the first other column."""
    total = sum((row.amount for row in rows), Decimal("0.00"))
    last: list[str | Decimal] = [total if column.field == FileField.AMOUNT else "" for column in columns]
    if "" in last:
        last[last.index("")] = word
    return last


def text_file(table: Sequence[Sequence[str | int | Decimal]], *, encoding: str, separator: str) -> bytes:
    """The table as text, no cell of which runs as a formula where somebody opens it in a spreadsheet program.

    Raises RuleBroken (encoding) where a name can't be written in the bank's encoding.
    """
    target = io.StringIO()
    csv.writer(target, delimiter=separator, lineterminator="\r\n").writerows(
        [f"{cell:.2f}" if isinstance(cell, Decimal) else harmless(str(cell)) for cell in row] for row in table
    )
    try:
        return target.getvalue().encode(encoding)
    except UnicodeEncodeError as error:
        sign = error.object[error.start : error.end]
        raise RuleBroken(
            _("“%(sign)s” can't be written in the encoding %(encoding)s. Choose UTF-8 in the bank's template.")
            % {"sign": sign, "encoding": encoding},
            code="encoding",
        ) from error
