"""The preview of an import as its page shows it: ready strings, a page of rows at a time."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from microfactory.kernel.money import exact, unit_price
from residents.enums import Hardship
from workshops.enums import ImportKind
from workshops.models import ImportBatch
from workshops.queries.imports import MOST_TICKS, Preview, without_long_number
from workshops.rules.imports.cells import text
from workshops.rules.imports.fields import FIELDS, MERGED_FIELDS
from workshops.rules.imports.findings import Reading
from workshops.rules.imports.headers import body
from workshops.rules.imports.pieces import settled_by_default

PAGE = 100
PROBLEMS, DOUBTS, ALL = "problems", "doubts", "all"


@dataclass(frozen=True)
class Cell:
    """What was read of a cell; where it was refused (`bad`), what stands in the spreadsheet."""

    text: str
    bad: bool = False


@dataclass(frozen=True)
class Line:
    """A row of the table: its number in the spreadsheet, what was read, and what is to be said about it."""

    number: int
    cells: list[Cell]
    errors: list[str]
    warnings: list[str]
    state: str
    tone: str


@dataclass(frozen=True)
class Tab:
    """A filter of the rows with the number it leaves."""

    url: str
    label: str
    count: int
    current: bool


@dataclass(frozen=True)
class Listing:
    """A page of rows: titles of its columns, tabs, and the addresses of the pages around it, empty at the ends."""

    titles: list[str]
    lines: list[Line]
    tabs: list[Tab]
    earlier_url: str = ""
    later_url: str = ""


@dataclass(frozen=True)
class Counts:
    """How many rows are what."""

    storable: int
    refused: int
    doubtful: int
    doubled: int
    known: int
    notes: list[str] = field(default_factory=list)
    dangers: list[str] = field(default_factory=list)


def counts(preview: Preview, batch: ImportBatch) -> Counts:
    """The figures over the preview, and what the user should know about the sheet."""
    rows = preview.rows
    doubled = len(preview.doubles)
    return Counts(
        storable=sum(row.fresh for row in rows) - doubled,
        refused=sum(row.refused for row in rows),
        doubtful=sum(bool(row.fresh and row.warnings) for row in rows) - doubled,
        doubled=doubled,
        known=sum(row.known and not row.refused for row in rows),
        notes=_notes(preview, batch),
        dangers=_dangers(preview, batch),
    )


def _dangers(preview: Preview, batch: ImportBatch) -> list[str]:
    """What would pay twice, or register people whom nobody can tell apart."""
    found = []
    opened_on = batch.community.opened_on
    if batch.month and not batch.settled_outside and settled_by_default(batch.month, opened_on):
        sentence = _(
            "%(month)s ended before the first day here, %(day)s: it was paid on paper, as a rule. You chose to pay it"
            " here. If that is wrong, throw this away and upload it again, else it is paid twice."
        )
        found.append(sentence % {"month": batch.month, "day": opened_on})
    if preview.lacks_identity:
        found.append(_("No column with identity numbers was recognised: everybody would be registered without one."))
    return found


def _notes(preview: Preview, batch: ImportBatch) -> list[str]:
    notes = []
    if preview.other_sheets:
        names = ", ".join(preview.other_sheets)
        sentence = _("Only the sheet “%(name)s” is read. Not read: %(others)s.")
        notes.append(sentence % {"name": preview.table.name, "others": names})
    if batch.month and preview.stated_month and preview.stated_month != batch.month:
        sentence = _("The sheet says %(stated)s, you chose %(chosen)s.")
        notes.append(sentence % {"stated": preview.stated_month, "chosen": batch.month})
    if preview.kind == ImportKind.PIECES and (doubled := len(preview.doubles)) > MOST_TICKS:
        sentence = _(
            "%(count)s rows stand there twice. Was the list pasted twice? Only the first %(shown)s can be ticked"
            " below; the others aren't stored."
        )
        notes.append(sentence % {"count": doubled, "shown": MOST_TICKS})
    return notes


def listing(preview: Preview, *, show: str, page: int) -> Listing:
    """The rows that a tab leaves; without a choice those with problems, where there are any."""
    groups = {
        PROBLEMS: [row for row in preview.rows if row.refused],
        DOUBTS: [row for row in preview.rows if row.warnings and row.fresh],
        ALL: preview.rows,
    }
    show = show if show in groups else next(name for name, rows in groups.items() if rows or name == ALL)
    labels = {PROBLEMS: _("to be corrected"), DOUBTS: _("doubtful"), ALL: _("all rows")}
    rows = groups[show]
    last = max((len(rows) - 1) // PAGE + 1, 1)
    page = min(max(page, 1), last)
    columns = _COLUMNS[preview.kind]
    shown = rows[(page - 1) * PAGE : page * PAGE]
    typed = _typed(preview, shown)
    return Listing(
        titles=[str(_title(preview.kind, name)) for name in columns],
        lines=[_line(row, columns, typed.get(row.number, {})) for row in shown],
        tabs=[
            Tab(f"?{urlencode({'show': name})}", labels[name], len(group), name == show)
            for name, group in groups.items()
        ],
        earlier_url=f"?{urlencode({'show': show, 'page': page - 1})}" if page > 1 else "",
        later_url=f"?{urlencode({'show': show, 'page': page + 1})}" if page < last else "",
    )


_COLUMNS = {
    ImportKind.ROSTER: {
        "name": lambda row: row.name,
        "identity": lambda row: f"…{row.identity[-4:]}" if row.identity else "",
        "born": lambda row: str(row.born or ""),
        "phone": lambda row: row.phone,
        "house": lambda row: row.house,
        "hardship": lambda row: ", ".join(str(Hardship(kind).label) for kind in row.hardships),
        "certificate": lambda row: f"…{row.certificate[-4:]}" if row.certificate else "",
        "account": lambda row: f"{row.bank} …{row.account[-4:]}" if row.account else row.bank,
    },
    ImportKind.ORDERS: {
        "client": lambda row: row.client,
        "credit_code": lambda row: row.credit_code,
        "product": lambda row: row.product,
        "operation": lambda row: row.operation,
        "unit": lambda row: row.unit,
        "client_price": lambda row: unit_price(row.client_price),
        "rate": lambda row: unit_price(row.rate),
        "starts_on": lambda row: str(row.starts_on or ""),
        "planned": lambda row: f"{row.planned:,}" if row.planned else "",
    },
    ImportKind.PIECES: {
        "day": lambda row: str(row.day or ""),
        "name": lambda row: f"{row.name} …{row.last_four}" if row.last_four else row.name,
        "product": lambda row: row.product,
        "operation": lambda row: row.operation,
        "good": lambda row: f"{row.good:,}" if row.good or row.fresh else "",
        "rework": lambda row: str(row.rework or ""),
        "worker_fault": lambda row: str(row.worker_fault or ""),
        "material_fault": lambda row: str(row.material_fault or ""),
        "rate": lambda row: unit_price(row.rate),
        "amount": lambda row: exact(row.good * row.rate) if row.good and row.rate is not None else "",
    },
}


def _title(kind: str, name: str):
    return FIELDS[kind][name].label


# Rules about people name the field of a person; the sheet has its own word for it.
_HELD_IN = {"identity_number": "identity", "certificate_number": "certificate", "account_number": "account"}


def _typed(preview: Preview, rows: list[Reading]) -> dict[int, dict[str, str]]:
    """By row number: what stands in the cells that were refused, long numbers masked. Nothing for an empty cell."""
    refused = {
        row.number: {_HELD_IN.get(error.field, error.field) for error in row.errors} for row in rows if row.refused
    }
    if not refused:
        return {}
    found = {}
    for number, cells in body(preview.table, preview.header, MERGED_FIELDS[preview.kind]):
        if number in refused:
            texts = {name: text(cells.get(name)) for name in refused[number] if name}
            found[number] = {name: without_long_number(typed) for name, typed in texts.items() if typed}
    return found


def _cell(read: str, typed: str) -> Cell:
    return Cell(typed if typed not in read else read, bad=True) if typed else Cell(read)


def _line(row: Reading, columns: dict, typed: dict[str, str]) -> Line:
    if row.refused:
        state, tone = _("to be corrected"), "bad"
    elif row.known:
        state, tone = _("stored before"), ""
    elif row.doubled:
        state, tone = _("there twice"), "wait"
    else:
        state, tone = _("can be stored"), "ok"
    return Line(
        row.number,
        [_cell(read(row), typed.get(name, "")) for name, read in columns.items()],
        [str(finding.sentence) for finding in row.errors],
        [str(finding.sentence) for finding in row.warnings] if row.fresh else [],
        state,
        tone,
    )
