"""What settled a statement, or was settled by a receipt, act by act: as it stands, or taken back by whom and why."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from workshops.payouts.models import ReceiptMatch


@dataclass(frozen=True, slots=True)
class Settlement:
    """One act: money, a deduction or a claim given up, over one or more lines of a statement."""

    rows: list[ReceiptMatch]
    taken_back: ReceiptMatch | None

    @property
    def first(self) -> ReceiptMatch:
        """The row that speaks for the act: its kind, its statement and receipt, who made it and when."""
        return self.rows[0]

    @property
    def amount(self) -> Decimal:
        """Yuan."""
        return sum((row.amount for row in self.rows), Decimal(0))


def settlements(matches) -> list[Settlement]:
    """The acts that some matches are of, in their order; each says whether it was taken back. Two queries."""
    rows = matches.filter(reverses=None).select_related("statement", "receipt", "matched_by", "line__operation")
    rows = rows.select_related("line__operation__work_order").order_by("entry_id", "pk")
    back = ReceiptMatch.objects.filter(reverses__in=matches.values("pk")).select_related("matched_by").order_by("pk")
    gone = {row.reverses_id: row for row in back}
    acts = [list(group) for _key, group in groupby(rows, key=lambda row: row.entry_id)]
    return [Settlement(rows, gone.get(rows[0].pk)) for rows in acts]
