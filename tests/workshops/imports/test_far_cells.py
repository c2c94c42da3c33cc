"""A lone cell far away in a sheet, in each format: refused before the grid is laid out."""

import io
import zipfile

import pytest

from microfactory.kernel.errors import RuleBroken
from microfactory.kernel.spreadsheets import read_table
from microfactory.kernel.spreadsheets.far_cells import farthest_in_ods, farthest_in_xlsb

WORD = '<table:table-cell office:value-type="string"><text:p>甲</text:p></table:table-cell>'
SPACES = {
    name: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("office", "table", "text", "manifest")
}


def row(cells: str, times: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{times}">{cells}</table:table-row>'


def empty(times: int) -> str:
    return f'<table:table-cell table:number-columns-repeated="{times}"/>'


def ods(*sheets: str) -> bytes:
    """A spreadsheet as LibreOffice packs it."""
    spaces = " ".join(f'xmlns:{name}="{address}"' for name, address in SPACES.items())
    tables = "".join(f'<table:table table:name="{at}">{sheet}</table:table>' for at, sheet in enumerate(sheets))
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        package.writestr("META-INF/manifest.xml", f"<manifest:manifest {spaces}/>")
        package.writestr("content.xml", f"<office:document-content {spaces}>{body}</office:document-content>")
    return target.getvalue()


def record(kind: int, content: bytes = b"") -> bytes:
    """One record of an xlsb: its kind and length in 7 bits a byte."""
    head = [kind] if kind < 128 else [kind & 0x7F | 0x80, kind >> 7]
    return bytes([*head, len(content) & 0x7F | 0x80, len(content) >> 7]) + content


def xlsb_sheet(*cells: tuple[int, int, int]) -> bytes:
    """The part of an xlsb with these cells: (row, column from 0, kind of record)."""
    records = [record(129), record(148, bytes(16)), record(145)]
    for at, column, kind in cells:
        records += [record(0, at.to_bytes(4, "little") + bytes(13)), record(kind, column.to_bytes(4, "little") * 2)]
    return b"".join([*records, record(146), record(130)])


@pytest.mark.parametrize(
    "sheet",
    [
        row(WORD) + row(empty(1), 200_000) + row(empty(100) + WORD),
        row(WORD) + row(WORD * 200, 100_000),
        row(WORD.replace("<table:table-cell", '<table:table-cell table:number-columns-repeated="16384"'), 1_000),
        row(empty(16_383) + '<table:table-cell office:value-type="float" office:value="1"/>', 1_000),
        row(empty(16_383) + '<table:table-cell table:formula="of:=1"/>', 1_000),
        '<table:table-row table:style-name=">" table:number-rows-repeated="&#49;000000"/>' + row(WORD * 9),
        row(WORD * 9, 1_000_000) + "<!--<table:table>-->" + row(WORD),
    ],
)
def test_a_far_cell_of_an_open_document_is_refused(sheet):
    with pytest.raises(RuleBroken) as refused:
        read_table(ods(row(WORD), sheet), "a.ods")
    assert refused.value.code == "too_many_rows"


def test_what_is_empty_to_the_end_does_no_harm():
    rest = row(empty(16_384), 1_048_574) + "<table:table-row/>"
    sheet = row(WORD + WORD + empty(16_382)) + row(empty(1), 3) + row(WORD + empty(16_383)) + rest
    rows = read_table(ods(sheet, sheet), "a.ods").rows
    assert [(line.number, [cell for cell in line.cells if cell]) for line in rows] == [(1, ["甲", "甲"]), (5, ["甲"])]
    assert farthest_in_ods(sheet.encode()) == (5, 2)


@pytest.mark.parametrize(
    ("cells", "farthest"),
    [
        ([(0, 0, 7), (2, 4, 2)], (3, 5)),
        ([(0, 0, 7), (1_048_575, 16_383, 5)], (1_048_576, 16_384)),
        ([(0, 0, 7), (1_048_575, 16_383, 1)], (1, 1)),
    ],
)
def test_the_last_filled_cell_of_a_binary_workbook_is_known(cells, farthest):
    sheet = xlsb_sheet(*cells)
    assert farthest_in_xlsb(sheet) == farthest
    for end in range(len(sheet)):
        assert farthest_in_xlsb(sheet[:end]) <= farthest


def test_a_far_cell_of_a_binary_workbook_is_refused():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.bin", record(131))
        package.writestr("xl/elsewhere.bin", xlsb_sheet((0, 0, 7), (1_048_575, 16_383, 7)))
    with pytest.raises(RuleBroken) as refused:
        read_table(target.getvalue(), "a.xlsb")
    assert refused.value.code == "too_many_rows"
