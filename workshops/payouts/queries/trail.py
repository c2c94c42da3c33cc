"""The trail of every yuan, both ways: from pay to the client's money, and from the client's money to each pay slip.

Inside a line of a delivery the oldest pieces are paid for first. So each match of money and each allocation of pieces
is a stretch of the line's accepted pieces, and what they share is where the one reached the other.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import connection

from microfactory.kernel.scoping import Access
from workshops.models import PieceEntry
from workshops.payouts.enums import ClaimCause, MatchKind, PaymentState, RunState, SlipState
from workshops.payouts.models import PayLine, PayRun

# Stretches of accepted pieces, from 0, of the lines in {lines}.
STRETCHES = """
    SELECT a.id, a.line_id, a.entry_id, a.pieces, a.accepted, a.rejected_material, a.rejected_worker, a.short,
        a.taken_back, e.operation_id, COALESCE(SUM(a.accepted)
            OVER (PARTITION BY a.line_id, e.operation_id ORDER BY e.work_date, a.entry_id), 0) AS upto
    FROM workshops_deliveryallocation a JOIN workshops_pieceentry e ON e.id = a.entry_id
    WHERE a.line_id IN ({lines})
"""
_MATCHES = """
    SELECT m.id, l.delivery_line_id AS line_id, m.kind, m.receipt_id, m.pieces,
        SUM(m.pieces) OVER (PARTITION BY m.line_id ORDER BY m.id) AS upto
    FROM payouts_receiptmatch m JOIN payouts_statementline l ON l.id = m.line_id AND l.kind = 'fee'
    WHERE l.delivery_line_id IN ({lines}) AND m.reverses_id IS NULL
      AND NOT EXISTS (SELECT 1 FROM payouts_receiptmatch b WHERE b.reverses_id = m.id)
"""
# The same for pieces that were rejected for the material or short, and for what the client paid of their claims.
_CLAIM_STRETCHES = """
    SELECT a.id, a.line_id, a.entry_id, c.cause, c.pieces, SUM(c.pieces)
        OVER (PARTITION BY a.line_id, e.operation_id, c.cause ORDER BY e.work_date, a.entry_id) AS upto
    FROM workshops_deliveryallocation a JOIN workshops_pieceentry e ON e.id = a.entry_id
    CROSS JOIN LATERAL (VALUES ('rejected_material', a.rejected_material), ('short', a.short)) c (cause, pieces)
    WHERE a.line_id IN ({lines}) AND c.pieces > 0
"""
_CLAIM_MATCHES = """
    SELECT m.id, l.delivery_line_id AS line_id, l.cause, m.kind, m.receipt_id, m.pieces,
        SUM(m.pieces) OVER (PARTITION BY l.delivery_line_id, l.cause ORDER BY m.id) AS upto
    FROM payouts_receiptmatch m JOIN payouts_statementline l ON l.id = m.line_id AND l.kind = 'claim'
    WHERE l.delivery_line_id IN ({lines}) AND m.reverses_id IS NULL
      AND NOT EXISTS (SELECT 1 FROM payouts_receiptmatch b WHERE b.reverses_id = m.id)
"""
_LINES_OF_ENTRIES = "SELECT line_id FROM workshops_deliveryallocation WHERE entry_id = ANY(%(entries)s)"
_LINES_OF_RECEIPT = """SELECT l.delivery_line_id FROM payouts_receiptmatch m
    JOIN payouts_statementline l ON l.id = m.line_id WHERE m.receipt_id = %(receipt)s"""

_PARTS = f"""
    WITH stretch AS ({STRETCHES.format(lines=_LINES_OF_ENTRIES)})
    SELECT s.id, s.entry_id, d.id, d.number, d.sent_on, d.accepted_on, s.pieces, s.accepted, s.rejected_material,
        s.rejected_worker, s.short, s.taken_back, t.id, t.number
    FROM stretch s JOIN workshops_deliveryline l ON l.id = s.line_id JOIN workshops_delivery d ON d.id = l.delivery_id
    LEFT JOIN payouts_statementline f ON f.delivery_line_id = l.id AND f.kind = 'fee'
    LEFT JOIN payouts_statement t ON t.id = f.statement_id AND t.state IN ('issued', 'settled')
    WHERE s.entry_id = ANY(%(entries)s) ORDER BY s.entry_id, d.sent_on, s.id
"""
_FEES = f"""
    WITH stretch AS ({STRETCHES.format(lines=_LINES_OF_ENTRIES)}), paid AS (
        {_MATCHES.format(lines=_LINES_OF_ENTRIES)})
    SELECT s.id AS stretch, FALSE AS claimed, p.kind, p.receipt_id, r.received_on,
        LEAST(s.upto, p.upto) - GREATEST(s.upto - s.accepted, p.upto - p.pieces) AS pieces, p.id AS match
    FROM stretch s JOIN paid p ON p.line_id = s.line_id AND s.upto > p.upto - p.pieces AND p.upto > s.upto - s.accepted
    LEFT JOIN payouts_clientreceipt r ON r.id = p.receipt_id
    WHERE s.entry_id = ANY(%(entries)s) AND s.accepted > 0 AND p.pieces > 0
"""
_CLAIMS = f"""
    WITH stretch AS ({_CLAIM_STRETCHES.format(lines=_LINES_OF_ENTRIES)}), paid AS (
        {_CLAIM_MATCHES.format(lines=_LINES_OF_ENTRIES)})
    SELECT s.id, TRUE, p.kind, p.receipt_id, r.received_on,
        LEAST(s.upto, p.upto) - GREATEST(s.upto - s.pieces, p.upto - p.pieces), p.id
    FROM stretch s JOIN paid p ON p.line_id = s.line_id AND p.cause = s.cause
        AND s.upto > p.upto - p.pieces AND p.upto > s.upto - s.pieces
    LEFT JOIN payouts_clientreceipt r ON r.id = p.receipt_id
    WHERE s.entry_id = ANY(%(entries)s) AND p.pieces > 0
"""
_MONEY = f"""
    SELECT stretch, claimed, kind, receipt_id, received_on, pieces
    FROM (SELECT * FROM ({_FEES}) fees UNION ALL SELECT * FROM ({_CLAIMS}) claims) money
    ORDER BY stretch, claimed, match
"""
_REACHED = f"""
    WITH accepted AS ({STRETCHES.format(lines=_LINES_OF_RECEIPT)}), fees AS (
        {_MATCHES.format(lines=_LINES_OF_RECEIPT)}),
    claimed AS ({_CLAIM_STRETCHES.format(lines=_LINES_OF_RECEIPT)}), claims AS (
        {_CLAIM_MATCHES.format(lines=_LINES_OF_RECEIPT)}),
    stretch AS (
        SELECT line_id, entry_id, '' AS cause, accepted AS pieces, upto FROM accepted WHERE accepted > 0
        UNION ALL SELECT line_id, entry_id, cause, pieces, upto FROM claimed
    ),
    paid AS (
        SELECT line_id, '' AS cause, receipt_id, pieces, upto FROM fees
        UNION ALL SELECT line_id, cause, receipt_id, pieces, upto FROM claims
    )
    SELECT d.id, d.number, w.id, w.product, o.name, e.id, e.work_date, e.resident_id, n.name, e.rate,
        LEAST(s.upto, p.upto) - GREATEST(s.upto - s.pieces, p.upto - p.pieces) AS pieces,
        y.id, y.number, y.state, u.id, u.number, u.state, x.number, x.state, s.cause
    FROM stretch s JOIN paid p ON p.line_id = s.line_id AND p.cause = s.cause
        AND s.upto > p.upto - p.pieces AND p.upto > s.upto - s.pieces
    JOIN workshops_deliveryline l ON l.id = s.line_id JOIN workshops_delivery d ON d.id = l.delivery_id
    JOIN workshops_pieceentry e ON e.id = s.entry_id JOIN workshops_operation o ON o.id = e.operation_id
    JOIN workshops_workorder w ON w.id = o.work_order_id JOIN residents_resident n ON n.id = e.resident_id
    LEFT JOIN payouts_payline q ON q.entry_id = e.id AND q.live
    LEFT JOIN payouts_payslip y ON y.id = q.slip_id LEFT JOIN payouts_payrun u ON u.id = y.run_id
    LEFT JOIN payouts_payment x ON x.slip_id = y.id AND x.state IN ('ready', 'sent', 'done')
    WHERE p.receipt_id = %(receipt)s AND p.pieces > 0
    ORDER BY d.sent_on, d.id, s.cause, o.position, e.work_date, e.id
"""


@dataclass(frozen=True, slots=True)
class MoneyIn:
    """Pieces of an entry that were paid for: by a receipt, or settled without money (`kind`)."""

    kind: MatchKind
    receipt_id: int | None
    received_on: dt.date | None
    pieces: int


@dataclass(frozen=True, slots=True)
class Part:
    """Pieces of an entry in one delivery: what the client said, which statement has them, what paid for them."""

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
    money: list[MoneyIn] = field(default_factory=list)
    claims: list[MoneyIn] = field(default_factory=list)

    @property
    def claim_open(self) -> int:
        """Pieces that we claim from the client, or may, and that nothing settled yet."""
        return (self.rejected_material or 0) + (self.short or 0) - sum(step.pieces for step in self.claims)

    @property
    def paid_for(self) -> int:
        """Accepted pieces whose money has come, or was settled."""
        return sum(step.pieces for step in self.money)


@dataclass(frozen=True, slots=True)
class EntryTrail:
    """An entry and where its pieces went. `undelivered` are still in the store."""

    entry: PieceEntry
    parts: list[Part]

    @property
    def undelivered(self) -> int:
        return max(0, self.entry.good - sum(part.pieces - part.taken_back for part in self.parts))


@dataclass(frozen=True, slots=True)
class Reached:
    """Pieces that a receipt paid for: who made them, and the slip that pays her. `earned` is pieces × rate, exact."""

    delivery_id: int
    delivery_number: str
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
    cause: str = ""

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
    by_stretch: dict[int, Part] = {}
    with connection.cursor() as cursor:
        wanted = {"entries": sorted(set(roots.values()))}
        cursor.execute(_PARTS, wanted)
        for stretch, entry, *values in cursor.fetchall():
            by_stretch[stretch] = Part(*values)
            parts[entry].append(by_stretch[stretch])
        cursor.execute(_MONEY, wanted)
        for stretch, claimed, kind, *values in cursor.fetchall():
            part = by_stretch[stretch]
            (part.claims if claimed else part.money).append(MoneyIn(MatchKind(kind), *values))
    return {pk: EntryTrail(entry, parts[roots[pk]]) for pk, entry in found.items()}


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
    return [(line, trails[line.entry_id]) for line in lines]


def trail_of_receipt(receipt) -> list[Reached]:
    """All pieces that a receipt paid for, with the slips that it reached. One query."""
    states = {13: SlipState, 16: RunState, 18: PaymentState}
    with connection.cursor() as cursor:
        cursor.execute(_REACHED, {"receipt": receipt.pk})
        return [
            Reached(*(states[place](value) if place in states and value else value for place, value in enumerate(row)))
            for row in cursor.fetchall()
        ]
