"""A pay run in plain SQL: its totals on the floor, and the very rows it writes, into tables without guards."""

from django.db import connection

TOTALS = """
    INSERT INTO settlement (period, status) VALUES ('2025-12-01', 'draft');
    INSERT INTO settlement_line (settlement_id, resident_id, entries, pieces, gross, deductions, net)
    SELECT currval(pg_get_serial_sequence('settlement', 'id')), resident_id, count(*), sum(qty), sum(amount),
        round(sum(amount) * 0.1, 2), sum(amount) - round(sum(amount) * 0.1, 2)
    FROM piece_entry WHERE settlement_line_id IS NULL AND status = 'approved'
      AND work_date >= '2025-12-01' AND work_date < '2026-01-01' GROUP BY resident_id
"""

_OPEN = """
    FROM workshops_pieceentry e JOIN workshops_operation o ON o.id = e.operation_id
    WHERE e.community_id = 1 AND e.state = 'accepted' AND NOT e.settled_outside AND e.work_date <= %(cut_off)s
      AND NOT EXISTS (SELECT 1 FROM workshops_entryclaim c WHERE c.entry_id = e.id)
"""

# Slips, lines, claims and the journal's lines of one run, each INSERT … SELECT; keys, indexes, checks and foreign keys
# as the application's tables have them, and no triggers.
PLAIN = (
    f"""INSERT INTO plain.payslip (community_id, run_id, resident_id, number, gross_exact, gross, rounding, tax, net,
            method, state, held_reason, left_due_reason)
        SELECT 1, 1, e.resident_id, 'FF-' || e.resident_id, SUM(e.amount), round(SUM(e.amount), 2),
            round(SUM(e.amount), 2) - SUM(e.amount), 0, round(SUM(e.amount), 2), 'cash', 'due', '', ''
        {_OPEN} GROUP BY e.resident_id""",
    f"""INSERT INTO plain.payline (community_id, slip_id, kind, entry_id, work_order_id, amount, live)
        SELECT 1, s.id, 'entry', e.id, o.work_order_id, e.amount, TRUE
        {_OPEN.replace("WHERE", "JOIN plain.payslip s ON s.resident_id = e.resident_id WHERE", 1)}""",
    """INSERT INTO plain.entryclaim (entry_id, community_id, reference, claimed_at)
        SELECT entry_id, 1, 'FF', now() FROM plain.payline""",
    """INSERT INTO plain.journalline (community_id, entry_id, account_id, amount)
        SELECT 1, 1, 10000 + resident_id, -net FROM plain.payslip
        UNION ALL SELECT 1, 1, 20000 + work_order_id, round(SUM(amount), 2) FROM plain.payline GROUP BY work_order_id
        UNION ALL SELECT 1, 1, 21000 + work_order_id, round(SUM(amount), 2) FROM plain.payline GROUP BY work_order_id
        UNION ALL SELECT 1, 1, 22000 + work_order_id, -round(SUM(amount), 2) FROM plain.payline
            GROUP BY work_order_id""",
)
TABLES = {
    "payslip": "payouts_payslip",
    "payline": "payouts_payline",
    "entryclaim": "workshops_entryclaim",
    "journalline": "payouts_journalline",
}


def plain_tables() -> None:
    """Makes the plain tables anew, with the foreign keys of their models."""
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA IF EXISTS plain CASCADE")
        cursor.execute("CREATE SCHEMA plain")
        for name, model in TABLES.items():
            cursor.execute(f"CREATE TABLE plain.{name} (LIKE {model} INCLUDING ALL)")
            cursor.execute(
                """SELECT pg_get_constraintdef(oid) FROM pg_constraint
                WHERE contype = 'f' AND conrelid = %s::regclass AND confrelid <> %s::regclass""",
                [model, "payouts_payslip"],
            )
            for (definition,) in cursor.fetchall():
                cursor.execute(f"ALTER TABLE plain.{name} ADD {definition}")
        cursor.execute("ALTER TABLE plain.payline ADD FOREIGN KEY (slip_id) REFERENCES plain.payslip")
