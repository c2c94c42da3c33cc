"""All that a resident's monthly sheet tells, for many at once: what her phone tells, in as many queries as for one."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch

from microfactory.kernel.periods import Month
from workshops.models import Issue
from workshops.payouts.models import Payment, Payslip
from workshops.payouts.queries.earnings import NOTHING, SlipGroup, groups_of, taxed_of_month
from workshops.payouts.queries.whereabouts import OwnEntry, Part, of_month
from workshops.queries.holdings import open_slips_of


@dataclass(frozen=True, slots=True)
class SlipOfMonth:
    """A slip whose pay day lies in the month, what it is for, and its last try to pay."""

    slip: Payslip
    groups: list[SlipGroup]
    payment: Payment | None


@dataclass(frozen=True, slots=True)
class MonthSheet:
    """One resident's month: her entries of it, earlier ones that aren't paid, her slips, the tax on it, and what is in
    her hands."""

    resident: object
    month: Month
    entries: list[OwnEntry]
    earlier: list[OwnEntry]
    slips: list[SlipOfMonth]
    taxed: Decimal
    in_hand: list[Issue]

    def sum_of(self, part: Part) -> Decimal:
        """What the work of the month came to that is so far (yuan, exact)."""
        return sum((own.counts for own in self.entries if own.at.part == part), NOTHING)

    @property
    def total(self) -> Decimal:
        """What the work of the month came to."""
        return sum((own.counts for own in self.entries), NOTHING)

    @property
    def earlier_total(self) -> Decimal:
        """What of all earlier work is still to be paid."""
        return sum((own.counts for own in self.earlier), NOTHING)

    @property
    def tells_something(self) -> bool:
        """Whether there is anything to put on paper."""
        return bool(self.entries or self.earlier_total or self.slips or self.in_hand)


def month_sheets(residents: Sequence, month: Month, today: dt.date) -> Iterator[MonthSheet]:
    """A sheet for each of these residents (of one community, with it) who has anything to be told, in their order.

    At most twelve queries, however many residents.
    """
    if not residents:
        return
    entries = of_month(residents, month)
    slips = _slips(residents, month)
    in_hand, taxed = open_slips_of(residents, today), taxed_of_month(residents, month)
    for resident in residents:
        own = entries[resident.pk]
        sheet = MonthSheet(
            resident=resident,
            month=month,
            entries=[row for row in own if row.entry.work_date in month],
            earlier=[row for row in own if row.entry.work_date < month.first],
            slips=slips.get(resident.pk, []),
            taxed=taxed.get(resident.pk, NOTHING),
            in_hand=in_hand[resident.pk],
        )
        if sheet.tells_something:
            yield sheet


def _slips(residents: Sequence, month: Month) -> dict[int, list[SlipOfMonth]]:
    tries = Prefetch("payments", Payment.objects.tried().order_by("-attempt", "-pk"), to_attr="tries")
    rows = Payslip.objects.standing().filter(resident__in=residents, run__pay_date__range=(month.first, month.last))
    slips = list(rows.select_related("run").prefetch_related(tries).order_by("run__pay_date", "pk"))
    groups = groups_of(slips)
    found: dict[int, list[SlipOfMonth]] = {}
    for slip in slips:
        payment = slip.tries[0] if slip.tries else None
        found.setdefault(slip.resident_id, []).append(SlipOfMonth(slip, groups[slip.pk], payment))
    return found
