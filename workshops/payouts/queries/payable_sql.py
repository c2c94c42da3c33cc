"""Which work can be paid now, and why other work waits: one chain of SQL for preview, draft and list of the waiting.

The same decisions in plain Python are rules/coverage.py, rules/corrections.py and, of the fund's reach,
tests/payouts/queue.py; tests compare.

What is paid whole is a *unit*: an entry with its corrections, as long as no run has taken it; afterwards, the rows of
one act of correction (a wrong rate is −n at the old and +n at the new). A unit is named by its root, the entry that
was logged first, and by the time of its act (-infinity for the entry itself). So a correction of unpaid work goes with
it, and only a correction of something taken before can take from other work.

Parameters: community, today, cut_off, moment (PayMoment), cap (yuan), pay_date, floor_key and floor (0…1, where
the community has no parameter of its own).
"""

from workshops.enums import OrderState
from workshops.payouts.enums import UNAPPROVED, WaitReason
from workshops.payouts.queries.tax import PAID_THIS_MONTH, withhold_sql

_UNAPPROVED = ", ".join(f"'{state}'" for state in UNAPPROVED)


def _unit(of: str) -> str:
    """The columns of a unit; `waits` is why its work isn't ready."""
    names = ("root", "act", "resident_id", "work_order_id", "work_date", "first", "amount", "entries", "waits")
    return ", ".join(f"{of}.{name}" for name in names)


# When a correction of something that a run has taken was made. Asked one by one, for corrections only: joined, all
# claims ever made would be hashed for them.
_ACT = """CASE WHEN e.corrects_id IS NULL OR (
                SELECT t.entry_id FROM workshops_entryclaim t WHERE t.entry_id = e.corrects_id) IS NULL
            THEN '-infinity' ELSE e.logged_at END"""

# What each order has of its own: the client's money and what the fund gave up, less approved pay and drafted pay.
ORDER_OWN = f"""
    SELECT work_order_id, SUM(amount) AS own FROM (
        SELECT l.work_order_id, m.amount FROM payouts_receiptmatch m
        JOIN payouts_statementline l ON l.id = m.line_id
        WHERE m.community_id = %(community)s AND m.kind = 'receipt'
        UNION ALL
        SELECT a.work_order_id, -l.amount FROM payouts_account a
        JOIN payouts_journalline l ON l.account_id = a.id JOIN payouts_journalentry j ON j.id = l.entry_id
        WHERE a.community_id = %(community)s
          AND (a.kind = 'borne' OR (a.kind = 'cost' AND j.act IN ('run', 'reversal')))
        UNION ALL
        SELECT p.work_order_id, -CEIL(SUM(p.amount) * 100) / 100 FROM payouts_payline p
        JOIN payouts_payslip s ON s.id = p.slip_id JOIN payouts_payrun r ON r.id = s.run_id
        WHERE r.community_id = %(community)s AND r.state IN ({_UNAPPROVED}) AND p.live
        GROUP BY p.work_order_id
    ) parts GROUP BY work_order_id
"""

# The fund's free money: up to the cap, without deposits, less what is fronted or drafted to be.
ALLOWED = """
    SELECT GREATEST(0, LEAST(%(cap)s, COALESCE((
        SELECT SUM(-l.amount) FROM payouts_account a JOIN payouts_journalline l ON l.account_id = a.id
        WHERE a.community_id = %(community)s AND a.kind IN ('fund', 'deposit')), 0))
        - COALESCE((SELECT SUM(GREATEST(0, -own)) FROM order_own), 0)) AS allowed
"""

# How far the client is with the pieces of each unit's root: delivered, judged, and paid for. Pieces that a traced
# reject took off the entry again count nowhere. Inside a line, money reaches the oldest allocation of each operation
# first. Pieces that came back and went out again count twice, so an entry is never held up by what others spoilt.
_PROGRESS = """
    SELECT a.root, SUM(a.pieces) AS delivered,
        SUM(CASE WHEN a.known THEN a.accepted + a.others ELSE 0 END) AS judged,
        SUM(CASE WHEN a.known THEN a.others + LEAST(a.accepted, GREATEST(0, COALESCE(c.pieces, 0)
            - (a.reached - a.accepted))) ELSE 0 END) AS paid,
        BOOL_OR(c.disputed) AS disputed
    FROM (
        SELECT d.entry_id AS root, d.line_id, d.pieces - d.gone AS pieces, d.accepted IS NOT NULL AS known, d.accepted,
            d.rejected_material + d.rejected_worker + d.short - d.gone AS others,
            SUM(d.accepted) OVER (PARTITION BY d.line_id, d.operation_id ORDER BY d.work_date, d.entry_id) AS reached
        FROM (
            SELECT a.*, e.operation_id, e.work_date,
                CASE WHEN g.reject_policy = 'traced' THEN LEAST(a.named, a.taken_back) ELSE 0 END AS gone
            FROM workshops_deliveryallocation a
            JOIN workshops_pieceentry e ON e.id = a.entry_id
            JOIN workshops_operation o ON o.id = e.operation_id
            JOIN workshops_workorder w ON w.id = o.work_order_id
            JOIN workshops_agreement g ON g.id = w.agreement_id
            WHERE %(moment)s <> 'on_pay_day' AND a.line_id IN (
                SELECT x.line_id FROM workshops_deliveryallocation x JOIN unit u ON u.root = x.entry_id)
        ) d
    ) a LEFT JOIN covered c ON c.line_id = a.line_id
    GROUP BY a.root
"""

_COVERED = """
    SELECT l.delivery_line_id AS line_id, COALESCE(SUM(m.pieces), 0) AS pieces,
        BOOL_OR(l.kind = 'claim' AND l.cause = 'disputed') AS disputed
    FROM payouts_statementline l LEFT JOIN payouts_receiptmatch m ON m.line_id = l.id AND l.kind = 'fee'
    WHERE l.community_id = %(community)s AND l.delivery_line_id IS NOT NULL AND %(moment)s = 'on_receipt'
    GROUP BY l.delivery_line_id
"""

# Why a unit waits, from the work's own side; NULL where nothing stands in its way. Pieces that stay behind when their
# order is closed go to no client any more: nothing is waited for that can't come.
_STANDING = f"""
    SELECT u.*, CASE
        WHEN f.entry_id IS NOT NULL THEN '{WaitReason.IN_DISPUTE}'
        WHEN u.amount < 0 OR %(moment)s = 'on_pay_day' THEN NULL
        WHEN COALESCE(p.delivered, 0) < n.good AND w.state = '{OrderState.OPEN}' THEN '{WaitReason.NOT_DELIVERED}'
        WHEN COALESCE(p.judged, 0) < LEAST(n.good, COALESCE(p.delivered, 0)) THEN '{WaitReason.NOT_ACCEPTED}'
        WHEN %(moment)s = 'on_acceptance' OR COALESCE(p.paid, 0) >= LEAST(n.good, COALESCE(p.delivered, 0)) THEN NULL
        WHEN p.disputed THEN '{WaitReason.DISPUTED}'
        ELSE '{WaitReason.NOT_PAID}' END AS waits
    FROM unit u LEFT JOIN workshops_pieceentry e ON e.id = u.root AND %(moment)s <> 'on_pay_day'
    LEFT JOIN workshops_workorder w ON w.id = u.work_order_id AND %(moment)s <> 'on_pay_day'
    LEFT JOIN corrected c ON c.root = u.root LEFT JOIN progress p ON p.root = u.root
    CROSS JOIN LATERAL (SELECT e.good + COALESCE(c.good, 0) AS good) n
    LEFT JOIN workshops_entryfreeze f ON f.entry_id = u.root AND (f.pays_from IS NULL OR f.pays_from > %(today)s)
"""

_FLOOR = """
    SELECT COALESCE((SELECT p.value FROM residents_policyparameter p
        WHERE p.key = %(floor_key)s AND (p.community_id = %(community)s OR p.community_id IS NULL)
          AND p.starts_on <= %(pay_date)s AND (p.ends_on IS NULL OR p.ends_on >= %(pay_date)s)
        ORDER BY p.community_id NULLS LAST LIMIT 1), %(floor)s) AS floor
"""

# Whether the orders' own money and the fund's reach for all of it: then nobody needs to queue.
_FITS = """
    SELECT COALESCE(SUM(GREATEST(0, CEIL(t.amount * 100) / 100 - GREATEST(0, COALESCE(o.own, 0)))), 0)
        <= (SELECT allowed FROM allowed) AS fits
    FROM (
        SELECT s.work_order_id, SUM(s.amount) AS amount FROM standing s
        WHERE s.waits IS NULL AND s.amount > 0 GROUP BY s.work_order_id
    ) t LEFT JOIN order_own o ON o.work_order_id = t.work_order_id
"""

# Work that adds: each order's own money first, then the fund's, oldest work date first, and nobody overtakes.
_QUEUED = f"""
    SELECT s.*, s.waits AS held FROM standing s WHERE (SELECT fits FROM fits)
    UNION ALL
    SELECT {_unit("q")}, CASE WHEN q.need > 0 AND SUM(q.need) OVER (ORDER BY q.work_date, q.first) > allowed.allowed
        THEN '{WaitReason.OVER_CAP}' ELSE q.waits END AS held
    FROM (
        SELECT r.*, CASE WHEN r.queues THEN GREATEST(0, CEIL(r.reached * 100) / 100 - r.own)
            - GREATEST(0, CEIL((r.reached - r.amount) * 100) / 100 - r.own) ELSE 0 END AS need
        FROM (
            SELECT s.*, s.waits IS NULL AND s.amount > 0 AS queues, GREATEST(0, COALESCE(o.own, 0)) AS own,
                SUM(s.amount) FILTER (WHERE s.waits IS NULL AND s.amount > 0)
                    OVER (PARTITION BY s.work_order_id ORDER BY s.work_date, s.first) AS reached
            FROM standing s LEFT JOIN order_own o ON o.work_order_id = s.work_order_id
            WHERE NOT (SELECT fits FROM fits)
        ) r
    ) q CROSS JOIN allowed
"""

# Corrections that take: whole, oldest first, while the slip stays above the floor.
_SETTLED = f"""
    SELECT q.* FROM queued q WHERE q.amount >= 0
    UNION ALL
    SELECT {_unit("n")}, CASE WHEN COALESCE(p.plus, 0) + n.minus < COALESCE(p.plus, 0) * floor.floor
        THEN '{WaitReason.CORRECTION}' ELSE n.held END
    FROM (
        SELECT q.*, SUM(q.amount) OVER (PARTITION BY q.resident_id ORDER BY q.first) AS minus
        FROM queued q WHERE q.amount < 0
    ) n CROSS JOIN floor LEFT JOIN (
        SELECT q.resident_id, SUM(q.amount) AS plus FROM queued q
        WHERE q.amount > 0 AND q.held IS NULL GROUP BY q.resident_id
    ) p ON p.resident_id = n.resident_id
"""

# Less than a fen waits, and what the tax of the month would take whole. `taken` says the same as waits IS NULL, of
# which the planner would expect almost none.
_DECIDED = f"""
    SELECT s.*, COALESCE(s.held, CASE WHEN t.total < 0.01 THEN '{WaitReason.UNDER_A_FEN}'
            WHEN t.total <= t.tax THEN '{WaitReason.TAXED_AWAY}' END) AS reason,
        s.held IS NULL AND t.total >= 0.01 AND t.total > t.tax AS taken
    FROM settled s LEFT JOIN (
        SELECT g.resident_id, g.total, {{tax}} AS tax FROM (
            SELECT resident_id, ROUND(SUM(amount), 2) AS total FROM settled WHERE held IS NULL GROUP BY resident_id
        ) g {{before}}
    ) t ON t.resident_id = s.resident_id
"""

# Of somebody's payment g: what was paid before in its month, and the tax on it.
PAID_BEFORE = f"LEFT JOIN ({PAID_THIS_MONTH}) b ON b.resident_id = g.resident_id"
TAX = withhold_sql("COALESCE(b.gross, 0)", "COALESCE(b.tax, 0)", "g.total")


def chain(only: str = "") -> str:
    """The chain, over all work of the community or (`only`, more SQL about entry e) over a part of it.

    Over a part, nothing from `fits` on holds: the fund's money is shared out among all. Over all of it, the parameters
    of `tax_month` are needed too.
    """
    decided = _DECIDED.format(tax="0", before="") if only else _DECIDED.format(tax=TAX, before=PAID_BEFORE)
    return f"""
    candidate AS MATERIALIZED (
        SELECT e.entry_id AS id, e.resident_id, p.work_order_id, e.work_date, e.amount,
            COALESCE(e.corrects_id, e.entry_id) AS root, {_ACT} AS act
        FROM workshops_openentry e JOIN workshops_operation p ON p.id = e.operation_id
        WHERE e.community_id = %(community)s AND e.work_date <= %(cut_off)s {only}
    ),
    unit AS MATERIALIZED (
        SELECT root, act, MIN(resident_id) AS resident_id, MIN(work_order_id) AS work_order_id,
            MIN(work_date) AS work_date, MIN(id) AS first, SUM(amount) AS amount, COUNT(*) AS entries
        FROM candidate GROUP BY root, act
    ),
    corrected AS (
        SELECT e.corrects_id AS root, SUM(e.good) AS good FROM workshops_pieceentry e
        WHERE e.community_id = %(community)s AND e.corrects_id IS NOT NULL AND e.state = 'accepted'
        GROUP BY e.corrects_id
    ),
    covered AS ({_COVERED}),
    progress AS ({_PROGRESS}),
    standing AS MATERIALIZED ({_STANDING}),
    order_own AS ({ORDER_OWN}),
    allowed AS MATERIALIZED ({ALLOWED}),
    floor AS MATERIALIZED ({_FLOOR}),
    fits AS MATERIALIZED ({_FITS}),
    queued AS MATERIALIZED ({_QUEUED}),
    settled AS MATERIALIZED ({_SETTLED}),
    decided AS MATERIALIZED ({decided})
"""


CHAIN = chain()
