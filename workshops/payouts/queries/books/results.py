"""What is left over: rounding, corrections that the community bears, results of orders that were handed on."""

from django.utils.translation import gettext_lazy

from workshops.payouts.queries.books.reading import Check

_ROUNDED = """
    SELECT COALESCE(SUM(r.amount), 0) FROM (
        SELECT SUM(o.earned) - MIN(o.total) AS amount FROM (
            SELECT s.id, l.kind = 'claim' AS claims, ROUND(SUM(l.amount), 2) AS earned,
                CASE WHEN l.kind = 'claim' THEN s.claims ELSE s.fees END AS total
            FROM payouts_statement s JOIN payouts_statementline l ON l.statement_id = s.id
            WHERE s.community_id = %(community)s AND s.state IN ('issued', 'settled')
            GROUP BY s.id, l.kind = 'claim', l.work_order_id, total
        ) o GROUP BY o.id, o.claims
        UNION ALL
        SELECT SUM(s.gross) FROM payouts_payslip s JOIN payouts_payrun n ON n.id = s.run_id
        WHERE s.community_id = %(community)s AND s.state <> 'reversed' AND n.state IN ('approved', 'paying', 'closed')
        UNION ALL
        SELECT -SUM(l.amount) FROM payouts_journalentry j JOIN payouts_journalline l ON l.entry_id = j.id
        JOIN payouts_account a ON a.id = l.account_id
        WHERE j.community_id = %(community)s AND j.act IN ('run', 'reversal') AND a.kind = 'cost'
    ) r
"""
_POSTED = """(SELECT COALESCE(SUM(l.amount), 0)
    FROM payouts_account a JOIN payouts_journalline l ON l.account_id = a.id
    WHERE a.community_id = %(community)s AND a.kind = '{kind}')"""
_HANDED_ON = """
    SELECT j.id, w.number, g.fund_share, j.work_order_id,
        COALESCE(SUM(l.amount) FILTER (WHERE a.kind = 'result'), 0) AS result,
        COALESCE(-SUM(l.amount) FILTER (WHERE a.kind = 'fund'), 0) AS fund,
        COALESCE(-SUM(l.amount) FILTER (WHERE a.kind = 'surplus'), 0) AS surplus
    FROM payouts_journalentry j JOIN payouts_journalline l ON l.entry_id = j.id
    JOIN payouts_account a ON a.id = l.account_id JOIN workshops_workorder w ON w.id = j.work_order_id
    JOIN workshops_agreement g ON g.id = w.agreement_id
    WHERE j.community_id = %(community)s AND j.act = 'order_settled' GROUP BY j.id, w.id, g.id
"""

RESULTS = (
    Check(
        gettext_lazy("Rounding comes to %(posted)s in the ledger, by statements and runs to %(expected)s."),
        f"SELECT * FROM (SELECT {_POSTED.format(kind='rounding')} AS posted, ({_ROUNDED}) AS expected) x "
        "WHERE posted <> expected",
    ),
    Check(
        gettext_lazy("%(name)s, %(day)s: %(borne)s is borne, the correction takes %(amount)s."),
        """SELECT r.name, e.work_date AS day, b.amount AS borne, e.amount
        FROM payouts_bornecorrection b JOIN workshops_pieceentry e ON e.id = b.correction_id
        JOIN residents_resident r ON r.id = e.resident_id
        WHERE b.community_id = %(community)s AND (b.resident_id <> e.resident_id
            OR b.amount <> CASE WHEN b.reverses_id IS NULL THEN e.amount ELSE -e.amount END
            OR (b.reverses_id IS NULL AND b.live = EXISTS (
                SELECT 1 FROM payouts_bornecorrection t WHERE t.reverses_id = b.id)))""",
    ),
    Check(
        gettext_lazy(
            "Order %(number)s: %(handed_on)s handed on, its result was %(earned)s; the fund got %(given)s of it."
        ),
        f"""SELECT * FROM (
            SELECT h.*, SUM(h.result) OVER past AS handed_on, SUM(h.fund) OVER past AS given,
                MAX(ROUND(GREATEST(0, h.earned) * h.fund_share / 100, 2)) OVER past AS share
            FROM (SELECT s.*, COALESCE((SELECT -SUM(l.amount) FROM payouts_account a
                JOIN payouts_journalline l ON l.account_id = a.id
                WHERE a.work_order_id = s.work_order_id AND a.kind IN ('fee', 'claim_fee', 'cost', 'borne')
                  AND l.entry_id < s.id), 0) AS earned FROM ({_HANDED_ON}) s) h
            WINDOW past AS (PARTITION BY h.work_order_id ORDER BY h.id)
        ) x WHERE handed_on <> earned OR given <> share OR result <> fund + surplus""",
    ),
    Check(
        gettext_lazy("The surplus stands at %(posted)s, results handed on come to %(expected)s."),
        f"""SELECT * FROM (SELECT -{_POSTED.format(kind="surplus")} AS posted,
            COALESCE((SELECT SUM(surplus) FROM ({_HANDED_ON}) s), 0) AS expected) x WHERE posted <> expected""",
    ),
)
