"""The day sheet: one small field for each person and operation, read all at once."""

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from microfactory.kernel.fields import DayField
from microfactory.kernel.periods import today
from residents.forms.base import ActForm, SearchForm
from residents.models import Resident
from workshops.forms.figures import PiecesField
from workshops.models import DayVisit, Operation, PieceEntry
from workshops.queries.daysheet import Sheet, SheetCell, SheetRow
from workshops.rules.daysheet import Cell

_PIECES = PiecesField()
_TIME = re.compile(r"(\d{1,2})[:.]?(\d{2})")


class SheetForm(SearchForm):
    """Which sheet: its day and workshop. A day to come is no day of work."""

    day = DayField(required=False)
    workshop = forms.IntegerField(required=False, min_value=1)

    def terms(self) -> dict:
        asked = super().terms()
        day = asked.get("day")
        return asked | {"day": day if day and day <= today() else today()}


@dataclass(frozen=True)
class CellFields:
    """One person and operation: what is typed, what is stored already (then it is locked), and what was refused."""

    operation: Operation
    key: str
    good: str | int
    rework: str | int
    stored: PieceEntry | None
    elsewhere: int
    error: str

    @property
    def typed(self) -> bool:
        """Whether something stands there that isn't stored."""
        return not self.stored and bool(str(self.good).strip() or str(self.rework).strip())


@dataclass(frozen=True)
class RowFields:
    """One person's line."""

    resident: Resident
    cells: list[CellFields]
    came: str
    left: str
    time_error: str

    @property
    def stored(self) -> list[PieceEntry]:
        """What the sheet stored for her."""
        return [cell.stored for cell in self.cells if cell.stored]

    @property
    def amount(self):
        """What that is worth."""
        return sum((entry.amount for entry in self.stored), Decimal(0))

    @property
    def unfinished(self) -> bool:
        """Whether something of her line isn't stored."""
        return bool(self.time_error) or any(cell.typed for cell in self.cells)


class DaySheetForm(ActForm):
    """The whole sheet. A cell that can't be read is kept with its sentence; the others are stored without it."""

    pasted = gettext_lazy("%(done)s cells pasted, %(left)s did not fit.")

    def __init__(self, data=None, *, sheet: Sheet, day: dt.date, refused: Mapping[str, str] | None = None):
        super().__init__(data)
        self.sheet, self.day = sheet, day
        self.refused = dict(refused or {})
        self.cells: list[Cell] = []
        self.times: dict[int, tuple[dt.datetime, dt.datetime | None]] = {}

    def clean(self):
        for row in self.sheet.rows:
            self._read_times(row)
            for operation, cell in zip(self.sheet.operations, row.cells, strict=True):
                if not cell.on_sheet:
                    self._read_cell(row.resident, operation)
        return super().clean()

    def _typed(self, key: str, stored="") -> str:
        return self.data.get(key, stored) if self.is_bound else stored

    def _read_cell(self, resident: Resident, operation: Operation) -> None:
        key = f"{resident.pk}-{operation.pk}"
        try:
            good, rework = _PIECES.clean(self._typed(f"{key}-good")), _PIECES.clean(self._typed(f"{key}-rework"))
        except forms.ValidationError as error:
            self.refused[key] = " ".join(error.messages)
            return
        if good or rework:
            self.cells.append(Cell(key, resident.pk, operation.pk, good=good, rework=rework))

    def _read_times(self, row: SheetRow) -> None:
        resident, before = row.resident, _visit_words(row.visit)
        typed = self._typed(f"{resident.pk}-came"), self._typed(f"{resident.pk}-left")
        if not any(typed) or typed == before:
            return
        try:
            came, left = (_moment(self.day, text) for text in typed)
            if came is None or (left and left <= came):
                raise ValueError
        except ValueError:
            self.refused[f"{resident.pk}-time"] = _("Write when she came and left like 8:25 and 14:30.")
            return
        self.times[resident.pk] = (came, left)

    def take(self, refused: Mapping[str, str]) -> None:
        """Keeps why cells weren't stored."""
        self.refused |= refused

    def again(self, sheet: Sheet) -> "DaySheetForm":
        """The same typing over the sheet as it is stored now, to be sent anew."""
        data = self.data.copy()
        data["once"] = str(uuid4())
        return DaySheetForm(data, sheet=sheet, day=self.day, refused=self.refused)

    def rows(self) -> list[RowFields]:
        """What the page shows, line by line."""
        return [self._row(row) for row in self.sheet.rows]

    def _row(self, row: SheetRow) -> RowFields:
        person, (came, left) = row.resident.pk, _visit_words(row.visit)
        cells = zip(self.sheet.operations, row.cells, strict=True)
        return RowFields(
            row.resident,
            [self._cell(f"{person}-{operation.pk}", operation, cell) for operation, cell in cells],
            self._typed(f"{person}-came", came),
            self._typed(f"{person}-left", left),
            self.refused.get(f"{person}-time", ""),
        )

    def _cell(self, key: str, operation: Operation, cell: SheetCell) -> CellFields:
        stored = cell.on_sheet
        good, rework = (stored.good, stored.rework or "") if stored else self._figures(key)
        elsewhere = cell.good - (stored.good if stored else 0)
        return CellFields(operation, key, good, rework, stored, elsewhere, self.refused.get(key, ""))

    def _figures(self, key: str) -> tuple[str, str]:
        return self._typed(f"{key}-good"), self._typed(f"{key}-rework")


def _moment(day: dt.date, text: str) -> dt.datetime | None:
    """A time of a day as people write it: 8:25, 0825, with full-width figures too; None where nothing is written."""
    text = unicodedata.normalize("NFKC", text).strip()
    if not text:
        return None
    match = _TIME.fullmatch(text)
    if match is None:
        raise ValueError(text)
    return timezone.make_aware(dt.datetime.combine(day, dt.time(int(match[1]), int(match[2]))))


def _visit_words(visit: DayVisit | None) -> tuple[str, str]:
    """When she came and left, as the sheet writes it."""
    moments = (visit.came_at, visit.left_at) if visit else (None, None)
    return tuple(_clock(moment) for moment in moments)


def _clock(moment: dt.datetime | None) -> str:
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    return f"{local.hour}:{local:%M}"
