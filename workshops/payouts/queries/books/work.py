"""Pieces: what was issued, handed in, delivered and claimed must explain itself."""

from decimal import Decimal

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from workshops.models import PieceEntry
from workshops.payouts.queries.books.reading import Check

_COUNTED = "e.state IN ('pending', 'accepted')"

WORK = (
    Check(
        _("Issue slip %(number)s: %(held)s pieces held, so it can't be “%(state)s”."),
        f"""SELECT * FROM (
            SELECT i.number, i.state, i.quantity - COALESCE((
                SELECT SUM(e.good + e.worker_fault + e.material_fault + e.returned + e.lost)
                FROM workshops_pieceentry e WHERE e.issue_id = i.id AND {_COUNTED}), 0) AS held
            FROM workshops_issue i WHERE i.community_id = %(community)s) h
        WHERE held < 0 OR (state = 'finished') <> (held = 0 AND state <> 'cancelled')""",
    ),
    Check(
        _("Issue slip %(number)s: %(moved)s %(unit)s of %(material)s went out, %(norm)s by norm."),
        f"""SELECT * FROM (
            SELECT i.number, m.name AS material, m.unit,
                SUM(CASE v.kind WHEN 'issued' THEN v.quantity WHEN 'returned' THEN -v.quantity ELSE 0 END) AS moved,
                CASE i.state WHEN 'cancelled' THEN 0 ELSE m.per_piece * (i.quantity - COALESCE((
                    SELECT SUM(e.returned) FROM workshops_pieceentry e
                    WHERE e.issue_id = i.id AND {_COUNTED}), 0)) END AS norm
            FROM workshops_materialmovement v JOIN workshops_issue i ON i.id = v.issue_id
            JOIN workshops_material m ON m.id = v.material_id
            WHERE i.community_id = %(community)s
            GROUP BY i.id, m.id) x WHERE moved <> norm""",
    ),
    Check(
        _("%(name)s, %(day)s: %(out)s pieces are with the client, but only %(good)s were good."),
        """SELECT * FROM (
            SELECT r.name, e.work_date AS day, SUM(a.pieces - a.taken_back) AS out, e.good + COALESCE((
                SELECT SUM(c.good) FROM workshops_pieceentry c
                WHERE c.corrects_id = e.id AND c.state = 'accepted'), 0) AS good
            FROM workshops_deliveryallocation a JOIN workshops_pieceentry e ON e.id = a.entry_id
            JOIN residents_resident r ON r.id = e.resident_id
            WHERE e.community_id = %(community)s GROUP BY e.id, r.id) x WHERE out > good""",
    ),
    Check(
        _("Delivery %(number)s: %(quantity)s of %(operation)s, but %(allocated)s come from entries."),
        """SELECT d.number, o.name AS operation, l.quantity, COALESCE(SUM(a.pieces), 0) AS allocated
        FROM workshops_delivery d JOIN workshops_deliveryline l ON l.delivery_id = d.id
        JOIN workshops_operation p ON p.id = l.operation_id
        JOIN workshops_operation o ON o.id = p.id OR (o.work_order_id = p.work_order_id AND o.client_price = 0)
        LEFT JOIN workshops_deliveryallocation a ON a.line_id = l.id
            AND EXISTS (SELECT 1 FROM workshops_pieceentry e WHERE e.id = a.entry_id AND e.operation_id = o.id)
        WHERE d.community_id = %(community)s AND d.state IN ('sent', 'accepted')
        GROUP BY d.id, l.id, o.id HAVING l.quantity <> COALESCE(SUM(a.pieces), 0)""",
    ),
    Check(
        _("Delivery %(number)s: the client's outcomes of %(operation)s differ from those of its pieces."),
        """SELECT d.number, o.name AS operation
        FROM workshops_delivery d JOIN workshops_deliveryline l ON l.delivery_id = d.id
        JOIN workshops_operation o ON o.id = l.operation_id
        JOIN workshops_deliveryallocation a ON a.line_id = l.id
        JOIN workshops_pieceentry e ON e.id = a.entry_id AND e.operation_id = o.id
        WHERE d.community_id = %(community)s AND d.state = 'accepted'
        GROUP BY d.id, l.id, o.id
        HAVING (SUM(a.accepted), SUM(a.rejected_material), SUM(a.rejected_worker), SUM(a.short))
            IS DISTINCT FROM (l.accepted, l.rejected_material, l.rejected_worker, l.short)""",
    ),
    Check(
        _("%(name)s, %(day)s: this work is marked as taken by %(reference)s, but no pay line pays it."),
        """SELECT r.name, e.work_date AS day, c.reference
        FROM workshops_entryclaim c JOIN workshops_pieceentry e ON e.id = c.entry_id
        JOIN residents_resident r ON r.id = e.resident_id
        WHERE c.community_id = %(community)s
          AND NOT EXISTS (SELECT 1 FROM payouts_payline l WHERE l.entry_id = e.id AND l.live)
          AND NOT EXISTS (SELECT 1 FROM payouts_bornecorrection b WHERE b.correction_id = e.id AND b.live)""",
    ),
    Check(
        _("%(name)s, %(day)s: this correction is borne by the community, but not marked as taken for it."),
        """SELECT r.name, e.work_date AS day FROM payouts_bornecorrection b
        JOIN workshops_pieceentry e ON e.id = b.correction_id JOIN residents_resident r ON r.id = e.resident_id
        LEFT JOIN workshops_entryclaim c ON c.entry_id = e.id
        WHERE b.community_id = %(community)s AND b.live AND c.reference IS DISTINCT FROM 'borne'""",
    ),
    Check(
        _("%(name)s, %(day)s: %(slip)s takes a correction that the community bears."),
        """SELECT r.name, e.work_date AS day, s.number AS slip FROM payouts_bornecorrection b
        JOIN payouts_payline l ON l.entry_id = b.correction_id AND l.live
        JOIN payouts_payslip s ON s.id = l.slip_id
        JOIN workshops_pieceentry e ON e.id = b.correction_id JOIN residents_resident r ON r.id = e.resident_id
        WHERE b.community_id = %(community)s AND b.live""",
    ),
    Check(
        _("%(name)s, %(day)s: %(slip)s pays work that isn't marked as taken by its run."),
        """SELECT r.name, e.work_date AS day, s.number AS slip
        FROM payouts_payline l JOIN payouts_payslip s ON s.id = l.slip_id JOIN payouts_payrun n ON n.id = s.run_id
        JOIN workshops_pieceentry e ON e.id = l.entry_id JOIN residents_resident r ON r.id = e.resident_id
        LEFT JOIN workshops_entryclaim c ON c.entry_id = e.id
        WHERE l.community_id = %(community)s AND l.live AND c.reference IS DISTINCT FROM n.number""",
    ),
    Check(
        _("%(name)s, %(day)s: paid as %(paid)s, but the entry earns %(earned)s to %(earner)s."),
        """SELECT r.name, e.work_date AS day, l.amount AS paid, e.amount AS earned, o.name AS earner
        FROM payouts_payline l JOIN payouts_payslip s ON s.id = l.slip_id
        JOIN residents_resident r ON r.id = s.resident_id
        JOIN workshops_pieceentry e ON e.id = l.entry_id JOIN residents_resident o ON o.id = e.resident_id
        WHERE l.community_id = %(community)s AND l.reverses_id IS NULL
          AND (e.amount <> l.amount OR e.resident_id <> s.resident_id OR (l.live AND e.state <> 'accepted')
               OR e.settled_outside OR e.community_id <> l.community_id)""",
    ),
)


def earned_not_in_a_run(community) -> tuple[int, Decimal]:
    """Inspected work that no run has taken: how many entries, and what they come to (yuan, exact)."""
    entries = PieceEntry.objects.accepted().unclaimed().filter(community=community, settled_outside=False)
    entries = entries.exclude(amount=0)
    return entries.count(), entries.aggregate(total=Sum("amount"))["total"] or Decimal(0)
