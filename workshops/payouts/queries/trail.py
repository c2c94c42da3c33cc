"""The trail of every yuan, both ways: from pay to the client's money, and from the client's money to each pay slip.

Inside a line of a delivery the oldest pieces are paid for first. So each match of money and each allocation of pieces
is a stretch of the line's accepted pieces, and what they share is where the one reached the other.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.db import connection

from microfactory.kernel.scoping import Access
from workshops.models import PieceEntry
from workshops.payouts.enums import ClaimCause, MatchKind, PaymentState, RunState, SlipState
from workshops.payouts.models import PayLine, PayRun
from workshops.payouts.queries.trail_sql import MONEY, PARTS, REACHED


@dataclass(frozen=True, slots=True)
class MoneyIn:
    """Pieces of an entry that were paid for at the client's price: by a receipt, or settled without money (`kind`)."""

    kind: MatchKind
    receipt_id: int | None
    received_on: dt.date | None
    pieces: int
    price: Decimal

    @property
    def amount(self) -> Decimal:
        """Yuan, exact."""
        return self.pieces * self.price


@dataclass(frozen=True, slots=True)
class Stated:
    """Pieces of an entry that a statement claims from the client."""

    pieces: int
    price: Decimal
    statement_id: int
    statement_number: str

    @property
    def amount(self) -> Decimal:
        """Yuan, exact."""
        return self.pieces * self.price


@dataclass(frozen=True, slots=True)
class Part:
    """Pieces of an entry in one delivery: what the client said, which statement has them, what paid for them.

    `price` is the client's for a whole piece; `steps`, how many operations the piece went through.
    """

    delivery_id: int
    delivery_number: str
    sent_on: dt.date
    accepted_on: dt.date | None
    pieces: int
    accepted: int | None
    rejected_material: int | None
    rejected_worker: int | None
    short: int | None
    taken_back: int
    statement_id: int | None
    statement_number: str | None
    price: Decimal
    steps: int
    money: list[MoneyIn] = field(default_factory=list)
    claims: list[MoneyIn] = field(default_factory=list)

    @property
    def claim_open(self) -> int:
        """Pieces that we claim from the client, or may, and that nothing settled yet."""
        return (self.rejected_material or 0) + (self.short or 0) - sum(step.pieces for step in self.claims)

    @property
    def delivered_amount(self) -> Decimal:
        """All of it at the client's price (yuan, exact)."""
        return self.pieces * self.price

    @property
    def accepted_amount(self) -> Decimal:
        """What the client accepted, at its price (yuan, exact)."""
        return (self.accepted or 0) * self.price

    @property
    def claim_open_amount(self) -> Decimal:
        """The same of what is still to be claimed (yuan, exact)."""
        return self.claim_open * self.price

    @property
    def paid_for(self) -> int:
        """Accepted pieces whose money has come, or was settled."""
        return sum(step.pieces for step in self.money)


@dataclass(frozen=True, slots=True)
class EntryTrail:
    """An entry and where its pieces went. `undelivered` are still in the store. Pieces that were found bad for the
    client's material at hand-in were never delivered: `stated` claims them, `spoilt` is what was paid of that.

    The parts of a correction are those of the entry that it corrects: where both stand on a page, they are told there
    alone. `corrected_line` is the line of the same slip that pays that entry (its id).
    """

    entry: PieceEntry
    parts: list[Part]
    stated: list[Stated] = field(default_factory=list)
    spoilt: list[MoneyIn] = field(default_factory=list)
    corrected_line: int | None = None

    @property
    def undelivered(self) -> int:
        return max(0, self.entry.good - sum(part.pieces - part.taken_back for part in self.parts))

    @property
    def margin(self) -> Decimal | None:
        """What the client pays for a piece beyond the resident's rate; None where a piece takes several operations, or
        went at several prices, or nowhere."""
        prices = {part.price for part in self.parts}
        return prices.pop() - self.entry.rate if len(prices) == 1 and self.parts[0].steps == 1 else None


@dataclass(frozen=True, slots=True)
class Reached:
    """Pieces that a receipt paid for: who made them, and the slip that pays her. `earned` is pieces × rate, exact.

    Pieces found bad at hand-in have no delivery, and a rate only where the agreement pays them. A piece that took
    several operations has its price at one of them, and none at the others.
    """

    delivery_id: int | None
    delivery_number: str | None
    order_id: int
    product: str
    operation: str
    entry_id: int
    work_date: dt.date
    resident_id: int
    resident_name: str
    rate: Decimal
    pieces: int
    slip_id: int | None
    slip_number: str | None
    slip_state: SlipState | None
    run_id: int | None
    run_number: str | None
    run_state: RunState | None
    payment_number: str | None
    payment_state: PaymentState | None
    cause: str
    price: Decimal

    @property
    def paid(self) -> Decimal:
        """What the client paid for them, yuan, exact."""
        return self.pieces * self.price

    @property
    def claimed(self) -> str:
        """Why these pieces were claimed; empty for pieces that the client accepted."""
        return str(ClaimCause(self.cause).label) if self.cause else ""

    @property
    def earned(self) -> Decimal:
        return self.pieces * self.rate


def trail_of_entries(entries: Iterable[int]) -> dict[int, EntryTrail]:
    """By id of the entry: its pieces' way to the client and the money's way back. Three queries, however many."""
    rows = PieceEntry.objects.filter(pk__in=list(entries)).select_related(
        "operation__work_order__client", "operation__work_order__agreement", "resident"
    )
    found = {entry.pk: entry for entry in rows.order_by("work_date", "pk")}
    # Corrections have no pieces of their own in a delivery: what became of them is told at what they correct.
    roots = {entry.pk: entry.corrects_id or entry.pk for entry in found.values()}
    parts: dict[int, list[Part]] = defaultdict(list)
    stated: dict[int, list[Stated]] = defaultdict(list)
    spoilt: dict[int, list[MoneyIn]] = defaultdict(list)
    by_stretch: dict[int, Part] = {}
    with connection.cursor() as cursor:
        wanted = {"entries": sorted(set(roots.values()))}
        cursor.execute(PARTS, wanted)
        for stretch, entry, *values in cursor.fetchall():
            by_stretch[stretch] = Part(*values)
            parts[entry].append(by_stretch[stretch])
        cursor.execute(MONEY, wanted)
        for what, entry, stretch, kind, receipt, day, pieces, price, *statement in cursor.fetchall():
            if what == "stated":
                stated[entry].append(Stated(pieces, price, *statement))
                continue
            part = by_stretch.get(stretch)
            into = spoilt[entry] if part is None else part.money if what == "fee" else part.claims
            into.append(MoneyIn(MatchKind(kind), receipt, day, pieces, price))
    return {pk: EntryTrail(entry, *(of[roots[pk]] for of in (parts, stated, spoilt))) for pk, entry in found.items()}


def run_of_entry(access: Access, *, entry: int) -> PayRun | None:
    """The run that pays an entry (its id), a draft too; None for work that no run has taken."""
    lines = PayLine.objects.filter(entry=entry, live=True)
    return PayRun.objects.visible_to(access).filter(slips__lines__in=lines).first()


def trail_of_entry(entry: PieceEntry) -> EntryTrail:
    """The way of one entry's pieces and money. Three queries."""
    return trail_of_entries([entry.pk])[entry.pk]


def trail_of_slip(slip) -> list[tuple[object, EntryTrail]]:
    """The slip's lines (those that take back, too), oldest work first, each with its entry's trail. Four queries."""
    lines = list(slip.lines.filter(entry__isnull=False).order_by("entry__work_date", "entry_id", "pk"))
    trails = trail_of_entries({line.entry_id for line in lines})
    by_entry = {line.entry_id: line.pk for line in lines if line.reverses_id is None}
    return [
        (line, replace(trail, corrected_line=by_entry.get(trail.entry.corrects_id)))
        for line, trail in ((line, trails[line.entry_id]) for line in lines)
    ]


def trail_of_receipt(receipt) -> list[Reached]:
    """All pieces that a receipt paid for, with the slips that it reached. One query."""
    states = {13: SlipState, 16: RunState, 18: PaymentState}
    with connection.cursor() as cursor:
        cursor.execute(REACHED, {"receipt": receipt.pk})
        return [
            Reached(*(states[place](value) if place in states and value else value for place, value in enumerate(row)))
            for row in cursor.fetchall()
        ]
