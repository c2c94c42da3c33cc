"""Sums for the street office, by month and workshop. Nobody is in them, and nobody can be told by them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext as _

from microfactory.kernel.periods import Month
from microfactory.kernel.spreadsheets import Column, Sheet, write_workbook
from residents.models import Workshop
from workshops.models import MonthTally, PieceEntry
from workshops.payouts.enums import APPROVED, SlipState
from workshops.payouts.models import PayLine, Payslip
from workshops.payouts.queries.today import Sums
from workshops.payouts.rules.small_cells import Cell, is_few, merged

ZERO = Decimal("0.00")
MONTHS = 12
_DASH = "—"

Person = tuple[Month, int]  # somebody (her id) in a month
Place = tuple[Month, int | None]  # a workshop (its id) in a month


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
    day, both at the workshop where it was made.

    Each resident stands once in a month: where she made most of it. So the workshops add up to the whole, and no two
    figures tell of who worked in both. Five queries.
    """
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
    """Every month, nothing of one or two people in it. Two queries."""
    worked, paid = _earned(community, months), _got(community, months)
    cells = [(month, Cell((), *_summed(worked, month), *_summed(paid, month))) for month in months]
    return [
        (month, Sums(None if is_few(cell.people) else cell.people, cell.told_earned, cell.told_paid))
        for month, cell in cells
    ]


def closed_months(day: dt.date, count: int = MONTHS) -> list[Month]:
    """The months before the one of a day, the last first: one that still runs would tell who was added since."""
    this = Month.of(day)
    return [this.shifted(-back) for back in range(1, count + 1)]


def _worked(community, months: Sequence[Month]) -> dict[Place, tuple[int, Decimal]]:
    """By month and workshop, how many people earned how much."""
    rows = PieceEntry.objects.accepted().filter(
        community=community, work_date__range=(min(months).first, max(months).last)
    )
    rows = rows.annotate(month=TruncMonth("work_date")).values_list("month", "resident", "workshop").order_by()
    return _by_workshop(_earned(community, months), rows.annotate(yuan=Sum("amount")))


def _paid(community, months: Sequence[Month]) -> dict[Place, tuple[int, Decimal]]:
    """By month and workshop, how many people got how much."""
    rows = PayLine.objects.filter(slip__in=_paid_slips(community, months), entry__isnull=False)
    rows = rows.annotate(month=TruncMonth("slip__run__pay_date"))
    rows = rows.values_list("month", "slip__resident", "entry__workshop").order_by()
    return _by_workshop(_got(community, months), rows.annotate(yuan=Sum("amount")))


def _by_workshop(sums: Mapping[Person, Decimal], made) -> dict[Place, tuple[int, Decimal]]:
    """Puts each person's month (its sum, in yuan) to the workshop where she made most; `made` has rows of the first
    day of a month, resident, workshop, yuan."""
    most: dict[Person, tuple[Decimal, int]] = {}
    for first, resident, workshop, yuan in made:
        person = Month.of(first), resident
        most[person] = max(most.get(person, (yuan, workshop)), (yuan, workshop))
    found: dict = defaultdict(lambda: (0, ZERO))
    for person, yuan in sums.items():
        key = person[0], most.get(person, (ZERO, None))[1]
        found[key] = found[key][0] + 1, found[key][1] + yuan
    return dict(found)


def _summed(sums: Mapping[Person, Decimal], month: Month) -> tuple[int, Decimal]:
    """How many people of a month, and what it comes to."""
    amounts = [yuan for (of, _resident), yuan in sums.items() if of == month]
    return len(amounts), sum(amounts, ZERO)


def _earned(community, months: Sequence[Month]) -> dict[Person, Decimal]:
    """What each person's work of a month earned, corrections with it."""
    rows = MonthTally.objects.filter(community=community, month__in=[month.first for month in months])
    rows = rows.values_list("month", "resident").order_by().annotate(n=Sum("entries"), yuan=Sum("amount"))
    return {(Month.of(first), resident): yuan for first, resident, entries, yuan in rows if entries > 0}


def _got(community, months: Sequence[Month]) -> dict[Person, Decimal]:
    """What each person was paid in a month, net."""
    rows = _paid_slips(community, months).annotate(month=TruncMonth("run__pay_date"))
    rows = rows.values_list("month", "resident").order_by().annotate(yuan=Sum("net"))
    return {(Month.of(first), resident): net for first, resident, net in rows}


def _paid_slips(community, months: Sequence[Month]):
    return Payslip.objects.filter(
        community=community,
        run__state__in=APPROVED,
        state__in=[SlipState.PAID, SlipState.CONFIRMED],
        run__pay_date__range=(min(months).first, max(months).last),
    )


def sums_sheet(community, months: Sequence[Month], *, day: dt.date) -> bytes:
    """The same as xlsx, as of `day`: a row for each workshop of a month, and one for the month."""
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
    if rows:
        said = _(
            "As of %(day)s: what is corrected later changes the month it was worked in. Each person is counted once a "
            "month, at the workshop where most of the work was done."
        )
        rows.append((said % {"day": day.isoformat()}, *[""] * 5))
    title = _("Sums of %(community)s by month and workshop") % {"community": community}
    return write_workbook([Sheet(name=_("Sums"), columns=columns, rows=rows, title=title)])


def _counted(count: int) -> int | str:
    """A count of people as it may leave the community."""
    return _("fewer than 3") if is_few(count) else count
