"""What an approval writes, in SQL: taxes, accounts and journal lines of thousands of slips in three statements.

Parameters: community, run, entry (of the journal), first and last (days of the month of payment).
"""

from workshops.payouts.queries.tax import PAID_THIS_MONTH, withhold_sql

UPDATE_TAX = f"""
    WITH paid_before AS ({PAID_THIS_MONTH}), fresh AS (
        SELECT s.id, {withhold_sql("COALESCE(b.gross, 0)", "COALESCE(b.tax, 0)", "s.gross")} AS tax
        FROM payouts_payslip s LEFT JOIN paid_before b ON b.resident_id = s.resident_id WHERE s.run_id = %(run)s
    )
    UPDATE payouts_payslip s SET tax = fresh.tax, net = s.gross - fresh.tax
    FROM fresh WHERE fresh.id = s.id AND fresh.tax <> s.tax
"""

# Costs of each order, exact lines added up and rounded once a run.
_COSTS = """
    SELECT l.work_order_id, ROUND(SUM(l.amount), 2) AS amount
    FROM payouts_payline l JOIN payouts_payslip s ON s.id = l.slip_id
    WHERE s.run_id = %(run)s GROUP BY l.work_order_id
"""

INSERT_ACCOUNTS = f"""
    INSERT INTO payouts_account (community_id, kind, work_order_id, resident_id)
    SELECT %(community)s, needed.* FROM (
        SELECT 'cost', c.work_order_id, NULL::bigint FROM ({_COSTS}) c
        UNION ALL SELECT 'payable', NULL, s.resident_id FROM payouts_payslip s WHERE s.run_id = %(run)s
        UNION ALL VALUES ('tax', NULL::bigint, NULL::bigint), ('rounding', NULL, NULL)
    ) needed (kind, work_order_id, resident_id)
    WHERE NOT EXISTS (
        SELECT 1 FROM payouts_account a
        WHERE a.community_id = %(community)s AND a.kind = needed.kind
          AND a.work_order_id IS NOT DISTINCT FROM needed.work_order_id
          AND a.resident_id IS NOT DISTINCT FROM needed.resident_id)
    ON CONFLICT DO NOTHING
"""

INSERT_LINES = f"""
    WITH cost AS ({_COSTS}), totals AS (
        SELECT SUM(s.tax) AS tax, SUM(s.gross) - (SELECT SUM(amount) FROM cost) AS rounding
        FROM payouts_payslip s WHERE s.run_id = %(run)s
    )
    INSERT INTO payouts_journalline (community_id, entry_id, account_id, amount)
    SELECT %(community)s, %(entry)s, posted.account_id, posted.amount FROM (
        SELECT a.id AS account_id, c.amount FROM cost c
        JOIN payouts_account a ON a.work_order_id = c.work_order_id AND a.kind = 'cost'
        UNION ALL
        SELECT a.id, -s.net FROM payouts_payslip s
        JOIN payouts_account a ON a.resident_id = s.resident_id AND a.kind = 'payable'
        WHERE s.run_id = %(run)s AND a.community_id = %(community)s
        UNION ALL
        SELECT a.id, CASE a.kind WHEN 'tax' THEN -t.tax ELSE t.rounding END FROM totals t
        JOIN payouts_account a ON a.community_id = %(community)s AND a.kind IN ('tax', 'rounding')
    ) posted WHERE posted.amount <> 0
"""
