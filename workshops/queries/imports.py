"""Imports: the list of them, and a file read as it would be stored now."""

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from microfactory.kernel.periods import Month
from microfactory.kernel.scoping import Access
from microfactory.kernel.spreadsheets import Table, read_tables
from workshops.enums import ImportKind, ImportState
from workshops.models import HeaderMapping, ImportBatch
from workshops.queries import imports_known
from workshops.rules.imports.book import Book, compare_with_book
from workshops.rules.imports.fields import FIELDS
from workshops.rules.imports.findings import Reading
from workshops.rules.imports.headers import Header, find_header, samples
from workshops.rules.imports.orders import read_orders, stated_month
from workshops.rules.imports.pieces import read_pieces
from workshops.rules.imports.roster import compare_with_known, filled_in_on, read_roster

DOUBT = 2  # columns by which another kind of sheet must be the better reading
LONG_NUMBER = 12  # digits; a telephone has eleven
MOST_TICKS = 100  # exact doubles that are offered one by one


@dataclass(slots=True)
class Preview:
    """A file as it is understood now. Without `rows` while columns are missing that no row can do without."""

    kind: str
    table: Table
    header: Header
    rows: list[Reading] = field(default_factory=list)
    book: Book | None = None
    on: dt.date | None = None
    stated_month: Month | None = None
    other_sheets: list[str] = field(default_factory=list)

    @property
    def above(self) -> str:
        """What stands over the header: a title, a month, a date."""
        return " ".join(self.header.above)[:200]

    @property
    def header_words(self) -> list[tuple[str, str]]:
        """Each header word with the field it is taken for (empty: none), those that aren't understood first and those
        that were left aside last."""
        known = [(spoken, name) for name, spoken in self.header.words.items()]
        aside = [(spoken, "") for spoken in dict.fromkeys(self.header.aside)]
        return [(spoken, "") for spoken in dict.fromkeys(self.header.unknown)] + known + aside

    @property
    def samples(self) -> dict[str, str]:
        """What stands first below each header word, long numbers masked."""
        found = samples(self.table, self.header)
        return {spoken: " · ".join(map(without_long_number, texts)) for spoken, texts in found.items()}

    @property
    def looks_like(self) -> str:
        """The kind of sheet that this seems to be instead; empty where it may well be what it was uploaded as."""
        columns = {kind: _well_read(self.table, kind) for kind in FIELDS if kind != self.kind}
        likely = max(columns, key=columns.get)
        own = 0 if self.header.missing else len(self.header.columns)
        return likely if columns[likely] > own + DOUBT else ""

    @property
    def missing(self) -> list:
        """Labels of the columns that are still to be found."""
        return [FIELDS[self.kind][name].label for name in self.header.missing]

    @property
    def lacks_identity(self) -> bool:
        """Whether nobody of a roster would have an identity number, for want of a column."""
        return self.kind == ImportKind.ROSTER and "identity" not in self.header.columns

    @property
    def doubles(self) -> list[Reading]:
        """Rows to tick if they are meant twice."""
        return [row for row in self.rows if row.fresh and row.doubled]

    def double_choices(self) -> list[tuple[int, str]]:
        """The first MOST_TICKS of them as choices: row number and what the row says. More of them are a list that was
        pasted twice. An order list has none: a rate holds once."""
        if self.kind != ImportKind.PIECES:
            return []
        sentence = _("Row %(row)s: %(name)s, %(day)s, %(product)s, %(good)s %(unit)s")
        return [
            (
                row.number,
                sentence
                % {
                    "row": row.number,
                    "name": row.name,
                    "day": row.day,
                    "product": row.product,
                    "good": row.good,
                    "unit": row.step.unit,
                },
            )
            for row in self.doubles[:MOST_TICKS]
        ]


def _well_read(table: Table, kind: str) -> int:
    """How many columns of the sheet are known in this kind; 0 where it can't be read as one."""
    try:
        header = find_header(table.rows, kind)
    except RuleBroken:
        return 0
    return 0 if header.missing else len(header.columns)


def without_long_number(typed: str) -> str:
    """What stood in a cell; of an identity, certificate or account number only its end and its length."""
    digits = sum(sign.isdigit() for sign in typed)
    if digits < LONG_NUMBER:
        return typed
    return _("…%(end)s (%(count)s signs)") % {"end": typed[-4:], "count": len(typed)}


def imports(access: Access):
    """The imports that this person may see, newest first, without their files."""
    rows = ImportBatch.objects.visible_to(access).without_content()
    return rows.select_related("workshop", "uploaded_by").newest_first()


def not_stored(communities) -> QuerySet:
    """Uploads of these communities that were neither stored nor thrown away."""
    return ImportBatch.objects.filter(community__in=communities, state=ImportState.DRAFT)


def meanings(community, kind: str) -> dict[str, str]:
    """What the community has said of header words: word → field, empty where the column is left aside."""
    rows = HeaderMapping.objects.filter(community=community, kind=kind)
    return dict(rows.order_by("pk").values_list("word", "field"))


def read_batch(batch: ImportBatch, *, today: dt.date) -> Preview:
    """The file of an import, read against what the community has today. A constant number of queries.

    Raises RuleBroken where no header is found.
    """
    tables = read_tables(batch.file_bytes(), batch.filename, looked_through=True)
    preview = choose_sheet(tables, batch.kind, meanings(batch.community, batch.kind))
    if not preview.missing:
        _READERS[batch.kind](preview, batch, today)
    return preview


def choose_sheet(tables: list[Table], kind: str, mapping: dict[str, str]) -> Preview:
    """The sheet whose header is understood best; the names of the others are kept to be told."""
    found = []
    for table in tables:
        try:
            found.append(Preview(kind, table, find_header(table.rows, kind, mapping)))
        except RuleBroken as error:
            refusal = error
    if not found:
        raise refusal
    best = max(found, key=lambda preview: (-len(preview.header.missing), len(preview.header.columns)))
    best.other_sheets = [table.name for table in tables if table is not best.table]
    return best


def _roster(preview: Preview, batch: ImportBatch, today: dt.date) -> None:
    preview.on = filled_in_on(preview.header, today)
    preview.rows = read_roster(preview.table, preview.header, today=today)
    compare_with_known(preview.rows, imports_known.registered(batch.community))


def _orders(preview: Preview, batch: ImportBatch, today: dt.date) -> None:
    preview.rows = read_orders(preview.table, preview.header)
    preview.book = imports_known.book_of(batch.community, batch.workshop)
    compare_with_book(preview.rows, preview.book)


def _pieces(preview: Preview, batch: ImportBatch, today: dt.date) -> None:
    preview.stated_month = stated_month(preview.header)
    preview.rows = read_pieces(
        preview.table,
        preview.header,
        month=batch.month,
        today=today,
        people=imports_known.people_of(batch.community, batch.workshop),
        steps=imports_known.steps_of(batch.community, batch.workshop, running=not batch.settled_outside),
    )
    stored = imports_known.stored_fingerprints(batch.community, batch.month)
    for row in preview.rows:
        row.known = not row.refused and row.fingerprint in stored


_READERS = {ImportKind.ROSTER: _roster, ImportKind.ORDERS: _orders, ImportKind.PIECES: _pieces}


def columns_of(kind: str) -> list[tuple[str, str]]:
    """The columns that a file of this kind may have, as choices."""
    return [(name, known.label) for name, known in FIELDS[kind].items()]
