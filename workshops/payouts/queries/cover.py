"""How far money covers the entries of some deliveries, and which runs pay them: what taking money back would touch."""

from collections.abc import Iterable

from django.db import connection
from django.db.models import Q

from residents.enums import PayMoment
from workshops.payouts.enums import APPROVED, UNAPPROVED
from workshops.payouts.models import PayLine, PayRun, ReceiptMatch
from workshops.payouts.queries.trail_sql import STRETCHES

_COVERED = f"""
    WITH stretch AS ({STRETCHES.format(lines="SELECT unnest(%(lines)s::bigint[])")}), covered AS (
        SELECT l.delivery_line_id AS line_id, SUM(m.pieces) AS pieces
        FROM payouts_receiptmatch m JOIN payouts_statementline l ON l.id = m.line_id AND l.kind = 'fee'
        WHERE l.delivery_line_id = ANY(%(lines)s) GROUP BY l.delivery_line_id
    )
    SELECT s.entry_id, SUM(LEAST(s.accepted, GREATEST(0, COALESCE(c.pieces, 0) - (s.upto - s.accepted))))::int
    FROM stretch s LEFT JOIN covered c ON c.line_id = s.line_id
    WHERE s.accepted IS NOT NULL GROUP BY s.entry_id
"""


def covered_entries(lines: Iterable[int]) -> dict[int, int]:
    """By id of the entry, its pieces in these lines of deliveries (ids) that money covers. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_COVERED, {"lines": sorted(lines)})
        return dict(cursor.fetchall())


def drafts_paying(entries: Iterable[int]) -> list[PayRun]:
    """Runs that aren't approved yet, that pay what is covered, and that pay any of these entries (ids). One query."""
    return _runs(entries).filter(state__in=UNAPPROVED, pay_moment=PayMoment.ON_RECEIPT)


def runs_paying(entries: Iterable[int]) -> list[PayRun]:
    """Approved runs that pay any of these entries (ids), or corrections of them, by number. One query."""
    return _runs(entries).filter(state__in=APPROVED)


def runs_reached(matches: Iterable[ReceiptMatch]) -> list[PayRun]:
    """Approved runs that pay work which these matches (of fees) cover, wholly or in part, by number. Two queries."""
    lines = {match.line.delivery_line_id for match in matches} - {None}
    return runs_paying(entry for entry, pieces in covered_entries(lines).items() if pieces)


def runs_of_orders(orders: Iterable[int]) -> list[PayRun]:
    """Approved runs that pay work of these orders (ids), by number. One query."""
    slips = PayLine.objects.filter(work_order__in=list(orders), live=True).values("slip__run")
    return PayRun.objects.filter(pk__in=slips, state__in=APPROVED).order_by("number")


def _runs(entries: Iterable[int]):
    keys = list(entries)
    lines = PayLine.objects.filter(Q(entry__in=keys) | Q(entry__corrects__in=keys), live=True, amount__gt=0)
    return PayRun.objects.filter(pk__in=lines.values("slip__run")).order_by("number")
