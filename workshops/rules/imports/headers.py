"""Which column is what. Offices name and order their columns as they like; the header is somewhere near the top."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from residents.rules.identity import is_identity
from workshops.rules.imports.cells import squeezed, text
from workshops.rules.imports.fields import FIELDS, ROSTER, Field

SEARCHED_ROWS = 15
SEARCHED_CELLS = 300  # of a column, to see what it holds
SHOWN_CELLS = 3
_UNLIKE = 1000
IGNORED = ""  # a column that the user has set aside
_BRACKETS = re.compile(r"[(\[【].*?[)\]】]")
_PUNCTUATION = re.compile(r"[^\w]+|_")
_TOTAL = re.compile(r"(本[页周月日]|第[一二三四五六\d]+周|全[月部])?(合计|小计|总计|累计|共计|总数)[::]?.*")
_MAYBE_MARGIN = re.compile("[计数:：]")  # a quick look before the closer one
_FOOTER = re.compile(r"(制表|填表|审核|审批|复核|经手|经办|负责|登记|签字|单位负责|说明|注|备注)人?[::].*")


@dataclass(slots=True)
class Header:
    """Where the columns are, with their words (squeezed) and titles (as typed).

    `first_row` is the number of the first row below; `unknown` are words of which no column is known: the user may say
    what they mean; `aside` are those of which she said that they mean nothing; `missing` are fields without which no
    row can be read; `above` are the texts over it.
    """

    row_number: int
    first_row: int
    columns: dict[str, int] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    above: list[str] = field(default_factory=list)


def word(cell) -> str:
    """A header cell as it is compared: no blanks, no punctuation, no unit in brackets (`单价(元)` is `单价`)."""
    value = squeezed(cell)
    bare = _PUNCTUATION.sub("", _BRACKETS.sub("", value)).lower()
    return bare or _PUNCTUATION.sub("", value).lower()


def find_header(rows: Sequence, kind: str, mapping: Mapping[str, str] | None = None) -> Header:
    """The header of a sheet of this kind (roster, orders, pieces) among its first rows.

    `mapping` is what the user has said before: header word → field, or IGNORED. It goes before what is recognised.
    Raises RuleBroken `no_header` where no row looks like one.
    """
    fields = FIELDS[kind]
    mapping = mapping or {}
    best = None
    for index, row in enumerate(rows[:SEARCHED_ROWS]):
        header = _recognise(row.cells, fields, mapping)
        if best is None or len(header.columns) > len(best[1].columns):
            best = index, header
    if best is None or not best[1].columns:
        best = _plausible(rows, fields, mapping)
    index, header = best
    header.above = [squeezed(cell) for row in rows[:index] for cell in row.cells if isinstance(cell, str)]
    header.row_number = rows[index].number
    header.first_row = header.row_number + 1
    _join_second_line(header, rows, index, fields, mapping)
    if kind == ROSTER and "identity" not in header.columns:
        _identities(header, rows, index, mapping)
    header.missing = [name for name, known in fields.items() if known.required and name not in header.columns]
    return header


def _identities(header: Header, rows: Sequence, index: int, mapping: Mapping[str, str]) -> None:
    """The column of identity numbers by what stands in it, whatever it is called: most of its cells are real ones."""
    titles = rows[index].cells
    below = [row.cells for row in rows[index + 1 : index + 1 + SEARCHED_CELLS]]
    for position in range(max(map(len, below), default=0)):
        title = titles[position] if position < len(titles) and isinstance(titles[position], str) else ""
        if position in header.columns.values() or word(title) in mapping:
            continue
        filled = [cells[position] for cells in below if position < len(cells) and cells[position] is not None]
        if 2 * sum(map(is_identity, map(squeezed, filled))) > len(filled):
            header.columns["identity"] = position
            header.titles["identity"] = title
            header.words["identity"] = squeezed(title) or str(FIELDS[ROSTER]["identity"].label)
            header.unknown = [spoken for spoken in header.unknown if spoken != squeezed(title)]
            return


def _recognise(cells: Sequence, fields: Mapping[str, Field], mapping: Mapping[str, str]) -> Header:
    header = Header(0, 0)
    words = {index: word(cell) for index, cell in enumerate(cells) if isinstance(cell, str) and word(cell)}
    open_words = dict(words)
    for index, spoken in words.items():
        if spoken in mapping:
            del open_words[index]
            if mapping[spoken] in fields:
                _take(header, mapping[spoken], index, cells)
            elif mapping[spoken] == IGNORED:
                header.aside.append(squeezed(cells[index]))
    for likeness in (_by_synonym, _by_stem):
        for name, known in fields.items():
            ranks = sorted((likeness(spoken, known), index) for index, spoken in open_words.items())
            if name not in header.columns and ranks and ranks[0][0] != _UNLIKE:
                _take(header, name, ranks[0][1], cells)
                del open_words[ranks[0][1]]
    header.unknown = [squeezed(cells[index]) for index in open_words]
    return header


def _take(header: Header, name: str, index: int, cells: Sequence) -> None:
    header.columns[name] = index
    header.titles[name] = cells[index]
    header.words[name] = squeezed(cells[index])


def _by_synonym(spoken: str, known: Field) -> int:
    """How good a word this is for the field, 0 for the best; _UNLIKE where it is none. 合格数 is better than 数量."""
    return known.words.index(spoken) if spoken in known.words else _UNLIKE


def _by_stem(spoken: str, known: Field) -> int:
    return 0 if any(stem in spoken for stem in known.stems) else _UNLIKE


def _plausible(rows: Sequence, fields: Mapping[str, Field], mapping: Mapping[str, str]) -> tuple[int, Header]:
    """The first row of three or more different words and nothing else: all of it is for the user to map."""
    for index, row in enumerate(rows[:SEARCHED_ROWS]):
        filled = [cell for cell in row.cells if cell is not None]
        words = {word(cell) for cell in filled if isinstance(cell, str)}
        if len(words) == len(filled) >= 3:
            return index, _recognise(row.cells, fields, mapping)
    sentence = _("No row with column titles was found in the first %(count)s rows.")
    raise RuleBroken(sentence % {"count": SEARCHED_ROWS}, code="no_header", field="file")


def _join_second_line(header: Header, rows: Sequence, index: int, fields, mapping) -> None:
    """A header of two lines (不合格 over 返工, 工废, 料废): the lower line fills the columns that the upper leaves."""
    if index + 1 >= len(rows):
        return
    below = rows[index + 1]
    filled = [cell for cell in below.cells if cell is not None]
    if any(not isinstance(cell, str) or any(sign.isdecimal() for sign in cell) for cell in filled):
        return
    used = set(header.columns.values())
    cells = [None if position in used else cell for position, cell in enumerate(below.cells)]
    second = _recognise(cells, {name: known for name, known in fields.items() if name not in header.columns}, mapping)
    if len(second.columns) < 2 and len(second.columns) < len(filled):
        return
    header.columns.update(second.columns)
    header.words.update(second.words)
    header.titles.update(second.titles)
    covered = {squeezed(rows[index].cells[position]) for position in second.columns.values()}
    header.unknown = [spoken for spoken in header.unknown if spoken not in covered] + second.unknown
    header.aside += second.aside
    header.first_row = below.number + 1


def body(table, header: Header, repeated: Sequence[str] = ()):
    """(row number, {field: cell}) for each row below the header: without blank rows, totals, footers and header rows
    repeated on the next page. Cells merged downwards count for all their rows in the fields `repeated`."""
    fill = _fill_down(table, header, repeated)
    for row in table.rows:
        if row.number < header.first_row or _is_margin(row.cells):
            continue
        cells = {name: row.cells[at] if at < len(row.cells) else None for name, at in header.columns.items()}
        for name in repeated:
            if name in cells and cells[name] is None:
                cells[name] = fill.get((name, row.number))
        if any(cell is not None for name, cell in cells.items() if name != "serial") and not _repeats(header, cells):
            yield row.number, cells


def _fill_down(table, header: Header, repeated: Sequence[str]) -> dict[tuple[str, int], object]:
    if not table.spans:
        return {}
    names = {header.columns[name]: name for name in repeated if name in header.columns}
    cells = {row.number: row.cells for row in table.rows}
    return {
        (names[column], number): cells[first][column]
        for column, first, last in table.spans
        if column in names and first in cells
        for number in range(first + 1, last + 1)
    }


def _is_margin(cells: Sequence) -> bool:
    """A total or a footer, by its first texts."""
    texts = [cell for cell in cells if isinstance(cell, str)][:4]
    if not any(map(_MAYBE_MARGIN.search, texts)):
        return False
    texts = [squeezed(cell) for cell in texts]
    return any(map(_TOTAL.fullmatch, texts)) or bool(texts and _FOOTER.fullmatch(texts[0]))


def _repeats(header: Header, cells: Mapping) -> bool:
    """Whether this is the header again: at least two cells say their own title."""
    return sum(cell == header.titles[name] for name, cell in cells.items() if cell is not None) >= 2


def month_above(header: Header) -> tuple[int, int] | None:
    """(year, month) that the lines over the header name: 2026年10月."""
    for line in header.above:
        if match := re.search(r"(20\d{2})[年./-](\d{1,2})月?", line):
            return int(match[1]), int(match[2])
    return None


def day_above(header: Header) -> tuple[int, int, int] | None:
    """(year, month, day) that the lines over the header name: 填表日期:2026年10月1日."""
    for line in header.above:
        if match := re.search(r"(20\d{2})[年./-](\d{1,2})[月./-](\d{1,2})", line):
            return int(match[1]), int(match[2]), int(match[3])
    return None


def samples(table, header: Header) -> dict[str, list[str]]:
    """What stands first below each header word (squeezed), three different texts at most: it shows what is meant."""
    places = {header.words[name]: at for name, at in header.columns.items()}
    for row in table.rows:
        if header.row_number <= row.number < header.first_row:
            for index, cell in enumerate(row.cells):
                if isinstance(cell, str):
                    places.setdefault(squeezed(cell), index)
    below = [row.cells for row in table.rows if row.number >= header.first_row and not _is_margin(row.cells)]
    found = {}
    for spoken, at in places.items():
        texts = (text(cells[at]) for cells in below[:SEARCHED_CELLS] if at < len(cells))
        found[spoken] = list(dict.fromkeys(filter(None, texts)))[:SHOWN_CELLS]
    return found
