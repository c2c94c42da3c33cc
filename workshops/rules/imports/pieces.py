"""A month's piece log read: who made how many of what on which day, checked against roster, orders and rates."""

import datetime as dt
import hashlib
from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from microfactory.kernel.periods import Month
from residents.rules import identity, names
from workshops.rules.imports import cells
from workshops.rules.imports.fields import MERGED_FIELDS, PIECES
from workshops.rules.imports.findings import DOUBLED, Reading
from workshops.rules.imports.headers import Header, body
from workshops.rules.imports.matching import People, Person, Step, Steps

FEN = Decimal("0.01")
QUANTITIES = ("good", "rework", "worker_fault", "material_fault")


@dataclass(slots=True)
class PieceRow(Reading):
    """A row of the log. `occurrence` counts rows that are the same in person, day, step and quantities, from 1; from
    2 on they are warned `exact_duplicate` and stored only when the user ticks them. `fingerprint`, by which a second
    upload finds the row stored, is empty for a refused one."""

    day: dt.date | None = None
    name: str = ""
    last_four: str = ""
    product: str = ""
    operation: str = ""
    person: Person | None = None
    step: Step | None = None
    good: int = 0
    rework: int = 0
    worker_fault: int = 0
    material_fault: int = 0
    rate: Decimal | None = None
    amount: Decimal | None = None
    note: str = ""
    occurrence: int = 1
    fingerprint: str = ""

    @property
    def quantities(self) -> tuple[int, int, int, int]:
        """Good, to be reworked, worker's fault, material's fault."""
        return self.good, self.rework, self.worker_fault, self.material_fault

    @property
    def likeness(self) -> tuple:
        """What makes two rows the same piece of work, but for how often it happened."""
        return self.person.key, self.day, self.step.key, self.quantities


def read_pieces(
    table, header: Header, *, month: Month, today: dt.date, people: People, steps: Steps
) -> list[PieceRow]:
    """Every row of the log, in its order, checked against the people and the steps of the community."""
    rows = []
    for number, values in body(table, header, MERGED_FIELDS[PIECES]):
        row = PieceRow(number)
        _read(row, values, month)
        if not row.refused:
            _match(row, people, steps, month, today)
        rows.append(row)
    _mark(rows)
    return rows


def _read(row: PieceRow, values: dict, month: Month) -> None:
    row.name = names.clean_name(cells.text(values.get("name")))
    row.last_four = _last_four(values)
    row.product = cells.squeezed(values.get("product"))
    row.operation = cells.squeezed(values.get("operation"))
    row.note = cells.note(values.get("note"))
    row.day = row.attempt(cells.day, values.get("day"), "day", month)
    if not row.name:
        row.refuse("missing_name", _("There is no name in this row."), "name")
    if not row.product:
        row.refuse("missing_product", _("There is no product in this row."), "product")
    if values.get("day") is None:
        row.refuse("missing_date", _("There is no date in this row."), "day")
    unit = cells.text(values.get("unit"))
    for column in QUANTITIES:
        if (typed := values.get(column)) is not None:
            setattr(row, column, row.attempt(cells.pieces, typed, column, unit, default=0))
    if not row.refused and not any(row.quantities):
        row.refuse("no_quantity", _("There are no pieces in this row."), "good")
    row.rate = row.attempt(cells.price, values.get("rate"), "rate")
    row.amount = row.attempt(cells.number, values.get("amount"), "amount")


def _last_four(values: dict) -> str:
    """Of the column for it, or of the whole identity number."""
    typed = cells.squeezed(values.get("last_four")) or cells.squeezed(values.get("identity"))
    return typed.upper()[-4:].rjust(4, "0") if typed else ""


def _match(row: PieceRow, people: People, steps: Steps, month: Month, today: dt.date) -> None:
    if row.day not in month:
        sentence = _("%(day)s isn't in %(month)s.") % {"day": row.day, "month": month}
        row.refuse("other_month", sentence, "day")
    elif row.day > today:
        row.refuse("future_date", _("%(day)s has not come yet.") % {"day": row.day}, "day")
    row.person = row.attempt(people.find, row.name, row.last_four)
    if row.person:
        row.attempt(identity.check_working_age, row.person.born, row.day)
    row.step = row.attempt(steps.find, row.product, row.operation, row.day, row.rate)
    if row.step:
        row.attempt(_check_rate, row)


def _check_rate(row: PieceRow) -> None:
    """Takes the rate of the day; what was typed must be the same, and so must the amount.

    Raises `no_rate`, `rate_mismatch`, `amount_mismatch`.
    """
    in_force, typed = row.step.rate_on(row.day), row.rate
    if in_force is None:
        sentence = _("There is no rate for %(product)s on %(day)s.") % {"product": row.product, "day": row.day}
        raise RuleBroken(sentence, code="no_rate", field="rate")
    row.rate = cells.carried(in_force)
    if typed is not None and typed != in_force:
        sentence = _("The rate of that day is %(right)s, the list has %(typed)s.")
        params = {"right": cells.plain(in_force), "typed": cells.plain(typed)}
        raise RuleBroken(sentence % params, code="rate_mismatch", field="rate")
    exact = row.good * row.rate
    # Offices round to the fen half up, up or down; a fen or more is another amount.
    if row.amount is not None and abs(row.amount - exact) >= FEN:
        sentence = _("%(good)s × %(rate)s is %(right)s, the list has %(typed)s.")
        params = {"good": row.good, "rate": row.rate, "right": cells.plain(exact), "typed": cells.plain(row.amount)}
        raise RuleBroken(sentence % params, code="amount_mismatch", field="amount")


def _mark(rows: list[PieceRow]) -> None:
    """Counts rows that are the same, and gives each its fingerprint: of likeness and occurrence, 64 hex digits."""
    seen: dict[tuple, list[int]] = defaultdict(list)
    for row in rows:
        if row.refused:
            continue
        numbers = seen[row.likeness]
        numbers.append(row.number)
        row.occurrence = len(numbers)
        person, day, step, quantities = row.likeness
        parts = (person, day.isoformat(), step, *quantities, row.occurrence)
        row.fingerprint = hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()
        if row.occurrence > 1:
            sentence = _("The same as row %(row)s. Tick it if the work was handed in twice.") % {"row": numbers[0]}
            row.warn(DOUBLED, sentence)


def totals(rows: list[PieceRow]) -> tuple[dict[int, Decimal], Counter, Decimal]:
    """(exact yuan by person key, pieces by product, exact yuan in all) of rows that are stored."""
    by_person: dict[int, Decimal] = defaultdict(Decimal)
    by_product: Counter = Counter()
    for row in rows:
        by_person[row.person.key] += row.good * row.rate
        by_product[row.step.product] += row.good
    return dict(by_person), by_product, sum(by_person.values(), Decimal(0))


def settled_by_default(month: Month, opened_on: dt.date) -> bool:
    """Whether a month counts as paid in the books of paper unless the user says otherwise: it ended before the
    community's first day here."""
    return month.last < opened_on
