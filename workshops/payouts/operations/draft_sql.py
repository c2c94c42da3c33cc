"""The slips and lines of a run in one statement: INSERT … SELECT over the chain of what is payable."""

from workshops.payouts.queries.payable_sql import CHAIN
from workshops.payouts.queries.tax import PAID_THIS_MONTH, withhold_sql

# Beside the chain's parameters: run, number, first and last (days of the month of payment). The tax is provisional:
# it is computed again, under a lock, when the run is approved. A fen that the tax would eat (its rounding can, late in
# a month) waits for more.
INSERT_SLIPS = f"""
    WITH {CHAIN},
    chosen AS MATERIALIZED (
        SELECT c.id, c.resident_id, c.work_order_id, c.amount
        FROM candidate c JOIN decided d ON d.root = c.root AND d.act = c.act WHERE d.taken
    ),
    paid_before AS ({PAID_THIS_MONTH}),
    person AS (
        SELECT p.resident_id, p.exact, p.gross, {withhold_sql("COALESCE(b.gross, 0)", "COALESCE(b.tax, 0)", "p.gross")}
            AS tax, r.pinyin_key, EXISTS (SELECT 1 FROM residents_bankaccount a
                WHERE a.resident_id = p.resident_id AND a.ended_at IS NULL) AS has_account
        FROM (SELECT resident_id, SUM(amount) AS exact, ROUND(SUM(amount), 2) AS gross
            FROM chosen GROUP BY resident_id) p
        JOIN residents_resident r ON r.id = p.resident_id
        LEFT JOIN paid_before b ON b.resident_id = p.resident_id
    ),
    slip AS (
        INSERT INTO payouts_payslip (community_id, run_id, resident_id, number, gross_exact, gross, rounding, tax, net,
            method, state, held_reason, left_due_reason)
        SELECT %(community)s, %(run)s, resident_id, %(number)s || '-' || LPAD((ROW_NUMBER()
            OVER (ORDER BY pinyin_key, resident_id))::text, 4, '0'), exact, gross,
            gross - exact, tax, gross - tax, CASE WHEN has_account THEN 'bank' ELSE 'cash' END, 'due', '', ''
        FROM person WHERE gross > tax
        RETURNING id, resident_id
    )
    INSERT INTO payouts_payline (community_id, slip_id, kind, entry_id, work_order_id, amount, live)
    SELECT %(community)s, s.id, 'entry', c.id, c.work_order_id, c.amount, TRUE
    FROM chosen c JOIN slip s ON s.resident_id = c.resident_id ORDER BY c.id
"""
