"""How long the work of a slip took, as far as it was noted: each minute counts once, whatever runs pay the day."""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from django.db import connection

# A day's minutes are split over all that was handed in of that day, as it stands with its corrections; what a run pays
# of it brings its share. A correction has no time of its own: it goes with the work that it corrects. Where nobody
# notes visits, no work is looked up for them.
_TIMED = """
    WITH own AS (
        SELECT DISTINCT s.id AS slip, s.resident_id, e.work_date AS day FROM payouts_payslip s
        JOIN payouts_payline l ON l.slip_id = s.id AND l.reverses_id IS NULL
        JOIN workshops_pieceentry e ON e.id = l.entry_id AND e.corrects_id IS NULL
        WHERE s.id = ANY(%(slips)s)
          AND EXISTS (SELECT 1 FROM workshops_dayvisit)
    ), noted AS (
        SELECT d.resident_id, d.day, SUM(v.minutes) AS minutes FROM (SELECT DISTINCT resident_id, day FROM own) d
        JOIN LATERAL (
            SELECT COALESCE(v.minutes, FLOOR(EXTRACT(EPOCH FROM v.left_at - v.came_at) / 60)) AS minutes
            FROM workshops_dayvisit v WHERE v.resident_id = d.resident_id AND v.day = d.day
        ) v ON v.minutes IS NOT NULL
        GROUP BY d.resident_id, d.day
    ), work AS (
        SELECT e.id, n.resident_id, n.day, n.minutes, GREATEST(0, e.amount + COALESCE((
            SELECT SUM(c.amount) FROM workshops_pieceentry c
            WHERE c.corrects_id = e.id AND c.state = 'accepted'), 0)) AS amount
        FROM noted n JOIN workshops_pieceentry e ON e.resident_id = n.resident_id AND e.work_date = n.day
        WHERE e.corrects_id IS NULL AND e.state IN ('pending', 'accepted')
    ), shared AS (
        SELECT id, minutes * amount / NULLIF(SUM(amount) OVER (PARTITION BY resident_id, day), 0) AS minutes FROM work
    )
    SELECT s.id, SUM(w.minutes), SUM(l.amount + COALESCE((
        SELECT SUM(k.amount) FROM payouts_payline k JOIN workshops_pieceentry c ON c.id = k.entry_id
        WHERE k.slip_id = s.id AND k.reverses_id IS NULL AND c.corrects_id = w.id), 0)) FROM payouts_payslip s
    JOIN payouts_payline l ON l.slip_id = s.id AND l.reverses_id IS NULL JOIN shared w ON w.id = l.entry_id
    WHERE s.id = ANY(%(slips)s) GROUP BY s.id HAVING SUM(w.minutes) > 0
"""


class Timed(NamedTuple):
    """The part of a slip whose time was noted: how long it took, and what it earned (yuan, exact)."""

    minutes: Decimal
    earned: Decimal


def timed_work(slips: Iterable[int]) -> dict[int, Timed]:
    """By slip (id) the work whose minutes were noted; slips without any are left out. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_TIMED, {"slips": list(slips)})
        return {slip: Timed(*noted) for slip, *noted in cursor.fetchall()}
