"""What must hold after every act, read straight from the tables, and what the books say now and then."""

from collections import defaultdict

from django.apps import apps
from django.db import connection

from workshops.payouts.queries.books import differences

# Each query finds what must not be there; %(id)s names nothing: all communities at once.
NEVER = {
    "a slip that holds less than nothing, or is in the wrong state": """
        SELECT * FROM (SELECT i.number, i.state, i.quantity - COALESCE((
            SELECT SUM(e.good + e.worker_fault + e.material_fault + e.returned + e.lost) FROM workshops_pieceentry e
            WHERE e.issue_id = i.id AND e.state IN ('pending', 'accepted')), 0) AS held FROM workshops_issue i) h
        WHERE held < 0 OR (state = 'finished') <> (held = 0 AND state <> 'cancelled')""",
    "an operation with less than nothing to deliver": """
        SELECT * FROM (SELECT o.id, COALESCE((SELECT SUM(e.good) FROM workshops_pieceentry e
                WHERE e.operation_id = o.id AND e.state = 'accepted'), 0)
            - COALESCE((SELECT SUM(a.pieces - a.taken_back) FROM workshops_deliveryallocation a
                JOIN workshops_pieceentry e ON e.id = a.entry_id WHERE e.operation_id = o.id), 0) AS free
            FROM workshops_operation o) f WHERE free < 0""",
    "an entry of which the client has more than was good": """
        SELECT * FROM (SELECT e.id, e.good + COALESCE((SELECT SUM(c.good) FROM workshops_pieceentry c
                WHERE c.corrects_id = e.id AND c.state = 'accepted'), 0) AS good,
            (SELECT SUM(a.pieces - a.taken_back) FROM workshops_deliveryallocation a WHERE a.entry_id = e.id) AS out
            FROM workshops_pieceentry e) x WHERE out > good""",
    "a journal entry out of balance": """
        SELECT entry_id, SUM(amount) FROM payouts_journalline GROUP BY entry_id HAVING SUM(amount) <> 0""",
    "work that is claimed without being paid or borne, or paid without being claimed": """
        SELECT c.entry_id, l.entry_id FROM workshops_entryclaim c
        FULL JOIN (SELECT entry_id FROM payouts_payline WHERE live AND entry_id IS NOT NULL
            UNION ALL SELECT correction_id FROM payouts_bornecorrection WHERE live) l ON l.entry_id = c.entry_id
        WHERE c.entry_id IS NULL OR l.entry_id IS NULL""",
    "work that is paid twice": """
        SELECT entry_id FROM payouts_payline WHERE live AND entry_id IS NOT NULL GROUP BY entry_id HAVING COUNT(*) > 1
        UNION ALL SELECT slip_id FROM payouts_payment WHERE state IN ('ready', 'sent', 'done')
            GROUP BY slip_id HAVING COUNT(*) > 1""",
    "disputed work that a run would newly pay": """
        SELECT f.reference FROM workshops_entryfreeze f
        JOIN workshops_pieceentry e ON f.entry_id IN (e.id, e.corrects_id)
        JOIN payouts_payline l ON l.entry_id = e.id AND l.live JOIN payouts_payslip s ON s.id = l.slip_id
        JOIN payouts_payrun r ON r.id = s.run_id
        WHERE r.state IN ('draft', 'submitted')
          AND (f.pays_from IS NULL OR f.pays_from > (r.prepared_at AT TIME ZONE 'Asia/Shanghai')::date)""",
    "a word that isn't the resident's": """
        SELECT m.id FROM payouts_disputemessage m JOIN payouts_dispute d ON d.id = m.dispute_id
        JOIN residents_resident r ON r.id = d.resident_id WHERE m.how = 'own' AND r.user_id IS DISTINCT FROM m.by_id
        UNION ALL SELECT a.id FROM payouts_slipanswer a JOIN payouts_payslip s ON s.id = a.slip_id
        JOIN residents_resident r ON r.id = s.resident_id
        WHERE a.how = 'own' AND r.user_id IS DISTINCT FROM a.by_id""",
    "a slip of less than nothing": "SELECT id FROM payouts_payslip WHERE net < 0 OR gross < 0",
    "somebody who is owed less than nothing": """
        SELECT a.resident_id, SUM(l.amount) FROM payouts_account a JOIN payouts_journalline l ON l.account_id = a.id
        WHERE a.kind = 'payable' GROUP BY a.resident_id HAVING SUM(l.amount) > 0""",
    "a fund that lays out more than it has": """
        SELECT community_id, SUM(l.amount) FROM payouts_account a JOIN payouts_journalline l USING (community_id)
        WHERE l.account_id = a.id AND a.kind IN ('fund', 'deposit', 'fronted')
        GROUP BY community_id HAVING SUM(l.amount) > 0""",
    "one person for two duties on one row": """
        SELECT id FROM payouts_payrun WHERE approved_by_id IN (prepared_by_id, submitted_by_id)
        UNION ALL SELECT p.id FROM payouts_payment p WHERE p.sent_by_id = p.approved_by_id
        UNION ALL SELECT e.id FROM workshops_pieceentry e JOIN residents_resident r ON r.id = e.resident_id
            WHERE r.user_id IN (e.logged_by_id, e.accepted_by_id)""",
    "a row in a community that its work is not in": """
        SELECT l.id FROM payouts_payline l JOIN workshops_pieceentry e ON e.id = l.entry_id
            JOIN payouts_payslip s ON s.id = l.slip_id
            WHERE l.community_id <> e.community_id OR s.community_id <> e.community_id
        UNION ALL SELECT l.id FROM payouts_journalline l JOIN payouts_account a ON a.id = l.account_id
            JOIN payouts_journalentry j ON j.id = l.entry_id
            WHERE l.community_id <> a.community_id OR j.community_id <> a.community_id""",
}
NUMBERED = {
    "LL": "SELECT community_id, number FROM workshops_issue",
    "SH": "SELECT community_id, number FROM workshops_delivery",
    "YS": "SELECT community_id, acceptance_number FROM workshops_delivery WHERE acceptance_number <> ''",
    "JG": "SELECT community_id, number FROM workshops_workorder",
    "WX": "SELECT community_id, number FROM workshops_agreement",
    "DZ": "SELECT community_id, number FROM payouts_statement",
    "FF": "SELECT community_id, number FROM payouts_payrun",
    "FK": "SELECT community_id, number FROM payouts_payment",
    "YY": "SELECT community_id, number FROM payouts_dispute",
}
_USED = " UNION ALL ".join(
    f"SELECT '{prefix}' AS prefix, community_id, number FROM ({sql}) AS {prefix} (community_id, number)"
    for prefix, sql in NUMBERED.items()
)
_GAPS = f"""
    SELECT n.prefix, n.day, n.last, COUNT(u.number) FROM residents_referencenumber n
    LEFT JOIN ({_USED}) u ON u.prefix = n.prefix AND u.community_id = n.community_id
        AND u.number LIKE n.prefix || to_char(n.day, 'YYYYMMDD') || '-%%'
    WHERE n.prefix IN ({", ".join(f"'{prefix}'" for prefix in NUMBERED)})
    GROUP BY n.id HAVING n.last <> COUNT(u.number)
"""


def rows(sql: str, params=()) -> list[tuple]:
    """What a query finds."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def nothing_is_wrong() -> None:
    """Fails with the first thing that must never be; every deferred rule of the database is asked now."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    for what, sql in NEVER.items():
        found = rows(sql)
        assert not found, f"{what}: {found[:3]}"


def held_by_slip() -> dict[int, int]:
    """What is held on each slip that wasn't cancelled."""
    return dict(
        rows("""SELECT i.id, i.quantity - COALESCE((
            SELECT SUM(e.good + e.worker_fault + e.material_fault + e.returned + e.lost) FROM workshops_pieceentry e
            WHERE e.issue_id = i.id AND e.state IN ('pending', 'accepted')), 0)::int
        FROM workshops_issue i WHERE i.state <> 'cancelled'""")
    )


def fingerprints() -> dict[int, dict[str, int]]:
    """By community, a figure for each of its tables that changes whenever a row of it does."""
    tables = [
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if any(field.column == "community_id" for field in model._meta.local_fields)
    ]
    parts = (
        f"SELECT community_id, '{table}', SUM(hashtext(t::text)::bigint), COUNT(*) FROM {table} t GROUP BY 1"
        for table in tables
    )
    found = defaultdict(dict)
    for community, table, *figure in rows(" UNION ALL ".join(parts)):
        found[community][table] = figure
    return found


def the_books_are_right(*communities) -> None:
    """Everything recomputed; and no number is missing."""
    for community in communities:
        wrong = differences(community)
        assert not wrong, "\n".join(wrong)
    gaps = rows(_GAPS)
    assert not gaps, f"numbers are missing: {gaps}"
