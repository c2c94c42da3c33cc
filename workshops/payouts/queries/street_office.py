"""Sums for the street office, by month and workshop. Nobody is in them, and nobody can be told by them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Sum
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext as _

from microfactory.kernel.periods import Month
from microfactory.kernel.spreadsheets import Column, Sheet, write_workbook
from residents.models import Workshop
from workshops.models import MonthTally
from workshops.payouts.enums import APPROVED, SlipState
from workshops.payouts.models import Payslip
from workshops.payouts.queries.today import Sums
from workshops.payouts.rules.small_cells import Cell, is_few, merged

ZERO = Decimal("0.00")
MONTHS = 12
_DASH = "—"


@dataclass(frozen=True, slots=True)
class MonthSums:
    """A month of a community: its workshops (small ones put together), and all of them."""

    month: Month
    cells: list[Cell]
    total: Cell

    @property
    def may_be_split(self) -> bool:
        """Whether workshops can be shown one by one without telling who it is."""
        return len(self.cells) > 1 and not any(cell.is_small for cell in self.cells)


def sums_by_workshop(community, months: Sequence[Month]) -> list[MonthSums]:
    """Months in which something was earned or paid, in the order given: earned by the day of work, paid by the pay
    day, both at the workshop that a resident belongs to now. Three queries."""
    names = dict(Workshop.objects.filter(community=community).order_by("name", "pk").values_list("pk", "name"))
    worked, paid = _worked(community, months), _paid(community, months)
    found = []
    for month in months:
        cells = [
            Cell((name,), *worked.get((month, key), (0, ZERO)), *paid.get((month, key), (0, ZERO)))
            for key, name in [*names.items(), (None, _("Without a workshop"))]
            if (month, key) in worked or (month, key) in paid
        ]
        if cells:
            total = Cell(
                (),
                sum(cell.people for cell in cells),
                sum((cell.earned for cell in cells), ZERO),
                sum(cell.payees for cell in cells),
                sum((cell.paid for cell in cells), ZERO),
            )
            found.append(MonthSums(month, merged(cells), total))
    return found


def told_by_month(community, months: Sequence[Month]) -> list[tuple[Month, Sums]]:
    """Every month, nothing of one or two people in it. Three queries."""
    totals = {found.month: found.total for found in sums_by_workshop(community, months)}
    cells = [(month, totals.get(month, Cell((), 0, ZERO, 0, ZERO))) for month in months]
    return [
        (month, Sums(None if is_few(cell.people) else cell.people, cell.told_earned, cell.told_paid))
        for month, cell in cells
    ]


def closed_months(day: dt.date, count: int = MONTHS) -> list[Month]:
    """The months before the one of a day, the last first: one that still runs would tell who was added since."""
    this = Month.of(day)
    return [this.shifted(-back) for back in range(1, count + 1)]


def _worked(community, months: Sequence[Month]) -> dict[tuple[Month, int | None], tuple[int, Decimal]]:
    rows = MonthTally.objects.filter(community=community, month__in=[month.first for month in months])
    rows = rows.values_list("month", "resident__workshop", "resident").order_by()
    found: dict = defaultdict(lambda: (0, ZERO))
    for first, workshop, _resident, entries, amount in rows.annotate(n=Sum("entries"), yuan=Sum("amount")):
        if entries > 0:
            people, earned = found[Month.of(first), workshop]
            found[Month.of(first), workshop] = people + 1, earned + amount
    return dict(found)


def _paid(community, months: Sequence[Month]) -> dict[tuple[Month, int | None], tuple[int, Decimal]]:
    rows = Payslip.objects.filter(
        community=community,
        run__state__in=APPROVED,
        state__in=[SlipState.PAID, SlipState.CONFIRMED],
        run__pay_date__range=(min(months).first, max(months).last),
    )
    rows = rows.annotate(month=TruncMonth("run__pay_date")).values_list("month", "resident__workshop").order_by()
    rows = rows.annotate(people=Count("resident", distinct=True), yuan=Sum("net"))
    return {(Month.of(first), workshop): (people, net) for first, workshop, people, net in rows}


def sums_sheet(community, months: Sequence[Month]) -> bytes:
    """The same as xlsx: a row for each workshop of a month, and one for the month."""
    columns = [
        Column(_("Month"), width=12),
        Column(_("Workshop"), width=36),
        Column(_("People who worked"), "count", 12),
        Column(_("Earned, by day of work"), "money", 18),
        Column(_("People who were paid"), "count", 12),
        Column(_("Paid, by pay day"), "money", 18),
    ]
    rows = []
    told = sums_by_workshop(community, months)
    for found in told:
        cells = found.cells if found.may_be_split else []
        for cell in [*cells, found.total]:
            name = _(", ").join(cell.names) or _("total")
            counts = [_counted(count) for count in (cell.people, cell.payees)]
            amounts = [_DASH if amount is None else amount for amount in (cell.told_earned, cell.told_paid)]
            rows.append((str(found.month), name, counts[0], amounts[0], counts[1], amounts[1]))
    if any(found.total.is_small for found in told):
        rows.append((_("A dash: of one or two people, so the amount is not told."), *[""] * 5))
    title = _("Sums of %(community)s by month and workshop") % {"community": community}
    return write_workbook([Sheet(name=_("Sums"), columns=columns, rows=rows, title=title)])


def _counted(count: int) -> int | str:
    """A count of people as it may leave the community."""
    return _("fewer than 3") if is_few(count) else count
