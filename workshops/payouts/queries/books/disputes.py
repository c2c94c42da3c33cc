"""Disputes: what is frozen because of them, and that their state is what was said."""

from django.utils.translation import gettext_lazy as _

from workshops.payouts.queries.books.reading import Check

_SAID = """CASE m.kind WHEN 'answered' THEN 'answered' WHEN 'reopened' THEN 'reopened' WHEN 'closed' THEN 'closed'
    WHEN 'withdrawn' THEN 'withdrawn' ELSE 'open' END"""

DISPUTES = (
    Check(
        _("Dispute %(number)s isn't settled, but its work isn't frozen, or from another day on."),
        """SELECT d.number FROM payouts_dispute d LEFT JOIN workshops_entryfreeze f
            ON f.entry_id = d.entry_id AND f.reference = d.number AND f.pays_from IS NOT DISTINCT FROM d.rests_on
        WHERE d.community_id = %(community)s AND d.state IN ('open', 'answered', 'reopened')
          AND d.entry_id IS NOT NULL AND f.entry_id IS NULL""",
    ),
    Check(
        _("Work is frozen by %(number)s, which was settled or never was."),
        """SELECT f.reference AS number FROM workshops_entryfreeze f LEFT JOIN payouts_dispute d
            ON d.entry_id = f.entry_id AND d.number = f.reference AND d.state IN ('open', 'answered', 'reopened')
        WHERE f.community_id = %(community)s AND d.id IS NULL""",
    ),
    Check(
        _("Run %(number)s would pay work that %(dispute)s disputes."),
        """SELECT r.number, f.reference AS dispute FROM workshops_entryfreeze f
        JOIN workshops_pieceentry e ON f.entry_id IN (e.id, e.corrects_id)
        JOIN payouts_payline l ON l.entry_id = e.id AND l.live
        JOIN payouts_payslip s ON s.id = l.slip_id JOIN payouts_payrun r ON r.id = s.run_id
        WHERE f.community_id = %(community)s AND r.state IN ('draft', 'submitted')
          AND (f.pays_from IS NULL OR f.pays_from > (r.prepared_at AT TIME ZONE 'Asia/Shanghai')::date)""",
    ),
    Check(
        _("Run %(number)s pays work of %(name)s on %(day)s, but leaves its correction of %(amount)s out."),
        # Work is taken with all its corrections. What was logged while a run was drawn up may miss it (a minute's
        # grace), and what another run held then and gave back later waits for the next.
        """SELECT r.number, p.name, e.work_date AS day, e.amount FROM workshops_pieceentry e
        JOIN payouts_payline l ON l.entry_id = e.corrects_id AND l.live
        JOIN payouts_payslip s ON s.id = l.slip_id JOIN payouts_payrun r ON r.id = s.run_id
        JOIN residents_resident p ON p.id = e.resident_id
        WHERE e.community_id = %(community)s AND e.corrects_id IS NOT NULL AND e.state = 'accepted' AND e.amount <> 0
          AND e.logged_at < r.prepared_at - INTERVAL '1 minute'
          AND NOT EXISTS (SELECT 1 FROM workshops_entryclaim c WHERE c.entry_id = e.id)
          AND NOT EXISTS (SELECT 1 FROM workshops_entryfreeze f WHERE f.entry_id = e.corrects_id)
          AND NOT EXISTS (SELECT 1 FROM payouts_payline o WHERE o.entry_id = e.id)
          AND NOT EXISTS (SELECT 1 FROM residents_movelog m
            JOIN residents_movelog g ON g.subject_type = m.subject_type AND g.subject_id = m.subject_id
            WHERE m.subject_type = 'payouts.payrun' AND m.community_id = e.community_id AND m.subject_id <> r.id
              AND m.move IN ('draft', 'redraft') AND m.at BETWEEN e.logged_at AND r.prepared_at
              AND g.move IN ('redraft', 'send_back', 'discard', 'take_out') AND g.at >= r.prepared_at)""",
    ),
    Check(
        _("She confirmed slip %(slip)s although %(number)s, about it, wasn't settled."),
        """SELECT s.number AS slip, d.number FROM payouts_dispute d JOIN payouts_payslip s ON s.id = d.slip_id
        JOIN LATERAL (SELECT a.answer, a.at FROM payouts_slipanswer a WHERE a.slip_id = s.id
            ORDER BY a.at DESC, a.id DESC LIMIT 1) a ON a.answer = 'received'
        WHERE d.community_id = %(community)s AND d.state IN ('open', 'answered', 'reopened')
          AND a.at > COALESCE(d.reopened_at, d.opened_at)""",
    ),
    Check(
        _("Dispute %(number)s is “%(state)s”, but “%(said)s” was said last."),
        f"""SELECT * FROM (
            SELECT d.number, d.state, (SELECT {_SAID} FROM payouts_disputemessage m
                WHERE m.dispute_id = d.id AND m.kind IN ('opened', 'answered', 'reopened', 'closed', 'withdrawn')
                ORDER BY m.at DESC, m.id DESC LIMIT 1) AS said
            FROM payouts_dispute d WHERE d.community_id = %(community)s) x WHERE said IS DISTINCT FROM state""",
    ),
)
