"""Claims against clients, and what was taken back: by the deliveries, the work and the rows that are turned round."""

from django.utils.translation import gettext_lazy

from workshops.payouts.queries.books.reading import Check

CLAIMS = (
    Check(
        gettext_lazy("Delivery %(number)s: %(claimed)s of %(operation)s are claimed, by its outcome %(right)s."),
        """SELECT d.number, o.name AS operation, s.cause, s.pieces AS claimed,
            CASE s.cause WHEN 'short' THEN l.short ELSE l.rejected_material END AS right
        FROM payouts_statementline s JOIN workshops_deliveryline l ON l.id = s.delivery_line_id
        JOIN workshops_delivery d ON d.id = l.delivery_id JOIN workshops_operation o ON o.id = l.operation_id
        WHERE s.community_id = %(community)s AND s.kind = 'claim' AND s.pieces > 0
          AND s.cause IN ('short', 'rejected_material')
          AND (s.pieces <> CASE s.cause WHEN 'short' THEN l.short ELSE l.rejected_material END
            OR s.price <> l.client_price)""",
    ),
    Check(
        gettext_lazy("%(operation)s: %(claimed)s spoilt pieces are claimed, %(right)s were handed in as spoilt."),
        """SELECT * FROM (
            SELECT o.name AS operation, SUM(s.pieces) AS claimed, COALESCE((
                SELECT SUM(e.material_fault) FROM workshops_pieceentry e
                WHERE e.operation_id = o.id AND e.state = 'accepted' AND NOT e.settled_outside), 0) AS right
            FROM payouts_statementline s JOIN workshops_operation o ON o.id = s.operation_id
            WHERE s.community_id = %(community)s AND s.cause = 'material_at_hand_in' GROUP BY o.id) x
        WHERE claimed > x.right OR claimed < 0""",
    ),
    Check(
        gettext_lazy("Delivery %(number)s: more of %(operation)s is credited than was stated, by %(pieces)s pieces."),
        """SELECT d.number, o.name AS operation, -SUM(s.pieces) AS pieces
        FROM payouts_statementline s JOIN workshops_deliveryline l ON l.id = s.delivery_line_id
        JOIN workshops_delivery d ON d.id = l.delivery_id JOIN workshops_operation o ON o.id = l.operation_id
        WHERE s.community_id = %(community)s GROUP BY d.id, o.id, l.id, s.kind = 'claim', s.cause
        HAVING SUM(s.pieces) < 0""",
    ),
    Check(
        gettext_lazy(
            "%(operation)s: %(given)s of a claim is given up, but only %(claimed)s stands after its credits."
        ),
        # A line's money is rounded to the fen.
        """SELECT * FROM (
            SELECT o.name AS operation, SUM(s.amount) AS claimed, COUNT(*) AS lines, SUM((
                SELECT COALESCE(SUM(m.amount), 0) FROM payouts_receiptmatch m
                WHERE m.line_id = s.id AND m.kind = 'given_up')) AS given
            FROM payouts_statementline s JOIN payouts_statement t ON t.id = s.statement_id
            JOIN workshops_operation o ON o.id = s.operation_id
            WHERE s.community_id = %(community)s AND s.kind = 'claim'
              AND (s.pieces < 0 OR t.state IN ('issued', 'settled'))
            GROUP BY o.id, s.delivery_line_id, s.cause) x WHERE given > 0 AND given > claimed + 0.01 * lines""",
    ),
    Check(
        gettext_lazy(
            "Statement %(number)s: %(disputed)s disputed pieces of %(operation)s are claimed, %(right)s credited."
        ),
        """SELECT * FROM (
            SELECT t.number, o.name AS operation, SUM(s.pieces) AS disputed, -COALESCE((
                SELECT SUM(c.pieces) FROM payouts_statementline c WHERE c.statement_id = t.id
                  AND c.delivery_line_id = s.delivery_line_id AND c.kind = 'credit'), 0) AS right
            FROM payouts_statementline s JOIN payouts_statement t ON t.id = s.statement_id
            JOIN workshops_operation o ON o.id = s.operation_id
            WHERE s.community_id = %(community)s AND s.cause = 'disputed' AND s.pieces > 0
            GROUP BY t.id, o.id, s.delivery_line_id) x WHERE disputed > x.right""",
    ),
    Check(
        gettext_lazy("Receipt of %(name)s, %(day)s: taken back and what takes it back don't fit together."),
        """SELECT c.name, r.received_on AS day
        FROM payouts_clientreceipt r JOIN workshops_client c ON c.id = r.client_id
        LEFT JOIN payouts_clientreceipt b ON b.reverses_id = r.id
        WHERE r.community_id = %(community)s AND r.reverses_id IS NULL
          AND (r.live <> (b.id IS NULL) OR b.amount <> -r.amount OR b.client_id <> r.client_id)""",
    ),
    Check(
        gettext_lazy("Journal entry %(id)s (%(act)s) doesn't turn entry %(of)s round."),
        """SELECT j.id, j.act, j.reverses_id AS of FROM payouts_journalentry j
        WHERE j.community_id = %(community)s AND j.act IN ('match_back', 'receipt_back') AND EXISTS (
            SELECT 1 FROM payouts_journalline l WHERE l.entry_id IN (j.id, j.reverses_id)
            GROUP BY l.account_id HAVING SUM(l.amount) <> 0)""",
    ),
    Check(
        gettext_lazy("Journal entry %(id)s (%(act)s) settles %(posted)s, its rows %(rows)s."),
        """SELECT * FROM (
            SELECT j.id, j.act, -COALESCE((SELECT SUM(l.amount) FROM payouts_journalline l
                JOIN payouts_account a ON a.id = l.account_id
                WHERE l.entry_id = j.id AND a.kind IN ('receivable', 'claim')), 0) AS posted,
                (SELECT SUM(m.amount) FROM payouts_receiptmatch m WHERE m.entry_id = j.id) AS rows
            FROM payouts_journalentry j
            WHERE j.community_id = %(community)s
              AND j.act IN ('match', 'deduction', 'bank_charge', 'claim_given_up', 'match_back')) x
        WHERE posted IS DISTINCT FROM x.rows""",
    ),
)
