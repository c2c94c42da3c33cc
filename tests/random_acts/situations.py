"""Which acts are possible now: by situation, the rows that are in it, of both communities."""

from collections import defaultdict

from django.db import connection

SITUATIONS = {
    "operation": """SELECT o.community_id, o.id FROM workshops_operation o
        JOIN workshops_workorder w ON w.id = o.work_order_id WHERE w.state = 'open'""",
    "order_open": "SELECT community_id, id FROM workshops_workorder WHERE state = 'open'",
    "order_closed": "SELECT community_id, id FROM workshops_workorder WHERE state = 'closed'",
    "material": "SELECT community_id, id FROM workshops_material",
    "slip": "SELECT community_id, id FROM workshops_issue WHERE state = 'open'",
    "waiting": "SELECT community_id, id FROM workshops_pieceentry WHERE state = 'pending'",
    "sent_back": "SELECT community_id, id FROM workshops_pieceentry WHERE state = 'sent_back'",
    "inspected": "SELECT community_id, id FROM workshops_pieceentry WHERE state = 'accepted' AND corrects_id IS NULL",
    "disputable": """SELECT community_id, id FROM workshops_pieceentry
        WHERE state IN ('pending', 'sent_back', 'accepted') AND corrects_id IS NULL""",
    "delivery_draft": "SELECT community_id, id FROM workshops_delivery WHERE state = 'draft'",
    "delivery_sent": "SELECT community_id, id FROM workshops_delivery WHERE state = 'sent'",
    "rejected": "SELECT community_id, id FROM workshops_deliveryline WHERE rejected_worker > came_back",
    "delivered": "SELECT DISTINCT d.community_id, d.client_id FROM workshops_delivery d WHERE d.state = 'accepted'",
    "statement_draft": "SELECT community_id, id FROM payouts_statement WHERE state = 'draft'",
    "statement": "SELECT community_id, id FROM payouts_statement WHERE state IN ('issued', 'settled')",
    "statement_unpaid": "SELECT community_id, id FROM payouts_statement WHERE state = 'issued'",
    "statement_claiming": "SELECT community_id, id FROM payouts_statement WHERE state <> 'draft' AND claims > 0",
    "receipt": """SELECT r.community_id, r.id FROM payouts_clientreceipt r WHERE r.amount > COALESCE((
        SELECT SUM(m.amount) FROM payouts_receiptmatch m WHERE m.receipt_id = r.id), 0)""",
    "match": """SELECT m.community_id, m.id FROM payouts_receiptmatch m WHERE m.reverses_id IS NULL
        AND NOT EXISTS (SELECT 1 FROM payouts_receiptmatch b WHERE b.reverses_id = m.id)""",
    "earned": """SELECT DISTINCT e.community_id, e.community_id FROM workshops_pieceentry e WHERE e.state = 'accepted'
        AND NOT EXISTS (SELECT 1 FROM workshops_entryclaim c WHERE c.entry_id = e.id)""",
    "dispute": "SELECT community_id, id FROM payouts_dispute WHERE state IN ('open', 'answered', 'reopened')",
    "dispute_said": "SELECT community_id, id FROM payouts_dispute WHERE state IN ('answered', 'closed')",
    "pay_line": """SELECT l.community_id, l.id FROM payouts_payline l JOIN payouts_payslip s ON s.id = l.slip_id
        JOIN payouts_payrun r ON r.id = s.run_id WHERE l.live AND r.state IN ('approved', 'paying', 'closed')""",
    "run_draft": "SELECT community_id, id FROM payouts_payrun WHERE state = 'draft'",
    "run_submitted": "SELECT community_id, id FROM payouts_payrun WHERE state = 'submitted'",
    "run_approved": "SELECT community_id, id FROM payouts_payrun WHERE state IN ('approved', 'paying')",
    "run_unsent": """SELECT r.community_id, r.id FROM payouts_payrun r WHERE r.state = 'approved' AND NOT EXISTS (
        SELECT 1 FROM payouts_payslip s JOIN payouts_payment p ON p.slip_id = s.id
        WHERE s.run_id = r.id AND p.sent_at IS NOT NULL)""",
    "slip_due": """SELECT s.community_id, s.id FROM payouts_payslip s JOIN payouts_payrun r ON r.id = s.run_id
        WHERE s.state = 'due' AND r.state IN ('approved', 'paying', 'closed')""",
    "slip_held": "SELECT community_id, id FROM payouts_payslip WHERE state = 'held'",
    "slip_paid": "SELECT community_id, id FROM payouts_payslip WHERE state IN ('paid', 'confirmed')",
    "file": """SELECT DISTINCT community_id, bank_file_id FROM payouts_payment
        WHERE state = 'ready' AND bank_file_id IS NOT NULL""",
    "payment_sent": "SELECT community_id, id FROM payouts_payment WHERE state = 'sent'",
    "payment_out": """SELECT community_id, id FROM payouts_payment
        WHERE state = 'sent' OR (state = 'done' AND method = 'bank')""",
    "payment_failed": "SELECT community_id, id FROM payouts_payment WHERE state = 'failed'",
    "correction_waiting": """SELECT e.community_id, e.id FROM workshops_pieceentry e
        JOIN workshops_entryclaim c ON c.entry_id = e.corrects_id
        WHERE e.amount < 0 AND NOT EXISTS (SELECT 1 FROM workshops_entryclaim d WHERE d.entry_id = e.id)""",
    "fronted": """SELECT DISTINCT a.community_id, a.work_order_id FROM payouts_account a
        JOIN payouts_journalline l ON l.account_id = a.id WHERE a.kind = 'fronted'
        GROUP BY a.community_id, a.work_order_id HAVING SUM(l.amount) > 0""",
}
_ALL = "\nUNION ALL ".join(
    f"SELECT '{name}', community, row FROM ({sql}) AS found (community, row)" for name, sql in SITUATIONS.items()
)


def situations() -> dict[str, list[tuple[int, int]]]:
    """Situation → (community, row) pairs in the order of their ids. One query."""
    found = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(f"{_ALL} ORDER BY 1, 3")
        for name, community, row in cursor.fetchall():
            found[name].append((community, row))
    return found
