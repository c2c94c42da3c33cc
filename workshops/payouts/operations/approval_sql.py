"""What an approval writes, in SQL: taxes, accounts and the journal of thousands of slips.

Parameters: community, run, first and last (days of the month of payment); and for the journal on, actor, at.
"""

from workshops.payouts.queries.tax import PAID_THIS_MONTH, withhold_sql

# Two runs of one month wait for each other here, so they agree about its tax.
LOCK_PEOPLE = """
    SELECT r.id FROM residents_resident r
    WHERE r.id IN (SELECT s.resident_id FROM payouts_payslip s WHERE s.run_id = %(run)s)
    ORDER BY r.id FOR NO KEY UPDATE OF r
"""

_TAX = f"""
    WITH paid_before AS ({PAID_THIS_MONTH}), fresh AS (
        SELECT s.id, {withhold_sql("COALESCE(b.gross, 0)", "COALESCE(b.tax, 0)", "s.gross")} AS tax
        FROM payouts_payslip s LEFT JOIN paid_before b ON b.resident_id = s.resident_id WHERE s.run_id = %(run)s
    )
    , taxed AS (
        UPDATE payouts_payslip s SET tax = fresh.tax, net = s.gross - fresh.tax
        FROM fresh WHERE fresh.id = s.id AND fresh.tax <> s.tax
    )
"""

# Costs of each order, exact lines added up and rounded once a run.
_COSTS = """
    SELECT l.work_order_id, ROUND(SUM(l.amount), 2) AS amount
    FROM payouts_payline l JOIN payouts_payslip s ON s.id = l.slip_id
    WHERE s.run_id = %(run)s GROUP BY l.work_order_id
"""

# The tax of the month anew, and the accounts that the posting needs, those of the fund with them.
TAX_AND_ACCOUNTS = f"""{_TAX}
    INSERT INTO payouts_account (community_id, kind, work_order_id, resident_id)
    SELECT %(community)s, needed.* FROM (
        SELECT k.kind, c.work_order_id, NULL::bigint
        FROM ({_COSTS}) c CROSS JOIN (VALUES ('cost'), ('fronted'), ('due_to_fund')) k (kind)
        UNION ALL SELECT 'payable', NULL, s.resident_id FROM payouts_payslip s WHERE s.run_id = %(run)s
        UNION ALL VALUES ('tax', NULL::bigint, NULL::bigint), ('rounding', NULL, NULL), ('fund', NULL, NULL)
    ) needed (kind, work_order_id, resident_id) ORDER BY needed.kind COLLATE "C", work_order_id, resident_id
    ON CONFLICT DO NOTHING
"""

POSTING = f"""
    WITH entry AS (
        INSERT INTO payouts_journalentry (community_id, act, "on", narrative, run_id, actor_id, at)
        VALUES (%(community)s, 'run', %(on)s, '', %(run)s, %(actor)s, %(at)s) RETURNING id
    ), cost AS ({_COSTS}), totals AS (
        SELECT SUM(s.tax) AS tax, SUM(s.gross) - (SELECT SUM(amount) FROM cost) AS rounding
        FROM payouts_payslip s WHERE s.run_id = %(run)s
    )
    INSERT INTO payouts_journalline (community_id, entry_id, account_id, amount)
    SELECT %(community)s, entry.id, posted.account_id, posted.amount FROM entry, (
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

# Whose slip the tax eats whole: its rounding can, late in a month.
EATEN = """
    SELECT r.name FROM payouts_payslip s JOIN residents_resident r ON r.id = s.resident_id
    WHERE s.run_id = %(run)s AND s.net = 0 ORDER BY s.id LIMIT 1
"""
