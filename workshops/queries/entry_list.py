"""Entries in a list: the page that is turned most, so its rows come as words, without models behind them."""

import datetime as dt
from dataclasses import dataclass, replace

from django.db.models import QuerySet

from microfactory.kernel.dates import short_day
from microfactory.kernel.money import MINUS, amount
from microfactory.kernel.paging import Page, page_of
from microfactory.kernel.scoping import Access
from workshops.enums import EntryState
from workshops.models import PieceEntry
from workshops.models.orders import full_name

_COLUMNS = (
    "pk",
    "work_date",
    "resident__name",
    "operation__work_order__product",
    "operation__name",
    "operation__client_price",
    "operation__unit",
    "issue__number",
    "good",
    "rework",
    "amount",
    "state",
    "corrects_id",
)


@dataclass(frozen=True, slots=True)
class EntryRow:
    """A line of the list, as it is read. `slip` is empty without one; `voided` and `correction` say what it is."""

    pk: str
    day: str
    resident: str
    work: str
    slip: str
    good: str
    rework: str
    amount: str
    state: str
    voided: bool
    correction: bool


def listed(
    *,
    access: Access,
    resident=None,
    operation=None,
    work_order=None,
    state: str = "",
    first: dt.date | None = None,
    last: dt.date | None = None,
) -> QuerySet[PieceEntry]:
    """Entries that somebody may see, narrowed; not ordered yet."""
    given = {
        "resident": resident,
        "operation": operation,
        "operation__work_order": work_order,
        "state": state or None,
        "work_date__gte": first,
        "work_date__lte": last,
    }
    return PieceEntry.objects.visible_to(access).filter(**{k: v for k, v in given.items() if v is not None})


def entry_rows(
    rows: QuerySet[PieceEntry], *, today: dt.date, after: str = "", before: str = "", size: int = 50
) -> Page:
    """One page of EntryRows, the newest work date first. One query, as quick on the last page as on the first."""
    values = rows.values_list(*_COLUMNS, named=True)
    page = page_of(values, order=("-work_date", "-pk"), after=after, before=before, size=size)
    states = {value: str(label) for value, label in EntryState.choices}
    days = {day: short_day(day, today) for day in {row.work_date for row in page.rows}}
    return replace(page, rows=[_row(row, days, states) for row in page.rows])


def _row(row, days: dict[dt.date, str], states: dict[str, str]) -> EntryRow:
    work = full_name(row.operation__work_order__product, row.operation__name, row.operation__client_price)
    return EntryRow(
        pk=str(row.pk),
        day=days[row.work_date],
        resident=row.resident__name,
        work=work,
        slip=row.issue__number or "",
        good=f"{_count(row.good)} {row.operation__unit}",
        rework=_count(row.rework),
        amount=amount(row.amount),
        state=states[row.state],
        voided=row.state == EntryState.VOIDED,
        correction=row.corrects_id is not None,
    )


def _count(pieces: int) -> str:
    return f"{pieces:,}".replace("-", MINUS)
