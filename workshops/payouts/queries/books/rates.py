"""Rates: what a slip promised and what an entry earns a piece, against the operation's dated rates.

What was logged keeps the rate that it was logged at. So where a rate was changed since (the log of moves says when),
one that stood for that day before the change is right as well (the rate's own history says which).

Two kinds of entries have rates of their own and are left out: what was imported (the paper's amount stands), and what
a correction adds (the rate may be what was wrong). What a correction takes off was counted at that very rate.
"""

from django.utils.translation import gettext_lazy as _

from workshops.payouts.queries.books.reading import Check

_STOOD = """{rate}.operation_id = {row}.operation_id
    AND {day} BETWEEN {rate}.starts_on AND COALESCE({rate}.ends_on, {day})"""
# Rates are changed by hand, which is logged, or by an order list, which is kept.
_CHANGED = """(EXISTS (SELECT 1 FROM residents_movelog m WHERE m.subject_type = 'workshops.operation'
        AND m.subject_id = {row}.operation_id AND m.move = 'rate' AND m.at >= {row}.{since})
    OR EXISTS (SELECT 1 FROM workshops_importbatch b WHERE b.community_id = {row}.community_id
        AND b.kind = 'orders' AND b.state = 'stored' AND b.stored_at >= {row}.{since}))"""


def _never_stood(row: str, *, day: str, since: str, fits: str) -> str:
    """SQL: no rate that stands for this day fits the row, nor one that did before a change later than `since`."""
    now, before = (_STOOD.format(rate=rate, row=row, day=day) for rate in ("v", "h"))
    return f"""NOT EXISTS (SELECT 1 FROM workshops_piecerate v WHERE {now} AND {fits.format(rate="v")})
        AND NOT EXISTS (SELECT 1 FROM workshops_piecerateevent h WHERE {before} AND {fits.format(rate="h")}
            AND {_CHANGED.format(row=row, since=since)})"""


_DATED = """(SELECT v.rate FROM workshops_piecerate v WHERE v.operation_id = {row}.operation_id
    AND {day} BETWEEN v.starts_on AND COALESCE(v.ends_on, {day}))"""
# As rules.pay.rate_that_counts has it: a cut never reaches slips issued before it.
_COUNTS = "e.rate = CASE WHEN i.issued_on < {rate}.starts_on THEN GREATEST(i.rate, {rate}.rate) ELSE {rate}.rate END"

RATES = (
    Check(
        _("Issue slip %(number)s promises %(rate)s a piece; the rate of its day is %(right)s."),
        f"""SELECT i.number, i.rate, {_DATED.format(row="i", day="i.issued_on")} AS right FROM workshops_issue i
        WHERE i.community_id = %(community)s AND i.state <> 'cancelled' AND NOT (i.kind = 'repair' AND i.rate = 0)
          AND {_never_stood("i", day="i.issued_on", since="issued_at", fits="{rate}.rate = i.rate")}""",
    ),
    Check(
        _("%(name)s, %(day)s: %(operation)s is counted at %(rate)s a piece; the rate of that day is %(right)s."),
        f"""SELECT r.name, e.work_date AS day, o.name AS operation, e.rate,
            {_DATED.format(row="e", day="e.work_date")} AS right
        FROM workshops_pieceentry e JOIN workshops_issue i ON i.id = e.issue_id
        JOIN residents_resident r ON r.id = e.resident_id JOIN workshops_operation o ON o.id = e.operation_id
        WHERE e.community_id = %(community)s AND e.state IN ('pending', 'accepted')
          AND e.source NOT IN ('import', 'correction')
          AND NOT (i.kind = 'repair' AND i.rate = 0 AND e.rate = 0) AND NOT (e.lost > 0 AND e.rate = i.rate)
          AND {_never_stood("e", day="e.work_date", since="logged_at", fits=_COUNTS)}""",
    ),
    Check(
        _("%(name)s, %(day)s: corrections take %(pieces)s pieces off at %(rate)s that weren't counted at that rate."),
        """SELECT * FROM (
            SELECT MIN(r.name) AS name, MIN(e.work_date) AS day, e.rate, -SUM(e.good + e.paid_faulty) AS pieces,
                LEAST(SUM(e.good), SUM(e.paid_faulty)) AS least
            FROM workshops_pieceentry e JOIN residents_resident r ON r.id = e.resident_id
            WHERE e.community_id = %(community)s AND e.state = 'accepted'
            GROUP BY COALESCE(e.corrects_id, e.id), e.rate HAVING COUNT(*) FILTER (WHERE e.corrects_id IS NOT NULL) > 0
        ) x WHERE least < 0""",
    ),
)
