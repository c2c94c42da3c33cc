"""Files of all kinds: what is read, and what is refused with a sentence."""

import datetime as dt
import io
import zipfile
from decimal import Decimal

import openpyxl
import pytest
import xlsxwriter

from microfactory.kernel.errors import RuleBroken
from microfactory.kernel.formulas import harmless, would_run
from microfactory.kernel.spreadsheets import Column, Sheet, read_table, read_tables, reading, write_workbook
from tests.workshops.imports import sheets


def far_cell() -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "姓名")
        sheet.write(1_048_575, 16_383, "迷路")
    return target.getvalue()


def document() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr("word/document.xml", "<w:document/>")
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "a.xlsx", "empty_file"),
        (b"  \r\n", "a.csv", "empty_file"),
        (sheets.workbook([]), "a.xlsx", "empty_file"),
        (sheets.password_protected(), "a.xlsx", "password_protected"),
        (sheets.OLE + bytes(1000), "a.xls", "not_a_spreadsheet"),
        (b"%PDF-1.7", "a.pdf", "not_a_spreadsheet"),
        (b"PK\x03\x04 and then nothing", "a.xlsx", "not_a_spreadsheet"),
        (document(), "a.docx", "not_a_spreadsheet"),
        (b"<html><table></table></html>", "a.xls", "not_a_spreadsheet"),
        (b"\x00\x01\x02", "a.csv", "not_a_spreadsheet"),
        (b"\xff\xff\xff", "a.csv", "not_a_spreadsheet"),
        (far_cell(), "a.xlsx", "too_many_rows"),
    ],
)
def test_what_is_no_table_is_refused(content, name, code):
    with pytest.raises(RuleBroken) as refused:
        read_table(content, name)
    assert refused.value.code == code
    assert str(refused.value)


@pytest.mark.parametrize(
    ("cell", "filled"),
    [
        (b'<c r="XFD1048576" t="s"><v>0</v></c>', True),
        (b'<c r="XFD1048576"><v>1</v></c>', True),
        (b'<c s="1" r="XFD1048576"><v>1</v></c>', True),
        (b"<x:c r = 'XFD1048576'><x:v>1</x:v></x:c>", True),
        (b'<c r="XFD1048576" s="3"/>', False),
    ],
)
@pytest.mark.parametrize("name", ["xl/worksheets/sheet1.xml", "xl/elsewhere.xml"])
def test_a_filled_cell_far_away_is_seen_however_it_is_written(cell, filled, name):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr(name, b'<sheetData><row r="1048576">' + cell + b"</row></sheetData>")
    with pytest.raises(RuleBroken) as refused:
        read_table(target.getvalue(), "a.xlsx")
    assert refused.value.code == ("too_many_rows" if filled else "not_a_spreadsheet")


def test_a_package_that_lies_about_its_size_is_refused(monkeypatch):
    monkeypatch.setattr(reading, "_MAX_UNPACKED", 1_000_000)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/sharedStrings.xml", bytes(5_000_000))
    told, small = (5_000_000).to_bytes(4, "little"), (100).to_bytes(4, "little")
    for content in (target.getvalue(), target.getvalue().replace(told, small)):
        with pytest.raises(RuleBroken) as refused:
            read_table(content, "a.xlsx")
        assert refused.value.code == "too_large"


def test_too_many_rows_are_refused():
    with pytest.raises(RuleBroken) as refused:
        read_table(sheets.workbook([["a"]] * 21), max_rows=20)
    assert refused.value.code == "too_many_rows"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_csv_is_read(encoding, delimiter):
    text = "\r\n".join(["姓名|日期", "", "邱 玉梅|10月2日"]).replace("|", delimiter)
    rows = read_table(text.encode(encoding), "a.csv").rows
    assert [(row.number, row.cells) for row in rows] == [(1, ["姓名", "日期"]), (3, ["邱 玉梅", "10月2日"])]


def test_rows_keep_their_numbers_and_numbers_their_fifteen_digits():
    rows = read_table(sheets.workbook([["a"], [], [66.40000000000001], [1.30199196803018e17]])).rows
    assert [(row.number, row.cells[0]) for row in rows] == [
        (1, "a"),
        (3, Decimal("66.4")),
        (4, Decimal("1.30199196803018E+17")),
    ]


def test_hidden_sheets_are_left_out():
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        for name in ("一", "二", "三"):
            book.add_worksheet(name).write(0, 0, name)
        book.get_worksheet_by_name("二").hide()
    assert [table.name for table in read_tables(target.getvalue())] == ["一", "三"]


def test_cells_merged_downwards_are_known():
    table = read_table(sheets.workbook([["日期", "姓名"], ["10.2", "甲"], [None, "乙"]], merge=[(1, 2, 0)]))
    assert table.spans == [(0, 2, 3)]


def test_a_written_workbook_reads_the_same():
    columns = [
        Column("姓名"),
        Column("身份证号"),
        Column("金额", "money"),
        Column("单价", "price"),
        Column("数量", "count"),
        Column("日期", "date"),
    ]
    day = dt.date(2026, 10, 2)
    row = ["=cmd|'/c calc'!A1", "13019919680315004X", Decimal("1234.50"), Decimal("0.0350"), 12, day]
    content = write_workbook([Sheet("发放/十月", columns, [row, [None] * 6], title="发放表", totals=["合计", "", 3])])
    table = read_table(content)
    assert table.name == "发放 十月"
    cells = [row.cells for row in table.rows]
    assert cells[0][0] == "发放表"
    assert cells[1] == [column.title for column in columns]
    assert cells[2] == [row[0], row[1], Decimal("1234.5"), Decimal("0.035"), Decimal(12), day]
    assert cells[3][0::2] == ["合计", Decimal(3), None]


def test_numbers_of_people_are_written_as_text():
    content = write_workbook([Sheet("a", [Column("卡号")], [["6200000000000000018"], ["+86"]])])
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        strings = package.read("xl/sharedStrings.xml").decode()
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
    assert "6200000000000000018" in strings
    assert "<f>" not in sheet


RUNS = ["=cmd|'/c calc'!A1", "+1+cmd", "-2+3+cmd", "@SUM(A1)", "\t=1+1", "＝1+1"]


@pytest.mark.parametrize("text", RUNS)
def test_no_text_runs_wherever_it_stands(text):
    content = write_workbook(
        [Sheet("a", [Column(text), Column("金额", "money")], [[text, text]], title=text, totals=[text, 1])]
    )
    book = openpyxl.load_workbook(io.BytesIO(content)).active
    typed = [cell for row in book.iter_rows() for cell in row if cell.value == text]
    assert len(typed) == 5
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in typed)
    assert read_table(content).rows[0].cells[0] == text


@pytest.mark.parametrize("text", ["-", "-12.50", "+8613000000001", "6200000000000000018", "赵青梅", ""])
def test_figures_and_words_stay_as_they_are(text):
    assert harmless(text) == text
    assert not would_run(text)
