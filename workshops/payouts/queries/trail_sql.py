"""The SQL of the trail: stretches of pieces, stretches of what was matched, and what they share.

A line of a delivery has its id; pieces found bad at hand-in never were in a delivery, so the stretches of an operation
stand under its id below nothing.
"""

from workshops.payouts.enums import ClaimCause

_AT_HAND_IN = ClaimCause.MATERIAL_AT_HAND_IN
_STANDS = """m.reverses_id IS NULL AND NOT EXISTS (SELECT 1 FROM payouts_receiptmatch b WHERE b.reverses_id = m.id)"""

# Stretches of accepted pieces, from 0, of the lines in {lines}.
STRETCHES = """
    SELECT a.id, a.line_id, a.entry_id, a.pieces, a.accepted, a.rejected_material, a.rejected_worker, a.short,
        a.taken_back, e.operation_id, COALESCE(SUM(a.accepted)
            OVER (PARTITION BY a.line_id, e.operation_id ORDER BY e.work_date, a.entry_id), 0) AS upto
    FROM workshops_deliveryallocation a JOIN workshops_pieceentry e ON e.id = a.entry_id
    WHERE a.line_id IN ({lines})
"""
_MATCHES = f"""
    SELECT m.id, l.delivery_line_id AS line_id, m.kind, m.receipt_id, m.pieces, l.price,
        SUM(m.pieces) OVER (PARTITION BY m.line_id ORDER BY m.id) AS upto
    FROM payouts_receiptmatch m JOIN payouts_statementline l ON l.id = m.line_id AND l.kind = 'fee'
    WHERE l.delivery_line_id IN ({{lines}}) AND {_STANDS}
"""
# The same for pieces that were rejected for the material or short, and for what the client paid of their claims.
_CLAIM_STRETCHES = """
    SELECT a.id, a.line_id, a.entry_id, c.cause, c.pieces, SUM(c.pieces)
        OVER (PARTITION BY a.line_id, e.operation_id, c.cause ORDER BY e.work_date, a.entry_id) AS upto
    FROM workshops_deliveryallocation a JOIN workshops_pieceentry e ON e.id = a.entry_id
    CROSS JOIN LATERAL (VALUES ('rejected_material', a.rejected_material), ('short', a.short)) c (cause, pieces)
    WHERE a.line_id IN ({lines}) AND c.pieces > 0
"""
_CLAIM_MATCHES = f"""
    SELECT m.id, l.delivery_line_id AS line_id, l.cause, m.kind, m.receipt_id, m.pieces, l.price,
        SUM(m.pieces) OVER (PARTITION BY l.delivery_line_id, l.cause ORDER BY m.id) AS upto
    FROM payouts_receiptmatch m JOIN payouts_statementline l ON l.id = m.line_id AND l.kind = 'claim'
    WHERE l.delivery_line_id IN ({{lines}}) AND {_STANDS}
"""
# Pieces that were bad at hand-in, of each entry with its corrections, the oldest first; the lines that claim them, one
# after the other; and what was matched to each line, from its start. A credit takes the last pieces off the lines
# before it, and the next line goes on from there: of a line counts what no later credit took.
_SPOILT = """
    SELECT -r.operation_id AS line_id, r.entry_id, r.pieces,
        SUM(r.pieces) OVER (PARTITION BY r.operation_id ORDER BY e.work_date, r.entry_id) AS upto
    FROM (
        SELECT e.operation_id, COALESCE(e.corrects_id, e.id) AS entry_id, SUM(e.material_fault)::int AS pieces
        FROM workshops_pieceentry e
        WHERE e.operation_id IN ({operations}) AND e.state = 'accepted' AND NOT e.settled_outside
        GROUP BY 1, 2 HAVING SUM(e.material_fault) > 0
    ) r JOIN workshops_pieceentry e ON e.id = r.entry_id
"""
_SPOILT_LINES = f"""
    SELECT id, line_id, statement_id, price, begins, upto - begins AS pieces, upto
    FROM (
        SELECT id, line_id, statement_id, price, reached - pieces AS begins, MIN(reached) OVER (
            PARTITION BY line_id ORDER BY id ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS upto
        FROM (
            SELECT l.id, -l.operation_id AS line_id, l.statement_id, l.price, l.pieces,
                SUM(l.pieces) OVER (PARTITION BY l.operation_id ORDER BY l.id) AS reached
            FROM payouts_statementline l
            JOIN payouts_statement t ON t.id = l.statement_id AND t.state IN ('issued', 'settled')
            WHERE l.cause = '{_AT_HAND_IN}' AND l.operation_id IN ({{operations}})
        ) l
    ) l WHERE upto > begins
"""
_SPOILT_MATCHES = f"""
    SELECT id, line_id, kind, receipt_id, LEAST(reached, ends) - (reached - pieces) AS pieces, price,
        LEAST(reached, ends) AS upto
    FROM (
        SELECT m.id, c.line_id, m.kind, m.receipt_id, m.pieces, c.price, c.upto AS ends,
            c.begins + SUM(m.pieces) OVER (PARTITION BY m.line_id ORDER BY m.id) AS reached
        FROM payouts_receiptmatch m JOIN ({_SPOILT_LINES}) c ON c.id = m.line_id WHERE {_STANDS}
    ) m
"""
_LINES_OF_ENTRIES = "SELECT line_id FROM workshops_deliveryallocation WHERE entry_id = ANY(%(entries)s)"
_OPERATIONS_OF_ENTRIES = "SELECT operation_id FROM workshops_pieceentry WHERE id = ANY(%(entries)s)"
_LINES_OF_RECEIPT = """SELECT l.delivery_line_id FROM payouts_receiptmatch m
    JOIN payouts_statementline l ON l.id = m.line_id WHERE m.receipt_id = %(receipt)s"""
_OPERATIONS_OF_RECEIPT = f"""SELECT l.operation_id FROM payouts_receiptmatch m
    JOIN payouts_statementline l ON l.id = m.line_id AND l.cause = '{_AT_HAND_IN}' WHERE m.receipt_id = %(receipt)s"""

# What two stretches share, where they do.
_SHARED = "LEAST(s.upto, p.upto) - GREATEST(s.upto - s.pieces, p.upto - p.pieces)"
_MEET = "s.upto > p.upto - p.pieces AND p.upto > s.upto - s.pieces"

# A row an allocation; `steps`: how many operations a piece of its delivery line went through.
PARTS = f"""
    WITH stretch AS ({STRETCHES.format(lines=_LINES_OF_ENTRIES)})
    SELECT s.id, s.entry_id, d.id, d.number, d.sent_on, d.accepted_on, s.pieces, s.accepted, s.rejected_material,
        s.rejected_worker, s.short, s.taken_back, t.id, t.number, l.client_price,
        (SELECT COUNT(DISTINCT o.operation_id) FROM stretch o WHERE o.line_id = s.line_id)
    FROM stretch s JOIN workshops_deliveryline l ON l.id = s.line_id JOIN workshops_delivery d ON d.id = l.delivery_id
    LEFT JOIN payouts_statementline f ON f.delivery_line_id = l.id AND f.kind = 'fee'
    LEFT JOIN payouts_statement t ON t.id = f.statement_id AND t.state IN ('issued', 'settled')
    WHERE s.entry_id = ANY(%(entries)s) ORDER BY s.entry_id, d.sent_on, s.id
"""
_FEES = f"""
    WITH stretch AS (
        SELECT id, line_id, entry_id, accepted AS pieces, upto
        FROM ({STRETCHES.format(lines=_LINES_OF_ENTRIES)}) a WHERE accepted > 0
    ), paid AS ({_MATCHES.format(lines=_LINES_OF_ENTRIES)})
    SELECT 'fee' AS part, s.entry_id, s.id AS stretch, p.kind, p.receipt_id, r.received_on, {_SHARED} AS pieces,
        p.price, NULL::bigint AS statement_id, NULL AS statement, p.id AS match
    FROM stretch s JOIN paid p ON p.line_id = s.line_id AND {_MEET}
    LEFT JOIN payouts_clientreceipt r ON r.id = p.receipt_id
    WHERE s.entry_id = ANY(%(entries)s) AND p.pieces > 0
"""
_CLAIMS = f"""
    WITH stretch AS ({_CLAIM_STRETCHES.format(lines=_LINES_OF_ENTRIES)}), paid AS (
        {_CLAIM_MATCHES.format(lines=_LINES_OF_ENTRIES)})
    SELECT 'claim', s.entry_id, s.id, p.kind, p.receipt_id, r.received_on, {_SHARED}, p.price, NULL::bigint, NULL, p.id
    FROM stretch s JOIN paid p ON p.line_id = s.line_id AND p.cause = s.cause AND {_MEET}
    LEFT JOIN payouts_clientreceipt r ON r.id = p.receipt_id
    WHERE s.entry_id = ANY(%(entries)s) AND p.pieces > 0
"""
_SPOILT_STATED = f"""
    WITH stretch AS ({_SPOILT.format(operations=_OPERATIONS_OF_ENTRIES)}), stated AS (
        {_SPOILT_LINES.format(operations=_OPERATIONS_OF_ENTRIES)})
    SELECT 'stated', s.entry_id, NULL::bigint, '', NULL::bigint, NULL::date, {_SHARED}, p.price, t.id, t.number, p.id
    FROM stretch s JOIN stated p ON p.line_id = s.line_id AND {_MEET}
    JOIN payouts_statement t ON t.id = p.statement_id WHERE s.entry_id = ANY(%(entries)s)
"""
_SPOILT_PAID = f"""
    WITH stretch AS ({_SPOILT.format(operations=_OPERATIONS_OF_ENTRIES)}), paid AS (
        {_SPOILT_MATCHES.format(operations=_OPERATIONS_OF_ENTRIES)})
    SELECT 'spoilt', s.entry_id, NULL::bigint, p.kind, p.receipt_id, r.received_on, {_SHARED}, p.price, NULL::bigint,
        NULL, p.id
    FROM stretch s JOIN paid p ON p.line_id = s.line_id AND {_MEET}
    LEFT JOIN payouts_clientreceipt r ON r.id = p.receipt_id
    WHERE s.entry_id = ANY(%(entries)s) AND p.pieces > 0
"""
# What was paid or settled: of accepted pieces, of claims for delivered ones (by stretch); of pieces bad at hand-in,
# which statement claims them and what was paid of it (by entry).
MONEY = f"""
    SELECT part, entry_id, stretch, kind, receipt_id, received_on, pieces, price, statement_id, statement
    FROM (SELECT * FROM ({_FEES}) fees UNION ALL SELECT * FROM ({_CLAIMS}) claims
        UNION ALL SELECT * FROM ({_SPOILT_STATED}) stated UNION ALL SELECT * FROM ({_SPOILT_PAID}) spoilt) money
    ORDER BY entry_id, stretch, part, match
"""
# Pieces found bad at hand-in earn nothing unless the agreement pays them. The price of a piece stands at its priced
# operation, so that the sum of all rows is what was paid.
REACHED = f"""
    WITH accepted AS ({STRETCHES.format(lines=_LINES_OF_RECEIPT)}), fees AS (
        {_MATCHES.format(lines=_LINES_OF_RECEIPT)}),
    claimed AS ({_CLAIM_STRETCHES.format(lines=_LINES_OF_RECEIPT)}), claims AS (
        {_CLAIM_MATCHES.format(lines=_LINES_OF_RECEIPT)}),
    spoilt AS ({_SPOILT.format(operations=_OPERATIONS_OF_RECEIPT)}), spoilt_paid AS (
        {_SPOILT_MATCHES.format(operations=_OPERATIONS_OF_RECEIPT)}),
    stretch AS (
        SELECT line_id, entry_id, '' AS cause, accepted AS pieces, upto FROM accepted WHERE accepted > 0
        UNION ALL SELECT line_id, entry_id, cause, pieces, upto FROM claimed
        UNION ALL SELECT line_id, entry_id, '{_AT_HAND_IN}', pieces, upto FROM spoilt
    ),
    paid AS (
        SELECT line_id, '' AS cause, receipt_id, pieces, price, upto FROM fees
        UNION ALL SELECT line_id, cause, receipt_id, pieces, price, upto FROM claims
        UNION ALL SELECT line_id, '{_AT_HAND_IN}', receipt_id, pieces, price, upto FROM spoilt_paid
    )
    SELECT d.id, d.number, w.id, w.product, o.name, e.id, e.work_date, e.resident_id, n.name,
        CASE WHEN s.cause = '{_AT_HAND_IN}' AND e.paid_faulty = 0 THEN 0 ELSE e.rate END, {_SHARED} AS pieces,
        y.id, y.number, y.state, u.id, u.number, u.state, x.number, x.state, s.cause,
        CASE WHEN l.operation_id <> e.operation_id THEN 0 ELSE p.price END
    FROM stretch s JOIN paid p ON p.line_id = s.line_id AND p.cause = s.cause AND {_MEET}
    LEFT JOIN workshops_deliveryline l ON l.id = s.line_id LEFT JOIN workshops_delivery d ON d.id = l.delivery_id
    JOIN workshops_pieceentry e ON e.id = s.entry_id JOIN workshops_operation o ON o.id = e.operation_id
    JOIN workshops_workorder w ON w.id = o.work_order_id JOIN residents_resident n ON n.id = e.resident_id
    LEFT JOIN payouts_payline q ON q.entry_id = e.id AND q.live
    LEFT JOIN payouts_payslip y ON y.id = q.slip_id LEFT JOIN payouts_payrun u ON u.id = y.run_id
    LEFT JOIN payouts_payment x ON x.slip_id = y.id AND x.state IN ('ready', 'sent', 'done')
    WHERE p.receipt_id = %(receipt)s AND p.pieces > 0
    ORDER BY d.sent_on, d.id, s.cause, o.position, e.work_date, e.id
"""
