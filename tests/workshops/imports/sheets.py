"""Spreadsheets to try: the three that a real office keeps, and small ones made here."""

import datetime as dt
import io
import json
from decimal import Decimal
from pathlib import Path

import xlsxwriter

from microfactory.kernel.periods import Month
from microfactory.kernel.spreadsheets import read_table
from workshops.rules.imports import fields, matching
from workshops.rules.imports.headers import find_header
from workshops.rules.imports.orders import read_orders
from workshops.rules.imports.pieces import read_pieces
from workshops.rules.imports.roster import read_roster

DATA = Path(__file__).parent / "data"
TODAY = dt.date(2026, 11, 24)
OCTOBER = Month(2026, 10)
OLE = bytes.fromhex("D0CF11E0A1B11AE1")


def given(name: str) -> bytes:
    """One of the files an office keeps: roster, orders, piece-log."""
    return (DATA / f"{name}.xlsx").read_bytes()


def expected() -> dict:
    """What must come out of them."""
    return json.loads((DATA / "expected.json").read_text(encoding="utf-8"))


def workbook(rows, *, merge=()) -> bytes:
    """An xlsx with these rows; dates and numbers become cells of their kind. `merge`: cells merged downwards."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for number, row in enumerate(rows):
            for index, value in enumerate(row):
                if isinstance(value, dt.datetime | dt.date):
                    sheet.write_datetime(number, index, value, day)
                elif isinstance(value, int | float | Decimal):
                    sheet.write_number(number, index, value)
                elif value is not None:
                    sheet.write_string(number, index, value)
        for first, last, column in merge:
            sheet.merge_range(first, column, last, column, rows[first][column])
    return target.getvalue()


def password_protected() -> bytes:
    """What Excel writes for a workbook with a password: an OLE file around an encrypted package."""
    return OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(2000)


def people(*names: str, **more) -> matching.People:
    """A community of these people, told apart by `name/last four`."""
    split = [name.partition("/") for name in names]
    return matching.People(matching.Person(key, name, four, **more) for key, (name, _, four) in enumerate(split))


def step(product="宠物梳", name="装盒", *rates, key=1, here=True) -> matching.Step:
    """A work step with (first day, yuan) rates; 8.00 from the first of October if none is given."""
    rates = rates or ((dt.date(2026, 10, 1), "8"),)
    ends = [first - dt.timedelta(days=1) for first, _ in rates[1:]] + [None]
    periods = tuple((first, end, Decimal(rate)) for (first, rate), end in zip(rates, ends, strict=True))
    return matching.Step(key, product, name, "盒", periods, here)


def roster(content: bytes, **options):
    """The roster's rows."""
    table = read_table(content)
    return read_roster(table, find_header(table.rows, fields.ROSTER, **options), today=TODAY)


def orders(content: bytes, **options):
    """The order list's rows."""
    table = read_table(content)
    return read_orders(table, find_header(table.rows, fields.ORDERS, **options))


def pieces(content: bytes, community, steps, *, month=OCTOBER, today=TODAY, mapping=None):
    """The piece log's rows, matched against people and steps."""
    table = read_table(content)
    header = find_header(table.rows, fields.PIECES, mapping)
    return read_pieces(table, header, month=month, today=today, people=community, steps=matching.Steps(steps))


def codes(rows) -> dict[int, str]:
    """Row number → reason code of what is refused."""
    return {row.number: row.errors[0].code for row in rows if row.refused}


def warnings(rows) -> dict[int, str]:
    """Row number → reason code of what is doubtful but not refused."""
    return {row.number: row.warnings[0].code for row in rows if row.warnings and not row.refused}
